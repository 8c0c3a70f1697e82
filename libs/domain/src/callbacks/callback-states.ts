/** `task`: set by a call's script; like a reminder, and unlike what a call leaves, a client may have several of them. */
export const callbackOrigins = ['reminder', 'missed-call', 'voicemail', 'queue-place', 'review', 'task'] as const;
export type CallbackOrigin = (typeof callbackOrigins)[number];

/** What a caller was left with, as against what a person has set himself or only has to look at: one open at a time to a client, passed on, measured. */
export const callerOrigins = ['missed-call', 'queue-place', 'voicemail'] as const satisfies readonly CallbackOrigin[];
export type CallerOrigin = (typeof callerOrigins)[number];

export function isOwedToCaller(origin: CallbackOrigin): origin is CallerOrigin {
  return (callerOrigins as readonly CallbackOrigin[]).includes(origin);
}

export const callbackStates = ['open', 'kept', 'dismissed'] as const;
export type CallbackState = (typeof callbackStates)[number];

/** How far a promise was passed on; it never comes back down. */
export const passingLevels = ['assistant', 'curator', 'director'] as const;
export type PassingLevel = (typeof passingLevels)[number];

/** Why it was taken from whom it lay with. */
export const passingReasons = ['no-owner', 'owner-dismissed', 'on-break', 'away', 'offline', 'not-called-back'] as const;
export type PassingReason = (typeof passingReasons)[number];

/** How a department keeps its word; minutes of its open hours. */
export type CallbackRules = {
  /** From the promise: within them it is kept in time. */
  keepMinutes: number;
  /** From the due time until it passes from an owner who is not there to his assistant. */
  assistantMinutes: number;
  /** From then on until it passes to the curator. */
  curatorMinutes: number;
};

export const defaultCallbackRules: CallbackRules = { keepMinutes: 60, assistantMinutes: 15, curatorMinutes: 30 };
