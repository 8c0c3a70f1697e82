import { DomainError, isDomainError } from '@ringbase/domain';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords within the window, of one e-mail address and from one network address. */
const MOST = { email: 8, address: 40 };
const REMEMBERED = 10_000;

type Key = { key: string; most: number };

/**
 * Slows guessing of passwords. Counts failures only, in this process: a brake, not a lock that a stranger could turn for somebody. Whose password is being looked
 * at counts as well until it turns out right, or many who come at once would all be let in before the first is wrong.
 */
export function makeSignInBrake(clock: () => Date) {
  const failures = new Map<string, { count: number; until: number }>();
  const running = new Map<string, Set<Promise<void>>>();
  const keysOf = (email: string, address: string): [Key, Key] => [
    { key: `email ${email.trim().toLowerCase()} ${address}`, most: MOST.email },
    { key: `address ${address}`, most: MOST.address },
  ];
  const failuresOf = (key: string) => {
    const now = clock().getTime();
    const found = failures.get(key);
    return found && found.until > now ? found : { count: 0, until: now + WINDOW_MS };
  };
  /** The attempts that have to turn out first; undefined: none. Throws TOO_MANY. */
  const inTheWay = (keys: readonly Key[]) => {
    if (keys.some(({ key, most }) => failuresOf(key).count >= most))
      throw new DomainError('TOO_MANY', 'Too many attempts, wait a quarter of an hour');
    const full = keys.find(({ key, most }) => failuresOf(key).count + (running.get(key)?.size ?? 0) >= most);
    return full && running.get(full.key);
  };
  const fail = (keys: readonly Key[]) => {
    for (const { key } of keys) {
      const { count, until } = failuresOf(key);
      failures.delete(key);
      failures.set(key, { count: count + 1, until });
    }
    for (const oldest of failures.keys()) {
      if (failures.size <= REMEMBERED) return;
      failures.delete(oldest);
    }
  };
  const leave = (keys: readonly Key[], attempt: Promise<void>) => {
    for (const { key } of keys) {
      running.get(key)?.delete(attempt);
      if (running.get(key)?.size === 0) running.delete(key);
    }
  };
  return {
    /**
     * Signs in by `signIn`. Throws TOO_MANY after too many failures; whoever would be one too many if all before him are wrong waits for them to turn out.
     * UNAUTHENTICATED is a failure; anything else that `signIn` throws is not his fault and not counted.
     */
    async attempt<T>(email: string, address: string, signIn: () => Promise<T>): Promise<T> {
      const keys = keysOf(email, address);
      for (let before = inTheWay(keys); before !== undefined; before = inTheWay(keys)) await Promise.race(before);
      const signedIn = signIn();
      const attempt: Promise<void> = signedIn.then(
        () => {
          failures.delete(keys[0].key);
          leave(keys, attempt);
        },
        (error: unknown) => {
          if (isDomainError(error) && error.code === 'UNAUTHENTICATED') fail(keys);
          leave(keys, attempt);
        },
      );
      for (const { key } of keys) running.set(key, (running.get(key) ?? new Set()).add(attempt));
      return signedIn;
    },
  };
}
export type SignInBrake = ReturnType<typeof makeSignInBrake>;
