export { type Clock, type ClockOptions, type ClockSource, makeClock } from './clock/make-clock.js';
export { ConfigError, envVar, parseEnv } from './config/parse-env.js';
export type { TrustProxy } from './config/trust-proxy.js';
export { withDeadline } from './deadline/with-deadline.js';
export { EmbeddedPostgresError, type EmbeddedPostgresProblem } from './embedded-postgres/embedded-postgres-error.js';
export { findFreePort } from './embedded-postgres/find-free-port.js';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.js';
export { stopWithUs } from './embedded-postgres/stop-with-us.js';
export {
  type Answer,
  type Answers,
  type AnyRoute,
  binary,
  type ContextOf,
  empty,
  type HandlerResult,
  makeDefineRoute,
  type NoBody,
  type Nothing,
  type OpenDoor,
  problem,
  type RouteDescription,
  type RouteInput,
} from './http/define-route.js';
export { mountHealth } from './http/health.js';
export { type Listening, listen } from './http/listen.js';
export { type AppOptions, makeApp, sealApp } from './http/make-app.js';
export { type Metrics, makeMetrics } from './http/metrics.js';
export { type Door, mountRoutes } from './http/mount-routes.js';
export { type OpenApiInfo, openApiDocument } from './http/open-api.js';
export { describeProblem, type ProblemBody, type ProblemCode, problemBody, statusOf } from './http/problem.js';
export { rateLimit } from './http/rate-limit.js';
export { requireSameOrigin } from './http/require-same-origin.js';
export { type ByteRange, type RangeSource, sendRange } from './http/send-range.js';
export { type Ids, makeIds } from './ids/make-ids.js';
export { type Lifecycle, type LifecycleState, makeLifecycle } from './lifecycle/make-lifecycle.js';
export { runUntilSignal } from './lifecycle/run-until-signal.js';
export { describeError, maskNumbers } from './log/describe-error.js';
export { type Log, type LogLevel, makeLogger } from './log/make-logger.js';
export { makeOutgoing, type Outgoing } from './outgoing/make-outgoing.js';
export { makePubSub, type NewsWire, type PubSubOptions } from './pubsub/make-pubsub.js';
export type { PubSub, Unsubscribe } from './pubsub/pubsub.js';
export { startWires } from './pubsub/start-wires.js';
export type { JobCatalogue, JobDeclaration, JobHandlers, JobRun } from './queue/job-catalogue.js';
export type { Working } from './queue/keep-consuming.js';
export { type JobCounts, makeQueue, type Queue, type QueueOptions } from './queue/make-queue.js';
export { migrateQueue } from './queue/migrate-queue.js';
export type { QueueStore } from './queue/queue-backend.js';
export { makeStorage } from './storage/make-storage.js';
export type { Storage, Stored, StoredInfo, StoredRange } from './storage/storage.js';
