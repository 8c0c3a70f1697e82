import { DomainError } from '@ringbase/domain';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords within the window, of one e-mail address and from one network address. */
const MOST = { email: 8, address: 40 };
const REMEMBERED = 10_000;

/** Slows guessing of passwords. Counts failures only, in this process: a brake, not a lock that a stranger could turn for somebody. */
export function makeSignInBrake(clock: () => Date) {
  const failures = new Map<string, { count: number; until: number }>();
  const keysOf = (email: string, address: string) => [
    { key: `email ${email.trim().toLowerCase()} ${address}`, most: MOST.email },
    { key: `address ${address}`, most: MOST.address },
  ];
  const countOf = (key: string, now: number) => {
    const found = failures.get(key);
    return found && found.until > now ? found : { count: 0, until: now + WINDOW_MS };
  };
  return {
    /** Throws TOO_MANY. */
    check(email: string, address: string): void {
      const now = clock().getTime();
      if (keysOf(email, address).some(({ key, most }) => countOf(key, now).count >= most))
        throw new DomainError('TOO_MANY', 'Too many attempts, wait a quarter of an hour');
    },
    fail(email: string, address: string): void {
      const now = clock().getTime();
      for (const { key } of keysOf(email, address)) {
        const { count, until } = countOf(key, now);
        failures.delete(key);
        failures.set(key, { count: count + 1, until });
      }
      for (const oldest of failures.keys()) {
        if (failures.size <= REMEMBERED) return;
        failures.delete(oldest);
      }
    },
    succeed(email: string, address: string): void {
      const [byEmail] = keysOf(email, address);
      if (byEmail) failures.delete(byEmail.key);
    },
  };
}
export type SignInBrake = ReturnType<typeof makeSignInBrake>;
