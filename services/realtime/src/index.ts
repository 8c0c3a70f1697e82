export { attachRealtime, type NewsSource, type Realtime, type RealtimeDeps } from './attach-realtime.js';
export { startRealtime } from './start-realtime.js';
