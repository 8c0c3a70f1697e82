import type { SimClock } from './sim-clock.js';

export type RaceResult<T> = { kind: 'done'; value: T } | { kind: 'time-up' };

/** Waits for `work`, at most `ms` on the simulator's clock (`null`: without limit); rejects with the signal's reason when interrupted. */
export function raceClock<T>(clock: SimClock, ms: number | null, work: Promise<T>, signal: AbortSignal): Promise<RaceResult<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = ms === null ? null : clock.after(ms, () => finish(() => resolve({ kind: 'time-up' })));
    const onAbort = (): void => finish(() => reject(signal.reason));
    const finish = (settle: () => void): void => {
      timer?.cancel();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => finish(() => resolve({ kind: 'done', value })),
      (error: unknown) => finish(() => reject(error)),
    );
  });
}
