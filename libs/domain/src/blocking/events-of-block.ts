import type { CallEvent } from '../calls/call-event.js';
import { ofKind } from '../calls/of-kind.js';
import type { AutomaticBlock, Block } from './decide-block.js';

/** What is written down of a call that is turned away: what stopped it, and the same in its trace. */
export function eventsOfBlock(block: Block, now: Date): readonly CallEvent[] {
  const until = block.until?.toISOString() ?? null;
  const { blockedCallerId, by, begins } = block;
  const facts = { blockedCallerId, until, ...(begins === null ? {} : { calls: begins.calls, minutes: begins.minutes }) };
  const trace = [{ step: 0, block: 'blocking', kind: 'blocked', reason: begins === null ? `blocked-${by}` : 'blocked-rate-begins', facts }];
  return [
    { key: 'routed:start', at: now, kind: 'routed', body: { step: 0, plan: 'script', targets: [], trace } },
    { key: 'blocked', at: now, kind: 'blocked', body: { blockedCallerId, by, until, begins } },
  ];
}

/** A number that these events block by itself; null: none. */
export function automaticBlockOf(events: readonly CallEvent[]): (AutomaticBlock & { id: string; at: Date; until: Date | null }) | null {
  const [blocked] = ofKind(events, 'blocked');
  if (blocked === undefined || blocked.body.begins === null) return null;
  const { begins, blockedCallerId, until } = blocked.body;
  return { ...begins, id: blockedCallerId, at: blocked.at, until: until === null ? null : new Date(until) };
}

/**
 * The block that turned the call away; null: it went on. With the database too slow to say so in time the caller is given his department's static answer,
 * which knows of no block: whatever then happens to him shows that he was let through.
 */
export function stoppedBy(events: readonly CallEvent[]): { blockedCallerId: string; at: Date } | null {
  const [blocked] = ofKind(events, 'blocked');
  if (blocked === undefined || events.some(showsLetThrough)) return null;
  return { blockedCallerId: blocked.body.blockedCallerId, at: blocked.at };
}

function showsLetThrough(event: CallEvent): boolean {
  switch (event.kind) {
    case 'static-answer-given':
    case 'ring-finished':
    case 'voicemail-left':
    case 'accepted':
      return true;
    case 'leg':
      return !event.body.root;
    default:
      return false;
  }
}
