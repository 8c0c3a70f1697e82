import type { CallControl } from '@ringbase/contracts';
import { appendAudit, type CallRow, listDispositions, listPersonNames } from '@ringbase/database';
import { type CallProjection, ofKind } from '@ringbase/domain';
import { showText } from '../../clients/show-text.js';
import type { Context } from '../../context.js';
import { getCallNow } from '../get-call-now.js';
import { nameAsked } from './name-asked.js';
import { wasOnLine } from './was-on-line.js';

/**
 * A call as whoever is on its line handles it; that he read it is written first. To anybody else it tells only who talks, which is no reading: a browser that talks
 * asks every two seconds until the house knows it, too. `carrier`: whose calls can be changed while they go on. Throws NOT_FOUND.
 */
export async function getCallControl(ctx: Context, { id, carrier }: { id: string; carrier: string }): Promise<CallControl> {
  const me = ctx.actor.personId;
  const { call, loaded } = await getCallNow(ctx, id);
  const { events, provider } = loaded.context;
  const notes = ofKind(events, 'noted');
  const asked = ofKind(events, 'asked').at(-1)?.body ?? null;
  const mine = wasOnLine(call, me);
  const { control } = call;
  const people = [...call.line.map((part) => part.personId), ...notes.map(({ body }) => body.personId), control?.hold?.by, asked?.personId];
  const { names, dispositions } = await ctx.transaction(async (tx) => {
    if (mine) {
      const read = { act: 'call.read', objectKind: 'call', objectIds: [id] };
      await appendAudit(tx, { id: ctx.ids(), actorId: me, ...read, at: ctx.clock() });
    }
    return {
      names: await listPersonNames(
        tx,
        people.flatMap((person) => person ?? []),
      ),
      dispositions: await listDispositions(tx, call.departmentId),
    };
  });
  const person = (personId: string | null) => (personId === null ? null : { id: personId, name: names.get(personId) ?? '' });
  const back = asked?.mode === 'back' ? (names.get(asked.personId) ?? '') : null;
  return {
    callId: id,
    state: call.state,
    mine,
    talking: call.talking.includes(me),
    changeable: provider === carrier,
    ...(mine ? stateOf(ctx, call, person, back) : nothing),
    muted: mine && (control?.muted.includes(me) ?? false),
    line: call.line
      .filter((part) => part.until === null && part.personId !== me)
      .map((part) => ({ person: person(part.personId), since: part.since.toISOString() })),
    notes: mine
      ? notes.map(({ at, body }) => ({ at: at.toISOString(), person: person(body.personId), text: showText(ctx.actor, body.text) }))
      : [],
    disposition: call.disposition,
    dispositions,
  };
}

const nothing = { hold: null, asking: null, askEnded: null, recordingPausedSince: null, failure: null };

type State = Pick<CallControl, 'hold' | 'asking' | 'askEnded' | 'recordingPausedSince' | 'failure'>;

function stateOf(
  ctx: Context,
  { control }: CallProjection,
  person: (id: string | null) => CallRow['answeredBy'],
  back: string | null,
): State {
  if (control === null) return nothing;
  const { hold, asking, askEnded, recordingPausedSince, failure } = control;
  return {
    hold: hold && { since: hold.since.toISOString(), by: person(hold.by), settled: hold.settled },
    asking: asking && {
      mode: asking.mode,
      by: person(asking.by),
      mine: asking.by === ctx.actor.personId,
      to: back ?? nameAsked(ctx.actor, asking.to),
      since: asking.since.toISOString(),
      until: asking.until.toISOString(),
      joined: asking.joined,
    },
    askEnded: askEnded && { to: nameAsked(ctx.actor, askEnded.to), reason: askEnded.reason, at: askEnded.at.toISOString() },
    recordingPausedSince: recordingPausedSince?.toISOString() ?? null,
    failure: failure && { ...failure, at: failure.at.toISOString() },
  };
}
