import { runUntilSignal } from '@ringbase/platform';
import { readApiConfig } from './config.js';
import { startApi } from './start-api.js';

const { lifecycle, log } = await startApi(readApiConfig());
runUntilSignal(lifecycle, log);
