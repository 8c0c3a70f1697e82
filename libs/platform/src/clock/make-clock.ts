import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { readEventStream } from './read-event-stream.js';

export type Clock = () => Date;

export interface ClockSource {
  clock: Clock;
  /** Calls back after each move of a virtual clock, so that loops need not wait for real time. Returns the way to stop it. */
  onTick(listener: () => void): () => void;
  stop(): void;
}

export interface ClockOptions {
  /** Address of the simulator's clock; without it the machine's own clock is used. */
  clockUrl?: string | undefined;
  nodeEnv: string | undefined;
  log: Log;
}

const reading = z.object({ now: z.union([z.string(), z.number()]).pipe(z.coerce.date()), virtual: z.boolean().default(true) });
type Reading = z.output<typeof reading>;

const FIRST_READING_MS = 10_000;
const RECONNECT_MS = 250;

/**
 * Makes the clock of business time. With `clockUrl` it shows the simulator's time and follows its ticks, reconnecting for ever;
 * it waits for the first reading and throws when there is none. Answer deadlines never use it: they are real time.
 * Refused in production, where a foreign clock could hold back every reminder.
 */
export async function makeClock({ clockUrl, nodeEnv, log }: ClockOptions): Promise<ClockSource> {
  if (!clockUrl) return { clock: () => new Date(), onTick: () => () => undefined, stop: () => undefined };
  if (nodeEnv === 'production') throw new Error('CLOCK_URL is refused in production');
  return followClock(clockUrl, log);
}

async function followClock(clockUrl: string, log: Log): Promise<ClockSource> {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let latest: Reading | undefined;

  const take = (next: Reading) => {
    latest = next;
    for (const listener of listeners) listener();
  };
  const follow = async () => {
    while (!stopping.signal.aborted) {
      try {
        // The stream is opened before the reading is taken on its first line, else a tick between the two would be lost.
        const ticks = readEventStream(`${clockUrl}/ticks`, stopping.signal);
        const next = ticks.next();
        next.catch(() => undefined);
        take(await readClock(clockUrl, stopping.signal));
        for (let tick = await next; !tick.done; tick = await ticks.next()) {
          take(readTick(tick.value) ?? (await readClock(clockUrl, stopping.signal)));
        }
      } catch (error) {
        if (!stopping.signal.aborted) log.debug({ event: 'clock.lost', err: error });
      }
      await sleep(RECONNECT_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };

  const first = new Promise<void>((resolve) => {
    const heard = () => {
      listeners.delete(heard);
      resolve();
    };
    listeners.add(heard);
  });
  void follow();
  try {
    await withDeadline(first, FIRST_READING_MS, `The clock at ${clockUrl}`);
  } catch (error) {
    stopping.abort();
    throw error;
  }
  return {
    clock: () => (latest?.virtual ? new Date(latest.now) : new Date()),
    onTick: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => stopping.abort(),
  };
}

async function readClock(clockUrl: string, signal: AbortSignal): Promise<Reading> {
  const response = await fetch(clockUrl, { signal });
  if (!response.ok) throw new Error(`${clockUrl} answered ${response.status}`);
  return reading.parse(await response.json());
}

function readTick(data: string): Reading | undefined {
  try {
    return reading.parse(JSON.parse(data));
  } catch {
    return undefined; // A tick of another shape still says that time has moved: the caller reads the clock itself.
  }
}
