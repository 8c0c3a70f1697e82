/** Milliseconds before the n-th attempt to connect again: doubling to ten seconds, spread so that all tabs do not come at once. */
export function reconnectDelay(attempt: number, spread: number): number {
  const whole = Math.min(10_000, 500 * 2 ** Math.min(attempt, 5));
  return Math.round(whole * (0.5 + spread / 2));
}

/** Milliseconds of silence after which a line is dead though nobody said so: two missed heartbeats and a half. */
export function silencePatience(heartbeatSeconds: number): number {
  return heartbeatSeconds * 2500;
}

type Line = { state: 'closed' | 'connecting' | 'open'; silentMs: number; patience: number };

/** The machine wakes, or its network is back: whether a line is better opened anew than waited for. */
export function isWorthRenewing({ state, silentMs, patience }: Line): boolean {
  switch (state) {
    case 'closed':
      return true;
    case 'connecting':
      // It may have been asked for while there was no network.
      return silentMs > 2000;
    case 'open':
      return silentMs > patience * 0.6;
  }
}
