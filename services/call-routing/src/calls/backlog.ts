import { type Log, withDeadline } from '@ringbase/platform';

/** Milliseconds between two attempts to write what waits. */
const EVERY = 1000;
/** Milliseconds after which what still waits is left to the reconciler. */
const LONGEST = 15 * 60_000;
/** As many as wait at most: a database that is gone for long must not fill the memory. */
const MOST = 10_000;
/** Milliseconds that an orderly stop takes for a last attempt at all of it, and how many are written at a time then. */
const LAST_MS = 5_000;
const AT_ONCE = 8;

type Row = { callId: string; since: number; write: () => Promise<unknown> };

export type Backlog = {
  /** `write` failed and is tried again until it is done, or given up. */
  add(callId: string, write: () => Promise<unknown>): void;
  waiting(): number;
  /** Tries all that waits once more, and no more after it. */
  stop(): Promise<void>;
};

/**
 * What was answered from memory and could not be written. How a ring ended is told once, to that answer, and by no list of the provider's: it is written
 * when the database is there again. Only this process knows it, so it is tried a last time as the process stops; if it dies meanwhile, the reconciler tells what the provider still knows.
 */
export function makeBacklog({ log, clock }: { log: Log; clock: () => Date }): Backlog {
  const rows: Row[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const again = () => {
    if (timer !== undefined || stopped || rows.length === 0) return;
    timer = setTimeout(() => {
      running = round();
    }, EVERY);
    timer.unref();
  };
  const write = async (row: Row) => {
    await row.write();
    log.info({ event: 'backlog.written', callId: row.callId });
  };
  const round = async () => {
    while (rows.length > 0 && !stopped) {
      const row = rows.shift() as Row;
      try {
        await write(row);
      } catch (error) {
        if (clock().getTime() - row.since >= LONGEST) {
          log.error({ event: 'backlog.given-up', callId: row.callId, err: error });
        } else {
          rows.push(row);
          break;
        }
      }
    }
    timer = undefined;
    again();
  };
  const lastRound = async () => {
    await running;
    const left = [...rows];
    const tryLast = async (row: Row) => {
      await write(row);
      rows.splice(rows.indexOf(row), 1);
    };
    while (left.length > 0) await Promise.allSettled(left.splice(0, AT_ONCE).map(tryLast));
  };

  return {
    add(callId, write) {
      if (rows.length >= MOST) {
        log.error({ event: 'backlog.full', callId });
        return;
      }
      rows.push({ callId, since: clock().getTime(), write });
      again();
    },
    waiting: () => rows.length,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await withDeadline(lastRound(), LAST_MS, 'The backlog').catch(() => undefined);
      if (rows.length > 0) log.error({ event: 'backlog.left', count: rows.length });
    },
  };
}
