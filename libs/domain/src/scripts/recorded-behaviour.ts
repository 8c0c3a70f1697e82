import type { BlockId } from './call-script.js';
import type { HttpAnswer, TraceEntry } from './route-state.js';

/** What a caller and the systems outside did in a real call, by the block that asked them, in the order in which it did. */
export type RecordedBehaviour = {
  /** Every answer to a menu: empty for nothing, and wrong digits as they were pressed. */
  pressed: Readonly<Record<BlockId, readonly string[]>>;
  httpAnswers: Readonly<Record<BlockId, readonly HttpAnswer[]>>;
  /** After how many seconds of waiting he asked to be called back; null: he did not. */
  keptAfterSeconds: number | null;
};

/** An outside system's answer, by the key of the effect that asked it: `block:step:number`. */
export type RecordedAnswer = { key: string; answer: HttpAnswer };

const pressing: ReadonlySet<string> = new Set(['menu-chosen', 'menu-no-input', 'menu-wrong']);

/** Reads it from a call's trace. What was answered after its deadline counts as the deadline: so did the script. */
export function behaviourOf(
  trace: readonly Pick<TraceEntry, 'block' | 'reason' | 'facts'>[],
  answers: readonly RecordedAnswer[],
): RecordedBehaviour {
  const pressed: Record<BlockId, string[]> = {};
  const httpAnswers: Record<BlockId, HttpAnswer[]> = {};
  let keptAfterSeconds: number | null = null;
  for (const { block, reason, facts } of trace) {
    if (pressing.has(reason)) add(pressed, block, typeof facts['digits'] === 'string' ? facts['digits'] : '');
    if (reason === 'queue-callback-kept') keptAfterSeconds = typeof facts['seconds'] === 'number' ? facts['seconds'] : 0;
    if (reason === 'http-failed') add(httpAnswers, block, { ok: false, reason: String(facts['why'] ?? 'failed') });
    if (reason === 'http-answered') {
      const found = answers.filter(({ key, answer }) => blockOfKey(key) === block && answer.ok)[
        httpAnswers[block]?.filter(({ ok }) => ok).length ?? 0
      ];
      add(httpAnswers, block, found?.answer ?? { ok: false, reason: 'not-recorded' });
    }
  }
  return { pressed, httpAnswers, keptAfterSeconds };
}

function add<T>(lists: Record<BlockId, T[]>, block: BlockId, value: T): void {
  lists[block] = [...(Object.hasOwn(lists, block) ? (lists[block] ?? []) : []), value];
}

function blockOfKey(key: string): BlockId {
  return key.split(':').slice(0, -2).join(':');
}
