export const callDirections = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof callDirections)[number];

/** In the order of time: a call only moves to the right. */
export const callStates = ['ringing', 'connected', 'ended'] as const;
export type CallState = (typeof callStates)[number];

/** Of an ended call, weakest first: a later fact may only strengthen it. */
export const callOutcomes = ['blocked', 'failed', 'missed', 'voicemail', 'answered'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export const legStates = ['initiated', 'ringing', 'answered', 'ended'] as const;
export type LegState = (typeof legStates)[number];

/** A leg's outcome is not the call's: the leg that lost the race was `answered-elsewhere`, its call was answered. */
export const legOutcomes = ['connected', 'answered-elsewhere', 'no-answer', 'busy', 'failed', 'cancelled', 'not-accepted'] as const;
export type LegOutcome = (typeof legOutcomes)[number];

/** `guest`: neither the client nor one of ours, called in by a manager. */
export const legRoles = ['caller', 'client', 'manager', 'guest'] as const;
export type LegRole = (typeof legRoles)[number];
