const WINDOW_MS = 15 * 60_000;
/** Of one address within the window: different wrong keys, and the same one again. */
const MOST_KEYS = 20;
const MOST_REPEATS = 30;
const REMEMBERED = 1_000;

type Failures = { until: number; keys: Map<string, number> };

/**
 * Slows whoever tries keys, in this process only. Wrong ones alone are counted, and a wrong one that is sent again and again shuts nobody out but itself:
 * beside a telephone exchange that still has an old key another with the new one goes on.
 */
export function makeKeyBrake(clock: () => Date) {
  const byAddress = new Map<string, Failures>();
  const failuresOf = (address: string): Failures => {
    const found = byAddress.get(address);
    const now = clock().getTime();
    return found !== undefined && found.until > now ? found : { until: now + WINDOW_MS, keys: new Map() };
  };
  return {
    /** Whether it is not even to be looked at. */
    refuses(address: string, key: string): boolean {
      const { keys } = failuresOf(address);
      return keys.size >= MOST_KEYS || (keys.get(key) ?? 0) >= MOST_REPEATS;
    },
    fail(address: string, key: string): void {
      const failures = failuresOf(address);
      failures.keys.set(key, (failures.keys.get(key) ?? 0) + 1);
      byAddress.delete(address);
      byAddress.set(address, failures);
      for (const oldest of byAddress.keys()) {
        if (byAddress.size <= REMEMBERED) return;
        byAddress.delete(oldest);
      }
    },
  };
}
