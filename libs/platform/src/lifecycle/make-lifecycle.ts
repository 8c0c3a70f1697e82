import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';

export type LifecycleState = 'starting' | 'ready' | 'stopping' | 'stopped';
export type Stop = () => Promise<void> | void;

export interface Lifecycle {
  /** Starts one part and remembers how to stop it. A part that fails to start stops those before it and throws. */
  start<T>(name: string, begin: () => Promise<T>, stop: (part: T) => Promise<void> | void): Promise<T>;
  /** All parts run: from now on the process may get traffic. */
  ready(): void;
  state(): LifecycleState;
  /** Stops the parts in reverse order, each within the bound; a part that fails or hangs never keeps the others from stopping. */
  stop(): Promise<void>;
}

export interface LifecycleOptions {
  log: Log;
  /** How long one part may take to stop, milliseconds. */
  stopTimeoutMs?: number;
}

const STOP_TIMEOUT_MS = 10_000;

/** Makes the order in which a process comes up and goes down. */
export function makeLifecycle({ log, stopTimeoutMs = STOP_TIMEOUT_MS }: LifecycleOptions): Lifecycle {
  const parts: { name: string; stop: Stop }[] = [];
  let state: LifecycleState = 'starting';
  let stopping: Promise<void> | undefined;

  const stopParts = async () => {
    state = 'stopping';
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        await withDeadline(Promise.resolve(part.stop()), stopTimeoutMs, `Stopping ${part.name}`);
        log.debug({ event: 'part.stopped', part: part.name });
      } catch (error) {
        log.error({ event: 'part.stop-failed', part: part.name, err: error });
      }
    }
    state = 'stopped';
  };
  const stop = () => {
    stopping ??= stopParts();
    return stopping;
  };

  return {
    async start(name, begin, stopPart) {
      try {
        const part = await begin();
        parts.push({ name, stop: () => stopPart(part) });
        log.debug({ event: 'part.started', part: name });
        return part;
      } catch (error) {
        log.error({ event: 'part.start-failed', part: name, err: error });
        await stop();
        throw error;
      }
    },
    ready() {
      if (state === 'starting') state = 'ready';
    },
    state: () => state,
    stop,
  };
}
