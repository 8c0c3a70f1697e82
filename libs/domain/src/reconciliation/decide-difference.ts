import type { LegStatus } from '../calls/call-signal.js';
import type { LegState } from '../calls/call-states.js';
import type { RecordingState } from '../recordings/recording-states.js';

export type CallDifference = 'call-missing-here' | 'leg-missing-here' | 'call-open-here';
export type RecordingDifference = 'recording-missing-here' | 'recording-not-attached';

/** Milliseconds in which a message may still be on its way: nothing is said to differ before. */
const ON_ITS_WAY = 15_000;
/** Milliseconds after a call's end within which the provider has finished its recordings. */
const RECORDING_PATIENCE = 10 * 60_000;

const over: ReadonlySet<LegStatus> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Whether a leg has come to its end there. */
export function isOver(status: LegStatus): boolean {
  return over.has(status);
}

/** What the provider's list tells of a leg that our rows do not; null: they agree, or it is too early to say. */
export function decideCallDifference(
  listed: { status: LegStatus; isRoot: boolean; createdAt: Date; endedAt: Date | null },
  known: LegState | null,
  now: Date,
): CallDifference | null {
  const last = listed.endedAt ?? listed.createdAt;
  if (now.getTime() - last.getTime() < ON_ITS_WAY) return null;
  if (known === null) return listed.isRoot ? 'call-missing-here' : 'leg-missing-here';
  return over.has(listed.status) && known !== 'ended' ? 'call-open-here' : null;
}

/** The same for a recording; `due`: our worker is to fetch it, so it needs nobody's help. */
export function decideRecordingDifference(
  listed: { status: 'in-progress' | 'completed' | 'absent' | 'failed'; startedAt: Date | null; seconds: number | null },
  known: { state: RecordingState; due: boolean } | null,
  now: Date,
): RecordingDifference | null {
  if (listed.status === 'in-progress') return null;
  const endedAt = (listed.startedAt?.getTime() ?? 0) + (listed.seconds ?? 0) * 1000;
  if (now.getTime() - endedAt < ON_ITS_WAY) return null;
  if (known === null) return 'recording-missing-here';
  // Absence is only somebody's word, and the sound is there.
  if (known.state === 'absent') return listed.status === 'completed' ? 'recording-not-attached' : null;
  return (known.state === 'expected' || known.state === 'in-progress') && !known.due ? 'recording-not-attached' : null;
}

/** Milliseconds after a recording's end by which our worker has fetched it, unless something is wrong. */
const FETCH_PATIENCE = 60 * 60_000;

/** What is wrong with a recording that the provider finished long ago, though nobody's message is missing: it failed here, or is still not fetched. */
export function decideLateRecording(
  listed: { status: 'in-progress' | 'completed' | 'absent' | 'failed'; startedAt: Date | null; seconds: number | null },
  known: { state: RecordingState; due: boolean } | null,
  now: Date,
): 'recording-failed' | 'recording-not-attached' | null {
  if (known === null || listed.status !== 'completed') return null;
  if (known.state === 'failed') return 'recording-failed';
  const endedAt = (listed.startedAt?.getTime() ?? 0) + (listed.seconds ?? 0) * 1000;
  const late = known.due && ['expected', 'in-progress', 'stored'].includes(known.state) && now.getTime() - endedAt >= FETCH_PATIENCE;
  return late ? 'recording-not-attached' : null;
}

/** An expected recording of a call that ended before this moment will not come any more. */
export function recordingsOverdueBefore(now: Date): Date {
  return new Date(now.getTime() - RECORDING_PATIENCE);
}

/** Milliseconds. Nothing older is looked at: whatever is still open then needs a person. */
const FURTHEST_BACK = 14 * 24 * 60 * 60_000;
const FIRST_LOOK = 24 * 60 * 60_000;
const OVERLAP = 15 * 60_000;
const BEFORE_OPEN = 60_000;

/** From when on the provider is asked: since the last look, and since whatever is still open here. */
export function decideSince(facts: { lastRunAt: Date | null; oldestOpenAt: Date | null }, now: Date): Date {
  const last = facts.lastRunAt === null ? now.getTime() - FIRST_LOOK : facts.lastRunAt.getTime() - OVERLAP;
  const open = facts.oldestOpenAt === null ? last : facts.oldestOpenAt.getTime() - BEFORE_OPEN;
  return new Date(Math.max(Math.min(last, open), now.getTime() - FURTHEST_BACK));
}
