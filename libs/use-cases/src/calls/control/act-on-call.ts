import { insertInvitations, type NewInvitation } from '@ringbase/database';
import {
  type ActRefusal,
  type CallAct,
  type CallEvent,
  type CallProjection,
  DomainError,
  decideAct,
  type ErrorCode,
} from '@ringbase/domain';
import type { Context } from '../../context.js';
import { changeCall } from '../change-call.js';

/** `key` is the wish's own: asked twice it is one. */
export type ActOnCall = { callId: string; key: string };
/** `carrier`: the one phone company whose calls can be changed while they go on. */
export type ChangeCall = ActOnCall & { carrier: string };

/** Whoever is on a call's line wants something of it: written at once, carried out by a worker. Refusals carry `details.reason`. */
export async function actOnCall(ctx: Context, input: ChangeCall, act: CallAct): Promise<void> {
  const by = ctx.actor.personId;
  await changeCall(ctx, input.callId, `call.${act.kind}`, ({ loaded, call }, at) => {
    const { events, state, provider } = loaded.context;
    const changeable = provider === input.carrier;
    const decision = decideAct(act, { call, events, state, by, changeable, key: input.key, name: ctx.ids() }, at);
    switch (decision.kind) {
      case 'nothing':
        return { events: [] };
      case 'refused':
        throw refusal(decision.reason, input.callId);
      case 'do': {
        const invitations = decision.events.flatMap((event) => invitationsOf(event, call, input.callId, ctx.ids));
        return {
          events: decision.events,
          ...(invitations.length === 0 ? {} : { alongside: (tx) => insertInvitations(tx, invitations) }),
        };
      }
    }
  });
}

/** The telephones of an asking, each to be rung by a call of its own that shows the company’s number. */
export function invitationsOf(event: CallEvent, call: CallProjection, callId: string, ids: () => string): NewInvitation[] {
  if (event.kind !== 'asked') return [];
  const { step, targets, personId, until } = event.body;
  return targets.map((target) => ({
    id: ids(),
    callId,
    step,
    personId: target.personId,
    askedBy: personId,
    // A browser knows by it which call rings.
    address: target.kind === 'browser' ? `client:${target.address}?callId=${callId}` : target.address,
    callerId: call.direction === 'inbound' ? call.dialled : call.callerRaw,
    requestedAt: event.at,
    until: new Date(until),
  }));
}

const refusals: Readonly<Record<ActRefusal, readonly [ErrorCode, string]>> = {
  'not-yours': ['FORBIDDEN', 'You are not on this call.'],
  'not-talking': ['CONFLICT', 'The call is not under way.'],
  asking: ['CONFLICT', 'Somebody is being asked already.'],
  'not-asking': ['CONFLICT', 'Nobody is being asked.'],
  'not-answered': ['CONFLICT', 'Nobody has answered yet.'],
  static: ['CONFLICT', 'The call was put through while the database was away: it can only be talked on.'],
  'nobody-to-ring': ['CONFLICT', 'Nobody can be rung.'],
  parting: ['CONFLICT', 'The call is ending.'],
  'other-carrier': ['CONFLICT', 'Whoever carries this call cannot be asked for it.'],
};

function refusal(reason: ActRefusal, callId: string): DomainError {
  const [code, message] = refusals[reason];
  return new DomainError(code, message, { reason, callId });
}
