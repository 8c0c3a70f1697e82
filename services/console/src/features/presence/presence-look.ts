import type { PresenceStatus } from '@ringbase/domain';

export const presenceColour: Readonly<Record<PresenceStatus, string>> = {
  available: '#21a35c',
  busy: '#d64545',
  'on-call': '#2f7de1',
  'wrap-up': '#8a6fd1',
  break: '#e0992f',
  away: '#e0992f',
  offline: '#8592a1',
};
