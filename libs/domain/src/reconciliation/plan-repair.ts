import type { DifferenceCause, DifferenceKind } from './difference-words.js';

/** What a person's repair does. `nothing`: there is nothing that could be done, and why. */
export type RepairPlan =
  | { kind: 'tell-call' }
  | { kind: 'close-or-tell-call' }
  | { kind: 'tell-recording' }
  | { kind: 'settle-recording' }
  | { kind: 'fetch-recording' }
  | { kind: 'end-call' }
  | { kind: 'end-conference' }
  | { kind: 'nothing'; reason: RepairRefusal };

/** Why a repair cannot be done. */
export const repairRefusals = [
  'provider-does-not-know',
  'erased-at-provider',
  'still-going-on-there',
  'another-provider',
  'dismissed',
  'nothing-to-do',
] as const;
export type RepairRefusal = (typeof repairRefusals)[number];

export function planRepair({ kind, cause }: { kind: DifferenceKind; cause: DifferenceCause }): RepairPlan {
  switch (kind) {
    case 'call-missing-here':
    case 'leg-missing-here':
    case 'participant-missing-here':
    case 'queue-member-missing-here':
      return { kind: 'tell-call' };
    case 'call-open-here':
      return { kind: 'close-or-tell-call' };
    case 'recording-missing-here':
      return { kind: 'tell-recording' };
    case 'recording-not-attached':
      return cause === 'downloaded-late' ? { kind: 'fetch-recording' } : { kind: 'settle-recording' };
    case 'recording-failed':
      return { kind: 'fetch-recording' };
    case 'participant-over-here':
    case 'queue-member-over-here':
      return { kind: 'end-call' };
    case 'conference-open-there':
      return { kind: 'end-conference' };
    case 'dial-unknown':
      return { kind: 'nothing', reason: 'nothing-to-do' };
  }
}
