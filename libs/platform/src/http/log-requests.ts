import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Log } from '../log/make-logger.js';
import type { Metrics } from './metrics.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Gives every request an id and one event when it is over. The route's pattern is written, never the address itself:
 * addresses, queries, headers and bodies carry names and numbers.
 */
export function logRequests(log: Log, metrics: Metrics | undefined): RequestHandler[] {
  return [
    pinoHttp<Request, Response>({
      logger: log,
      genReqId: (req, res) => {
        const given = req.get('x-request-id');
        const id = given && UUID.test(given) ? given : randomUUID();
        res.setHeader('X-Request-Id', id);
        return id;
      },
      wrapSerializers: false,
      serializers: { req: () => undefined, res: () => undefined },
      quietReqLogger: true,
      quietResLogger: true,
      customAttributeKeys: { reqId: 'requestId' },
      customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'warn' : 'info'),
      customSuccessMessage: () => '',
      customErrorMessage: () => '',
      customSuccessObject: (req, res, { responseTime }: { responseTime: number }) => eventOf(req, res, responseTime),
      customErrorObject: (req, res, _error, { responseTime }: { responseTime: number }) => eventOf(req, res, responseTime),
    }),
    (req, res, next) => {
      if (metrics) observe(metrics, req, res);
      next();
    },
  ];
}

function eventOf(req: Request, res: Response, ms: number) {
  return { event: 'http.answered', method: req.method, route: routeOf(req), status: res.statusCode, ms, complete: res.writableFinished };
}

function observe(metrics: Metrics, req: Request, res: Response): void {
  const stop = metrics.httpDuration.startTimer();
  res.once('close', () => stop({ method: req.method, route: routeOf(req), status: String(res.statusCode) }));
}

// Without a matched route there is no pattern, and the address is whatever a stranger typed.
function routeOf(req: Request): string {
  const route: unknown = req.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'unmatched';
  return `${req.baseUrl}${String(route.path)}`;
}
