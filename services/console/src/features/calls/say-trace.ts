import type { TraceStep } from '@ringbase/contracts';

export type Phrase = { key: string; values: Readonly<Record<string, string | number>> };

/** Codes of the call script's decisions that have a sentence; the rest are shown as they are, readably. */
export const knownReasons: ReadonlySet<string> = new Set([
  'remembered-choice',
  'open-application',
  'client-owner',
  'latest-application',
  'known-without-owner',
  'unknown-caller',
  'owner-available',
  'owner-busy',
  'owner-on-call',
  'owner-wrap-up',
  'owner-break',
  'owner-away',
  'owner-offline',
  'owner-none',
  'ringing-owner',
  'ringing-owner-mobile',
  'ringing-owner-assistant',
  'ringing-department',
  'nobody-to-ring-owner',
  'nobody-to-ring-owner-mobile',
  'nobody-to-ring-owner-assistant',
  'nobody-to-ring-department',
  'nobody-answered',
  'talked',
  'caller-hung-up',
  'asked-for-message',
  'message-left',
  'no-message',
  'end-of-script',
  'static-answer-given',
  'clicked',
  'ringing-person',
  'nobody-to-ring-person',
  'transferring',
  'number-did-not-answer',
  'open-yes',
  'open-no',
  'holiday-yes',
  'holiday-no',
  'condition-yes',
  'condition-no',
  'switch-case',
  'switch-otherwise',
  'variable-set',
  'menu-asked',
  'menu-chosen',
  'menu-no-input',
  'menu-wrong',
  'http-asked',
  'http-answered',
  'http-failed',
  'application-asked-for',
  'task-asked-for',
  'notified',
  'nobody-to-notify',
  'queued',
  'queue-full',
  'queue-nobody-here',
  'queue-time-over',
  'queue-callback-kept',
  'queue-tried',
  'asked-person',
  'asked-number',
  'block-missing',
  'too-many-steps',
  'too-many-blocks',
  'blocked-number',
  'blocked-prefix',
  'blocked-withheld',
  'blocked-rate',
  'blocked-rate-begins',
]);

/** Conditions without a sentence of their own are told by the block that asks them. */
const condition = /^(?:all|any|not|caller|caller-number|client|owner-presence|dialled|variable|time-of-day|share)-(yes|no)$/;

/** Ends that say nothing a reader would miss. */
const silent: ReadonlySet<string> = new Set(['end-of-script']);

/** What a step of the trace says, as a key of the dictionary and what to fill in. `nameOf` gives the name of a person by his id. */
export function phraseOfStep(step: TraceStep, nameOf: (id: string) => string | undefined, list: (names: string[]) => string): Phrase {
  const asked = condition.exec(step.reason)?.[1];
  const reason = asked === undefined ? step.reason.replaceAll('_', '-') : `condition-${asked}`;
  const names = (Array.isArray(step.facts['people']) ? step.facts['people'] : [])
    .map((id) => (typeof id === 'string' ? nameOf(id) : undefined))
    .filter((name) => name !== undefined);
  const ownerId = step.facts['ownerId'];
  const owner = typeof ownerId === 'string' ? nameOf(ownerId) : undefined;
  const seconds = typeof step.facts['seconds'] === 'number' ? Math.round(step.facts['seconds']) : 0;
  if (!knownReasons.has(reason)) return { key: 'why.other', values: { reason: reason.replaceAll('-', ' ') } };
  const named = (reason === 'nobody-answered' || reason === 'ringing-department') && names.length > 0 && names.length <= 5;
  const key = named ? `why.${reason}-named` : `why.${reason}`;
  const told = ['number', 'digits', 'position', 'name', 'on', 'value'].flatMap((name) => {
    const value = step.facts[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return { key, values: { people: list(names), owner: owner ?? '', count: seconds, block: step.block, ...Object.fromEntries(told) } };
}

export function isSilent(step: TraceStep): boolean {
  return silent.has(step.reason.replaceAll('_', '-'));
}
