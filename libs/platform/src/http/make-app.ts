import { DomainError } from '@ringbase/domain';
import express, { type Express } from 'express';
import type { TrustProxy } from '../config/trust-proxy.js';
import type { Log } from '../log/make-logger.js';
import { limitBodies } from './limit-bodies.js';
import { logRequests } from './log-requests.js';
import type { Metrics } from './metrics.js';
import { answerProblem } from './problem.js';
import { type SecurityOptions, securityHeaders } from './security-headers.js';

/** Of a request that brings no file. */
const BODY_MS = 30_000;

export interface AppOptions {
  log: Log;
  metrics?: Metrics;
  /** None unless told. Express's `trust proxy`. */
  trustProxy?: TrustProxy;
  security?: SecurityOptions;
}

/** Makes the Express app that services mount themselves on: request ids, one log event a request, security headers. */
export function makeApp({ log, metrics, trustProxy = 0, security = {} }: AppOptions): Express {
  const app = express();
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(logRequests(log, metrics), limitBodies(BODY_MS), securityHeaders(security));
  return app;
}

/** Closes an app when everything is mounted: what nobody took is NOT_FOUND, what anybody threw is a problem. */
export function sealApp(app: Express): Express {
  app.use(() => {
    throw new DomainError('NOT_FOUND', 'There is nothing at this address');
  });
  app.use(answerProblem);
  return app;
}
