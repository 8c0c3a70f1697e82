import { runUntilSignal } from '@ringbase/platform';
import { readRealtimeConfig } from './config.js';
import { startRealtime } from './start-realtime.js';

const { lifecycle, log } = await startRealtime(readRealtimeConfig());
runUntilSignal(lifecycle, log);
