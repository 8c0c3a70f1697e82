import { runUntilSignal } from '@ringbase/platform';
import { readCallRoutingConfig } from './config.js';
import { startCallRouting } from './start-call-routing.js';

const { lifecycle, log } = await startCallRouting(readCallRoutingConfig());
runUntilSignal(lifecycle, log);
