const second = 1_000;
/** Milliseconds to wait after the first, second, … attempt that failed. */
const waits = [2 * second, 10 * second, 60 * second, 300 * second];
export const MOST_EFFECT_ATTEMPTS = waits.length + 1;

export type EffectAttemptDecision = { kind: 'retry'; at: Date } | { kind: 'give-up' };

/** What follows an attempt to do what a script wants that failed; `attempts` counts it. */
export function decideEffectAttempt(attempts: number, now: Date): EffectAttemptDecision {
  const wait = waits[attempts - 1];
  return wait === undefined ? { kind: 'give-up' } : { kind: 'retry', at: new Date(now.getTime() + wait) };
}

/**
 * How long an outside system may still be asked for, in milliseconds; a reason not to ask at all. It is asked once: a worker that took the request up before
 * may have died after asking. `askedAt`: when the script wanted it.
 */
export function decideRequest(
  { attempts, askedAt, seconds }: { attempts: number; askedAt: Date; seconds: number },
  now: Date,
): { kind: 'ask'; deadlineMs: number } | { kind: 'leave'; reason: 'result-unknown' | 'deadline' } {
  if (attempts > 1) return { kind: 'leave', reason: 'result-unknown' };
  const deadlineMs = askedAt.getTime() + seconds * second - now.getTime();
  return deadlineMs > 0 ? { kind: 'ask', deadlineMs: Math.min(deadlineMs, seconds * second) } : { kind: 'leave', reason: 'deadline' };
}
