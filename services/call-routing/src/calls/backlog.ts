import { type Log, withDeadline } from '@ringbase/platform';

/** Milliseconds between two attempts to write what waits. */
const EVERY = 1000;
/** Milliseconds after which what still waits is left to the reconciler. */
const LONGEST = 15 * 60_000;
/** As many as wait at most: a database that is gone for long must not fill the memory. */
const MOST = 10_000;
/** Milliseconds that an orderly stop takes for a last attempt at all of it. */
const LAST_MS = 5_000;
/** As many are written at a time: one after the other, a database that is slow to answer is caught up with by nobody. */
const AT_ONCE = 4;

/** A message, by the key that claims it. */
type Message = { callId: string; key: string };
type Row = { callId: string; since: number; write: () => Promise<unknown> };

export type Backlog = {
  /** `write` failed and is tried again until it is done, or given up. A message that waits already waits once. */
  add(message: Message, write: () => Promise<unknown>): void;
  waiting(): number;
  /** Tries all that waits once more, and no more after it. */
  stop(): Promise<void>;
};

/**
 * What could not be written. How a ring ended is told once, to an answer from memory, and by no list of the provider's; what a leg does is told a few times
 * within seconds, and then by the lists alone that the reconciler reads: all of it is written when the database is there again. Only this process knows it, so it is tried a last time as the process stops; if it dies meanwhile, the reconciler tells what the provider still knows.
 */
export function makeBacklog({ log, clock }: { log: Log; clock: () => Date }): Backlog {
  /** In the order in which they are tried. */
  const rows = new Map<string, Row>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const again = () => {
    if (timer !== undefined || stopped || rows.size === 0) return;
    timer = setTimeout(() => {
      running = round();
    }, EVERY);
    timer.unref();
  };
  /** Whether it could be written; what could not goes to the end. */
  const attempt = async ([name, row]: [string, Row]): Promise<boolean> => {
    try {
      await row.write();
      log.info({ event: 'backlog.written', callId: row.callId });
      rows.delete(name);
      return true;
    } catch (error) {
      rows.delete(name);
      if (clock().getTime() - row.since < LONGEST) rows.set(name, row);
      else log.error({ event: 'backlog.given-up', callId: row.callId, err: error });
      return false;
    }
  };
  /** Where none of several can be written, the database is not there: the others wait for the next second. */
  const round = async () => {
    const left = [...rows];
    let there = true;
    while (left.length > 0 && there && !stopped) there = (await Promise.all(left.splice(0, AT_ONCE).map(attempt))).includes(true);
    timer = undefined;
    again();
  };
  const lastRound = async () => {
    await running;
    const left = [...rows];
    while (left.length > 0) await Promise.all(left.splice(0, AT_ONCE).map(attempt));
  };

  return {
    add({ callId, key }, write) {
      const name = `${callId} ${key}`;
      if (rows.has(name)) return;
      if (rows.size >= MOST) {
        log.error({ event: 'backlog.full', callId });
        return;
      }
      rows.set(name, { callId, since: clock().getTime(), write });
      again();
    },
    waiting: () => rows.size,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await withDeadline(lastRound(), LAST_MS, 'The backlog').catch(() => undefined);
      if (rows.size > 0) log.error({ event: 'backlog.left', count: rows.size });
    },
  };
}
