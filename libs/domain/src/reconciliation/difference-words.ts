/** What the provider and our rows do not agree on. */
export const differenceKinds = [
  'call-missing-here',
  'call-open-here',
  'leg-missing-here',
  'recording-missing-here',
  'recording-not-attached',
  'recording-failed',
  'dial-unknown',
  'conference-open-there',
  'participant-missing-here',
  'participant-over-here',
  'queue-member-missing-here',
  'queue-member-over-here',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Why a difference could come about. */
export const differenceCauses = [
  'callback-never-came',
  'answer-never-came',
  'answered-statically-while-database-down',
  'downloaded-late',
  'could-not-be-kept',
  'provider-does-not-know',
  'erased-at-provider',
  'unknown',
] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

/** What was done about it: by itself, by a person, or not yet. */
export const differenceStates = ['repaired-by-itself', 'needs-person', 'repaired-by-person', 'dismissed'] as const;
export type DifferenceState = (typeof differenceStates)[number];
