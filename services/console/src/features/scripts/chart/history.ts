/** What was, what is, and what was undone; `mark` names what the last step changed, so that a word typed letter by letter is one step. */
export type History<T> = { past: readonly T[]; now: T; future: readonly T[]; mark: string | null };

const MOST_STEPS = 200;

export function beginHistory<T>(now: T): History<T> {
  return { past: [], now, future: [], mark: null };
}

export function step<T>(history: History<T>, now: T, mark: string | null = null): History<T> {
  if (now === history.now) return history;
  if (mark !== null && mark === history.mark && history.past.length > 0) return { ...history, now, future: [] };
  return { past: [...history.past, history.now].slice(-MOST_STEPS), now, future: [], mark };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  return before === undefined
    ? history
    : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], mark: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  return after === undefined ? history : { past: [...history.past, history.now], now: after, future, mark: null };
}
