import type { StepRef } from '../step-ref.js';

export const conferenceWords = ['started', 'ended', 'joined', 'left', 'held', 'unheld', 'muted', 'unmuted'] as const;
/** What a provider tells of a conference. */
export type ConferenceWord = (typeof conferenceWords)[number];

export type ConferenceSignal =
  /** A leg that was sent into the call's conference, or picked up for it, asks what to do. */
  | ({ kind: 'join' } & StepRef)
  /** A leg's part in the conference is over and its line is open: it asks what follows. */
  | ({ kind: 'left' } & StepRef)
  /** Progress of a conference; of the whole of it the leg's ids are empty. */
  | { kind: 'conference'; what: ConferenceWord; providerConferenceId: string; sequence: number; at: Date | null };
