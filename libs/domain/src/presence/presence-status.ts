/** What a person may choose; `on-call` and `wrap-up` are set by calls and `offline` by a lost connection as well. */
export const chosenStatuses = ['available', 'busy', 'break', 'away', 'offline'] as const;
export type ChosenStatus = (typeof chosenStatuses)[number];

export const presenceStatuses = ['available', 'busy', 'on-call', 'wrap-up', 'break', 'away', 'offline'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];
