import { DomainError } from '@ringbase/domain';

/**
 * Waits for a promise, but not longer than `ms` of real time; past it throws UNAVAILABLE naming `what`.
 * The work itself goes on: only the waiting ends.
 */
export async function withDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('UNAVAILABLE', `${what} did not answer within ${ms} ms`)), ms);
  });
  // The loser of the race may still reject; nobody is left to hear it.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
