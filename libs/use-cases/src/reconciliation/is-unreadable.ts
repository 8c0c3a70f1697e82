import { isDomainError } from '@ringbase/domain';

/** Whether the provider knows what it was asked for, and tells of it what we do not understand. */
export function isUnreadable(error: unknown): boolean {
  return isDomainError(error) && error.details['reason'] === 'unreadable';
}
