import { makeLifecycle, runUntilSignal } from '@ringbase/platform';
import { readStartConfig } from './config.js';
import { explainFailure } from './explain-failure.js';
import { openLog } from './open-log.js';
import { startHouse } from './start-house.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

// `npm start` holds the other end of this channel: when it is gone, however that happened, so are we.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

let dataDirectory = '';
try {
  const config = readStartConfig();
  dataDirectory = config.dataDirectory;
  const journal = openLog(dataDirectory, config.LOG_LEVEL);
  const lifecycle = makeLifecycle({ log: journal.log, stopTimeoutMs: 25_000 });
  runUntilSignal(lifecycle, journal.log);
  try {
    await startHouse({ config, lifecycle, journal, say });
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }
} catch (error) {
  process.stderr.write(`${explainFailure(error, dataDirectory)}\n`);
  process.exit(1);
}
