import type { RecordingFailure } from './recording-states.js';

const minute = 60_000;
/** Milliseconds to wait after the first, second, … attempt that failed. */
const waits = [5_000, 15_000, minute, 5 * minute, 30 * minute, 120 * minute, 360 * minute];
export const MOST_FETCH_ATTEMPTS = waits.length + 1;

/** Asking again cannot help here. */
const hopeless: ReadonlySet<RecordingFailure> = new Set(['too-large']);

export type AttemptDecision = { kind: 'retry'; at: Date } | { kind: 'give-up' };

/** What follows an attempt to fetch that failed; `attempts` counts it. Providers answer 404 for a while after they said it was there. */
export function decideNextAttempt(attempts: number, failure: RecordingFailure, now: Date): AttemptDecision {
  const wait = waits[attempts - 1];
  if (wait === undefined || hopeless.has(failure)) return { kind: 'give-up' };
  return { kind: 'retry', at: new Date(now.getTime() + wait) };
}

/** What an HTTP status says about a recording's sound; null: it is there. 400 to a request for two channels means mono and is not asked here. */
export function failureOfStatus(status: number): RecordingFailure | null {
  if (status === 200) return null;
  if (status === 404 || status === 410) return 'not-found';
  if (status === 401 || status === 403) return 'unauthorised';
  return 'provider-error';
}
