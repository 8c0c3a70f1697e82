import type { Busy } from './busy.js';
import { makeTimerHeap } from './timer-heap.js';

export interface Timer {
  cancel(): void;
}

/** The one clock of the simulator, in milliseconds since the epoch: the machine's, or a virtual one that only moves when told to. */
export interface SimClock {
  now(): number;
  isVirtual(): boolean;
  after(delayMs: number, run: () => void): Timer;
  set(to: { virtual: boolean; now?: number }): void;
  /** Moves the virtual clock, running what falls due in order. Everything a moment causes is waited for before the next; `stepMs` lumps moments together. */
  advance(ms: number, stepMs?: number): Promise<void>;
  onTick(listener: (now: number) => void): () => void;
  pending(): number;
  stop(): void;
}

const MAX_TIMEOUT = 2_147_483_647;

export function makeSimClock(busy: Busy, realNow: () => number): SimClock {
  const heap = makeTimerHeap();
  const listeners = new Set<(now: number) => void>();
  let virtualNow: number | null = null;
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;
  let stopped = false;

  const now = (): number => virtualNow ?? realNow();
  const tick = (): void => {
    for (const listener of listeners) listener(now());
  };
  const arm = (): void => {
    clearTimeout(alarm);
    const next = heap.peek();
    if (stopped || virtualNow !== null || !next) return;
    alarm = setTimeout(runDue, Math.min(MAX_TIMEOUT, Math.max(0, next.at - realNow())));
  };
  const runDue = (): void => {
    for (let next = heap.peek(); next && next.at <= now(); next = heap.peek()) {
      heap.pop();
      next.run();
    }
    arm();
  };

  let advancing: Promise<void> = Promise.resolve();
  const advanceNow = async (ms: number, stepMs: number): Promise<void> => {
    if (virtualNow === null) return;
    const target = virtualNow + ms;
    await busy.whenIdle();
    for (let next = heap.peek(); next && next.at <= target; next = heap.peek()) {
      const until = Math.min(target, next.at + stepMs);
      do {
        heap.pop();
        if (next.at > virtualNow) {
          virtualNow = next.at;
          tick();
        }
        next.run();
        next = heap.peek();
      } while (stepMs > 0 && next && next.at <= until);
      await busy.whenIdle();
      if (virtualNow === null) return;
    }
    virtualNow = target;
    tick();
  };

  return {
    now,
    isVirtual: () => virtualNow !== null,
    after(delayMs, run) {
      order += 1;
      const entry = { at: now() + Math.max(0, delayMs), order, run, cancelled: false };
      heap.push(entry);
      if (heap.peek() === entry) arm();
      return {
        cancel: () => {
          entry.cancelled = true;
        },
      };
    },
    set(to) {
      const before = now();
      virtualNow = to.virtual ? (to.now ?? before) : null;
      heap.shift(now() - before);
      arm();
      tick();
    },
    advance(ms, stepMs = 0) {
      advancing = advancing.then(() => advanceNow(ms, stepMs));
      return advancing;
    },
    onTick(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pending: () => heap.size(),
    stop() {
      stopped = true;
      clearTimeout(alarm);
      heap.clear();
    },
  };
}

/** Waits on the simulator's clock; rejects with the signal's reason when interrupted. */
export function sleep(clock: SimClock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(signal.reason);
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
