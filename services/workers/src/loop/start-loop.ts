import type { Log } from '@ringbase/platform';

/** Something done again and again: the rows it finds are due, whoever looks. */
export type LoopDeclaration = {
  name: string;
  /** Milliseconds of real time between two looks. */
  everyMs: number;
  /** Milliseconds of real time within which a round must end well; a minute unless told. */
  patienceMs?: number;
  /** Looks once; answers how many it found. While there are some it looks again at once. `again` asks for a look as being woken does. */
  round(again: () => void): Promise<number>;
  /** Resolves when what rounds have begun and not waited for is done: whoever stops the loop waits for it. */
  settled?(): Promise<void>;
};

export type Loop = {
  readonly name: string;
  /** Looks now; during a round, once more after it. */
  wake(): void;
  /** Takes nothing new; resolves when what runs is done. */
  stop(): Promise<void>;
  /** Throws when no round has ended well for too long: for readiness. */
  check(): void;
};

const FAILING_MS = 60_000;
/** Longest pause after failures. */
const PATIENCE_MS = 10_000;

/** Starts a loop. A round that fails is logged and tried again, later and later, for ever: the database will be back. */
export function startLoop({ name, everyMs, patienceMs = FAILING_MS, round, settled }: LoopDeclaration, log: Log): Loop {
  let stopping = false;
  let woken = false;
  let failures = 0;
  let goodAt = performance.now();
  let endPause: () => void = () => undefined;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const wake = () => {
    woken = true;
    if (failures === 0) endPause();
  };
  const runOnce = async (): Promise<number> => {
    try {
      const found = await round(wake);
      failures = 0;
      goodAt = performance.now();
      return found;
    } catch (error) {
      failures += 1;
      log.warn({ event: 'loop.failed', loop: name, failures, err: error });
      return 0;
    }
  };
  const run = async () => {
    while (!stopping) {
      woken = false;
      const found = await runOnce();
      // While it fails, being woken must not make it fail faster.
      if (stopping || found > 0 || (woken && failures === 0)) continue;
      await pause(failures > 0 ? Math.min(PATIENCE_MS, everyMs * 2 ** Math.min(failures, 5)) : everyMs);
    }
  };
  const running = run();

  return {
    name,
    wake,
    async stop() {
      stopping = true;
      endPause();
      await running;
      await settled?.();
    },
    check() {
      if (performance.now() - goodAt > patienceMs + everyMs)
        throw new Error(`${name} has not ended a round well for ${patienceMs / 1000} seconds`);
    },
  };
}
