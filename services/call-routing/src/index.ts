export { type CallRouting, type CallRoutingDeps, mountCallRouting } from './mount-call-routing.js';
export { startCallRouting } from './start-call-routing.js';
