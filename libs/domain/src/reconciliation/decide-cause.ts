import type { RecordingFailure } from '../recordings/recording-states.js';
import type { DifferenceCause, DifferenceKind } from './difference-words.js';

export type CauseFacts = {
  kind: DifferenceKind;
  /** What the provider says when asked for it: it has it, knows nothing of it (any more), or has erased it. */
  there: 'known' | 'unknown' | 'erased';
  /** This call, or one near it in time, was answered from memory: the database was away. */
  answeredStatically?: boolean;
  /** Of a recording: our worker is still at it. */
  due?: boolean;
  /** Of a recording that failed here. */
  failure?: RecordingFailure | null;
};

/** Failures that time mends: the sound was not there yet when we gave it up. */
const mendedByTime: ReadonlySet<RecordingFailure> = new Set(['not-found', 'timeout', 'provider-error']);

/** Why a difference could come about, as far as the facts tell; the most certain reason first. */
export function decideCause(facts: CauseFacts): DifferenceCause {
  const { kind, there, answeredStatically = false, due = false, failure = null } = facts;
  if (there === 'erased') return 'erased-at-provider';
  switch (kind) {
    case 'recording-failed':
      // It had an id there once, so what is not listed any more has been erased.
      if (there === 'unknown') return 'erased-at-provider';
      if (failure === null) return 'unknown';
      return mendedByTime.has(failure) ? 'downloaded-late' : 'could-not-be-kept';
    case 'recording-not-attached':
      if (due) return 'downloaded-late';
      break;
    case 'dial-unknown':
      return there === 'known' ? 'answer-never-came' : 'provider-does-not-know';
    case 'conference-open-there':
    case 'participant-over-here':
    case 'queue-member-over-here':
      // We were told of an end; why the provider has it going on nobody can say.
      return there === 'known' ? 'unknown' : 'provider-does-not-know';
    case 'call-missing-here':
    case 'call-open-here':
    case 'leg-missing-here':
    case 'recording-missing-here':
    case 'participant-missing-here':
    case 'queue-member-missing-here':
      break;
  }
  if (there === 'unknown') return 'provider-does-not-know';
  return answeredStatically ? 'answered-statically-while-database-down' : 'callback-never-came';
}
