import { loadCallOfSignal } from '@ringbase/database';
import {
  type CallContext,
  type CallInstruction,
  type CallSignal,
  classifyCaller,
  DomainError,
  decideSignal,
  type RouteFacts,
  recordedFacts,
  type SignalDecision,
} from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { decideRecordings } from './decide-recordings.js';
import { saveDecision } from './save-decision.js';

/** How often a decision is taken anew because the call changed between its reading and its writing: ten telephones of a group may tell at once. */
const MOST_TRIES = 12;

/** A decision as it is answered and written for whoever asked: what is stored and told to a repeat is `answer`. */
export type AdaptedDecision<A> = Omit<SignalDecision, 'answer'> & { answer: A };
export type SignalOptions<A = readonly CallInstruction[]> = {
  /** ISO 3166 country that numbers without a country are read in. */
  defaultRegion: string;
  /** Pure. What it throws is passed on, and nothing is written then. */
  adapt?: (decision: SignalDecision, context: CallContext, now: Date) => AdaptedDecision<A>;
};

/**
 * Takes one message of the provider: two statements in all, one read and one atomic write. A repeat is given the answer that the first was given.
 * Throws UNAVAILABLE when the call keeps changing, and for a word of a leg whose call is still to be told of: it is to be said again. Whatever the database throws is passed on, and nothing is written then.
 */
export async function recordCallSignal<A = readonly CallInstruction[]>(
  ctx: HouseContext,
  signal: CallSignal,
  options: SignalOptions<A>,
): Promise<A> {
  const lookup = {
    callId: signal.callId,
    provider: signal.provider,
    dialled: signal.leg.parentProviderCallId === null && signal.leg.direction === 'inbound' ? signal.leg.to : '',
    callerE164: callerOf(signal, options.defaultRegion),
    address: signal.leg.direction === 'inbound' && signal.leg.parentProviderCallId === null ? '' : addressOf(signal.leg.to),
    intentId: intentOf(signal),
    routes: signal.kind !== 'leg-progress' && signal.kind !== 'recording' && signal.kind !== 'conference',
  };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const now = ctx.clock();
    const found = await loadCallOfSignal(ctx.house, signal.key, lookup, now);
    if (found.kind === 'answered') return found.answer as A;
    const { loaded } = found;
    const decided = decideSignal(loaded.context, signal, now);
    const decision = options.adapt?.(decided, loaded.context, now) ?? (decided as AdaptedDecision<A>);
    const ledger = decideRecordings(loaded, signal, decision.events, ctx.ids, now);
    if (decision.events.length === 0 && ledger.recordings.length === 0) return decision.answer;
    const saved = await saveDecision(
      ctx,
      loaded,
      {
        key: signal.key,
        answer: decision.answer,
        // An attached leg is a call of its own at the provider: the call's own name stays what it is.
        providerCallId: loaded.context.providerCallId ?? signal.rootProviderCallId,
        events: decision.events,
        state: decision.state,
        remember: null,
        audit: [],
        effects: decision.effects ?? [],
        facts: decision.state === null ? null : factsOf(signal, loaded.context.facts, now),
        ...ledger,
      },
      now,
    );
    if (saved === 'nothing')
      throw new DomainError('UNAVAILABLE', 'The call that this leg was made for is not known yet.', { callId: signal.callId });
    if (saved === 'saved') {
      ctx.bell();
      if (signal.kind === 'inbound' && loaded.context.facts.department === null)
        ctx.log.warn({ event: 'call.unknown-number', callId: signal.callId });
      ctx.log.info({
        event: 'call.signal-recorded',
        callId: signal.callId,
        kind: signal.kind,
        reason: decision.events.at(-1)?.kind ?? null,
      });
      return decision.answer;
    }
  }
  throw new DomainError('UNAVAILABLE', 'The call changes too quickly to be written.', { callId: signal.callId });
}

/** Another script can be tried on a real call by what was known as it came in. */
function factsOf(signal: CallSignal, facts: RouteFacts, now: Date) {
  return signal.kind === 'inbound' && facts.department !== null ? { at: now, facts: recordedFacts(facts, now) } : null;
}

function callerOf(signal: CallSignal, region: string): string | null {
  if (signal.leg.direction !== 'inbound' || signal.leg.parentProviderCallId !== null) return null;
  const caller = classifyCaller(signal.leg.from, region);
  return caller.kind === 'number' ? caller.e164 : null;
}

/** A browser's telephone is told as `client:identity`; the device is kept by its identity. */
function addressOf(to: string): string {
  return to.startsWith('client:') ? to.slice('client:'.length) : to;
}

function intentOf(signal: CallSignal): string | null {
  return signal.kind === 'dial-answered' || signal.kind === 'leg-progress' ? signal.intentId : null;
}
