import type { CallEvent } from '../calls/call-event.js';
import { ofKind } from '../calls/of-kind.js';
import { blockOf, type CallScript, type ScriptBlockOf } from '../scripts/call-script.js';
import type { Advance, RouteState } from '../scripts/route-state.js';
import type { Waiting } from './project-queue.js';
import { isTaken } from './taken-in-vain.js';

/** What a step of the script means for the queue: he came to wait, waits no longer, or went from one queue to another and keeps the time he has waited. */
export function queueEvents(
  script: CallScript,
  events: readonly CallEvent[],
  before: RouteState | null,
  { state: after, trace }: Pick<Advance, 'state' | 'trace'>,
  now: Date,
): readonly CallEvent[] {
  const stood = before === null ? null : queueOf(script, before);
  const stands = queueOf(script, after);
  const last = ofKind(events, 'queued').at(-1);
  if (stood !== null && stands !== null && before?.block === after.block) {
    // Whoever took him was gone before he came: he has his place again, as a stay of its own.
    return last === undefined || !isTaken(events, last.body.step) ? [] : [queued({ ...last.body, step: after.step }, now)];
  }
  const found: CallEvent[] = [];
  if (stood !== null && last !== undefined) {
    const kept = trace.find(({ reason }) => reason === 'queue-callback-kept');
    found.push(unqueued(last.body.step, kept === undefined ? 'left' : 'kept', kept?.facts['expectedSeconds'], now));
  }
  if (stands !== null) {
    const since = stood !== null && last !== undefined ? last.body.since : now.toISOString();
    const ownerId = after.attribution.intendedPersonId;
    const until = new Date(now.getTime() + stands.seconds * 1000).toISOString();
    const { strategy = 'all', ringSeconds } = stands;
    const personId = stands.whom === 'owner' ? ownerId : null;
    found.push(queued({ step: after.step, block: after.block, since, until, personId, ownerId, strategy, ringSeconds }, now));
  }
  return found;
}

/** The house could not go on with the script: who waited waits no longer. */
export function leaveQueue(events: readonly CallEvent[], now: Date): readonly CallEvent[] {
  const last = ofKind(events, 'queued').at(-1);
  return last === undefined ? [] : [unqueued(last.body.step, 'left', null, now)];
}

function queued(body: Waiting, now: Date): CallEvent {
  return { key: `queued:${body.step}`, at: now, kind: 'queued', body };
}

function unqueued(step: number, how: 'left' | 'kept', expected: unknown, now: Date): CallEvent {
  const expectedSeconds = typeof expected === 'number' ? expected : null;
  return { key: `unqueued:${step}`, at: now, kind: 'unqueued', body: { step, how, expectedSeconds } };
}

function queueOf(script: CallScript, state: RouteState): ScriptBlockOf<'queue'> | null {
  const block = blockOf(script, state.block);
  return block?.kind === 'queue' && state.since !== null ? block : null;
}
