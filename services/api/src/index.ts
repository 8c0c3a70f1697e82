export type { ApiDeps } from './context.js';
export { describeApi } from './documentation/describe-api.js';
export { mountApi } from './mount-api.js';
export { SESSION_COOKIE } from './sessions/session-cookie.js';
export { softphoneAccess } from './sessions/softphone-access.js';
export { startApi } from './start-api.js';
