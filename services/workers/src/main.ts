import { runUntilSignal } from '@ringbase/platform';
import { readWorkersConfig } from './config.js';
import { startWorkersProcess } from './start-workers-process.js';

const { lifecycle, log } = await startWorkersProcess(readWorkersConfig());
runUntilSignal(lifecycle, log);
