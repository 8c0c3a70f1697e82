import type { Log } from '@ringbase/platform';

/** Milliseconds between two attempts to write what waits. */
const EVERY = 1000;
/** Milliseconds after which what still waits is left to the reconciler. */
const LONGEST = 15 * 60_000;
/** As many as wait at most: a database that is gone for long must not fill the memory. */
const MOST = 10_000;

export type Backlog = {
  /** `write` failed and is tried again until it is done, or given up. */
  add(callId: string, write: () => Promise<unknown>): void;
  waiting(): number;
  stop(): void;
};

/**
 * What was answered from memory and could not be written. How a ring ended is told once, to that answer, and by no list of the provider's: it is written
 * when the database is there again. Only this process knows it; if it dies meanwhile, the reconciler tells what the provider still knows.
 */
export function makeBacklog({ log, clock }: { log: Log; clock: () => Date }): Backlog {
  const rows: { callId: string; since: number; write: () => Promise<unknown> }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const again = () => {
    if (timer !== undefined || stopped || rows.length === 0) return;
    timer = setTimeout(() => void round(), EVERY);
    timer.unref();
  };
  const round = async () => {
    while (rows.length > 0 && !stopped) {
      const row = rows.shift() as (typeof rows)[number];
      try {
        await row.write();
        log.info({ event: 'backlog.written', callId: row.callId });
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
    stop() {
      stopped = true;
      if (rows.length > 0) log.error({ event: 'backlog.left', count: rows.length });
      clearTimeout(timer);
    },
  };
}
