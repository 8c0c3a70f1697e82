/** How many messages a socket may send: `burst` at once, refilled by `perSecond`. */
export type FloodGate = { pass(atMs: number): boolean };

/** Makes the bucket of one socket; `pass` answers whether one more message fits. */
export function makeFloodGate(burst: number, perSecond: number): FloodGate {
  let level = burst;
  let filledAt: number | null = null;
  return {
    pass(atMs) {
      level = Math.min(burst, level + ((atMs - (filledAt ?? atMs)) / 1_000) * perSecond);
      filledAt = atMs;
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}
