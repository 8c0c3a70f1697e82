import type { CallDirection, LegOutcome } from '../../calls/call-states.js';
import type { PresenceStatus } from '../../presence/presence-status.js';

/** Reasons of a trace that are told as part of a sentence; `{names}` in braces are filled in. */
export const toldReasons = [
  'ringing-owner',
  'ringing-owner-mobile',
  'ringing-owner-assistant',
  'ringing-department',
  'ringing-person',
  'nobody-answered',
  'nobody-to-ring-owner',
  'nobody-to-ring-owner-mobile',
  'nobody-to-ring-owner-assistant',
  'nobody-to-ring-department',
  'nobody-to-ring-person',
  'transferring',
  'number-did-not-answer',
  'menu-asked',
  'menu-chosen',
  'menu-no-input',
  'menu-wrong',
  'http-asked',
  'http-answered',
  'http-failed',
  'queued',
  'queue-full',
  'queue-nobody-here',
  'queue-time-over',
  'queue-callback-kept',
  'queue-tried',
  'asked-person',
  'asked-number',
  'application-asked-for',
  'task-asked-for',
  'notified',
  'nobody-to-notify',
  'variable-set',
  'switch-case',
  'switch-otherwise',
  'condition-yes',
  'condition-no',
  'owner-state',
  'owner-none',
  'talked',
  'caller-hung-up',
  'asked-for-message',
  'message-left',
  'no-message',
  'static-answer-given',
  'end-of-script',
  'clicked',
  'blocked',
  'block-missing',
  'too-many-steps',
  'too-many-blocks',
  'plays',
  'says',
  'goes-on',
] as const;
export type ToldReason = (typeof toldReasons)[number];

/** How it begins, by what is known of who phones. */
export type Beginning =
  | 'remembered-choice'
  | 'open-application'
  | 'client-owner'
  | 'latest-application'
  | 'known-without-owner'
  | 'unknown-caller'
  | 'withheld-caller'
  | 'outbound';
export type Ending =
  | 'talked'
  | 'answers'
  | 'talks'
  | 'message'
  | 'callback-kept'
  | 'caller-gone'
  | 'nobody'
  | 'failed'
  | 'rings'
  | 'not-answered'
  | 'number-talked'
  | 'blocked'
  | 'endless';

export type WhyWords = {
  steps: Readonly<Record<ToldReason, string>>;
  /** What became of one telephone, put behind its owner's name; `rings`: nothing yet. */
  results: Readonly<Record<LegOutcome | 'rings', string>>;
  presence: Readonly<Record<PresenceStatus, string>>;
  beginnings: Readonly<Record<Beginning, string>>;
  /** Put behind a beginning. */
  closed: Readonly<Record<'out-of-hours' | 'holiday' | 'special-day', string>>;
  /** The sentence between the first and the last when nothing was tried. */
  nothingTried: Readonly<Record<CallDirection, string>>;
  endings: Readonly<Record<Ending, string>>;
  /** Where a name is not known. */
  somebody: string;
  nobody: string;
  and: string;
  /** What we call ourselves where a department is not known. */
  us: string;
  /** How a department is called to. */
  department: string;
  minutes: string;
  seconds: string;
};
