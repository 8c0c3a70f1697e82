import type { Log } from '../log/make-logger.js';
import type { Lifecycle } from './make-lifecycle.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ties a lifecycle to its process: the first SIGINT or SIGTERM stops it in order and ends with 0, a second one ends at once with 1.
 * An error nobody caught is logged and stops it with 1: a process in an unknown state must not answer callers.
 */
export function runUntilSignal(lifecycle: Lifecycle, log: Log, running: NodeJS.Process = process): void {
  const end = async (code: number) => {
    await lifecycle.stop();
    running.exit(code);
  };
  let asked = false;
  for (const signal of SIGNALS) {
    running.on(signal, () => {
      if (asked) running.exit(1);
      asked = true;
      log.info({ event: 'process.stopping', signal });
      void end(0);
    });
  }
  const fail = (event: string) => (error: unknown) => {
    log.fatal({ event, err: error });
    void end(1);
  };
  running.on('uncaughtException', fail('process.uncaught-exception'));
  running.on('unhandledRejection', fail('process.unhandled-rejection'));
}
