import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const uploads = new WeakSet<IncomingMessage>();

/** This request brings a file, by leave of its route: its body may take as long as the server waits for any. */
export function allowUpload(req: IncomingMessage): void {
  uploads.add(req);
}

/** Cuts senders who take longer than `ms` for a body, unless a route has let them: they hold a connection and what was read of theirs. */
export function limitBodies(ms: number): RequestHandler {
  return (req, _res, next) => {
    if (req.headers['content-length'] === '0' || (req.headers['content-length'] ?? req.headers['transfer-encoding']) === undefined)
      return next();
    const timer = setTimeout(() => {
      if (!req.complete && !uploads.has(req)) req.destroy();
    }, ms);
    timer.unref();
    req.once('close', () => clearTimeout(timer));
    next();
  };
}
