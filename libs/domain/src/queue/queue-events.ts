import type { CallEvent } from '../calls/call-event.js';
import { ofKind } from '../calls/of-kind.js';
import { blockOf, type CallScript, type ScriptBlockOf } from '../scripts/call-script.js';
import type { Advance, RouteState } from '../scripts/route-state.js';

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
  if (stood !== null && stands !== null && before?.block === after.block) return [];
  const last = ofKind(events, 'queued').at(-1);
  const found: CallEvent[] = [];
  if (stood !== null && last !== undefined) {
    const kept = trace.find(({ reason }) => reason === 'queue-callback-kept');
    found.push(unqueued(last.body.step, kept === undefined ? 'left' : 'kept', kept?.facts['expectedSeconds'], now));
  }
  if (stands !== null) {
    const since = stood !== null && last !== undefined ? last.body.since : now.toISOString();
    const ownerId = after.attribution.intendedPersonId;
    found.push({
      key: `queued:${after.step}`,
      at: now,
      kind: 'queued',
      body: {
        step: after.step,
        block: after.block,
        since,
        until: new Date(now.getTime() + stands.seconds * 1000).toISOString(),
        personId: stands.whom === 'owner' ? ownerId : null,
        ownerId,
        strategy: stands.strategy ?? 'all',
        ringSeconds: stands.ringSeconds,
      },
    });
  }
  return found;
}

/** The house could not go on with the script: who waited waits no longer. */
export function leaveQueue(events: readonly CallEvent[], now: Date): readonly CallEvent[] {
  const last = ofKind(events, 'queued').at(-1);
  return last === undefined ? [] : [unqueued(last.body.step, 'left', null, now)];
}

function unqueued(step: number, how: 'left' | 'kept', expected: unknown, now: Date): CallEvent {
  const expectedSeconds = typeof expected === 'number' ? expected : null;
  return { key: `unqueued:${step}`, at: now, kind: 'unqueued', body: { step, how, expectedSeconds } };
}

function queueOf(script: CallScript, state: RouteState): ScriptBlockOf<'queue'> | null {
  const block = blockOf(script, state.block);
  return block?.kind === 'queue' && state.since !== null ? block : null;
}
