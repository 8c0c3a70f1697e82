/** expected → in-progress → stored → attached, or absent / failed (with a reason) / erased. */
export const recordingStates = ['expected', 'in-progress', 'stored', 'attached', 'absent', 'failed', 'erased'] as const;
export type RecordingState = (typeof recordingStates)[number];

export const recordingKinds = ['conversation', 'voicemail'] as const;
export type RecordingKind = (typeof recordingKinds)[number];

/** Why a recording failed; the words are the console's. */
export const recordingFailures = [
  'not-found',
  'unauthorised',
  'provider-error',
  'not-sound',
  'wrong-length',
  'too-large',
  'storage',
  'timeout',
] as const;
export type RecordingFailure = (typeof recordingFailures)[number];
