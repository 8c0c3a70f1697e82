import type { PresenceStatus } from '../presence/presence-status.js';
import type { Weekday } from '../time/zoned-time.js';

/** What is known of who phones. */
export const callerKinds = ['known', 'unknown', 'withheld', 'with-owner', 'with-open-application', 'with-several-applications'] as const;
export type CallerKind = (typeof callerKinds)[number];
export const variableTests = ['equals', 'differs', 'contains', 'begins-with', 'is-set', 'greater', 'less'] as const;
export type VariableTest = (typeof variableTests)[number];

/** A question about a call that has a yes and a no. */
export type ScriptCondition =
  | { kind: 'open' }
  | { kind: 'holiday' }
  | { kind: 'caller'; is: CallerKind }
  | { kind: 'caller-number'; prefixes: readonly string[] }
  | { kind: 'client'; clientIds: readonly string[] }
  | { kind: 'owner-presence'; in: readonly PresenceStatus[] }
  | { kind: 'dialled'; numbers: readonly string[] }
  | { kind: 'variable'; name: string; test: VariableTest; value: string }
  /** Minutes since midnight by the department's clock; an end that is not after the beginning lies in the next day. No weekdays: every day. */
  | { kind: 'time-of-day'; from: number; until: number; weekdays: readonly Weekday[] }
  /** So many calls of a hundred, told by the call's id: the same call is always on the same side. */
  | { kind: 'share'; percent: number }
  | { kind: 'all'; of: readonly ScriptCondition[] }
  | { kind: 'any'; of: readonly ScriptCondition[] }
  | { kind: 'not'; of: ScriptCondition };
