import { isDomainError } from '@ringbase/domain';
import { type Log, withDeadline } from '@ringbase/platform';
import type { Dialect, WebhookForm } from '@ringbase/telephony';
import express, { type NextFunction, type Request, type Response, Router } from 'express';

/** 64 kB hold any form that a provider sends. */
const MOST_BYTES = '64kb';

export type WebhookDoorOptions = { dialect: Dialect; clock: () => Date; log: Log };

const formOf = (req: Request): WebhookForm => ({ originalUrl: req.originalUrl, params: (req.body ?? {}) as Record<string, unknown> });

/** What the provider said makes no sense: however often it is said, nothing can be written of it. */
export const isInvalid = (error: unknown) => isDomainError(error) && error.code === 'INVALID';

/** A provider's door: a forged message is refused before anything is read of it, a malformed one is answered with words that a caller can hear. */
export function makeWebhookDoor({ dialect, clock, log }: WebhookDoorOptions) {
  const router = Router();
  const { provider } = dialect;
  const bodies = new WeakMap<object, Buffer>();
  const refuse = (req: Request, res: Response, reason: string) => {
    log.warn({ event: 'webhook.refused', provider, path: req.path, reason });
    res.status(403).type('text/plain').send('Forbidden');
  };
  const send = (res: Response, answer: string) => res.status(200).type(dialect.contentType).send(answer);
  // Who does not even pretend is not read.
  router.use((req, res, next) => (req.get(dialect.signatureHeader) ? next() : refuse(req, res, 'signature')));
  router.use(express.urlencoded({ extended: false, limit: MOST_BYTES, verify: (req, _res, body) => void bodies.set(req, body) }));
  router.use((req, res, next) => {
    const refusal = dialect.refusalOf({
      ...formOf(req),
      method: req.method,
      header: (name) => req.get(name),
      rawBody: bodies.get(req) ?? Buffer.alloc(0),
      receivedAt: clock(),
    });
    if (refusal === null) return next();
    refuse(req, res, refusal);
  });

  return {
    router,
    /** A caller listens to the answer: within `deadlineMs`, whatever happens; `fallback` answers from memory. */
    voice(path: string, deadlineMs: number, answer: (form: WebhookForm) => Promise<string>, fallback: (form: WebhookForm) => string) {
      router.post(path, async (req: Request, res: Response) => {
        const form = formOf(req);
        try {
          send(res, await withDeadline(answer(form), deadlineMs, 'The call script'));
        } catch (error) {
          const invalid = isInvalid(error);
          log.error({
            event: invalid ? 'webhook.malformed' : 'webhook.answered-statically',
            provider,
            path,
            callSid: dialect.callNamedIn(form),
            err: error,
          });
          send(res, invalid ? dialect.sorry : fallback(form));
        }
      });
    },
    /** Nobody listens: what could not be written is asked for again by a 503. */
    callback(path: string, deadlineMs: number, take: (form: WebhookForm) => Promise<void>) {
      router.post(path, async (req: Request, res: Response) => {
        const form = formOf(req);
        try {
          await withDeadline(take(form), deadlineMs, 'Writing a callback');
          res.status(dialect.taken).end();
        } catch (error) {
          const invalid = isInvalid(error);
          log.error({
            event: invalid ? 'webhook.malformed' : 'webhook.failed',
            provider,
            path,
            callSid: dialect.callNamedIn(form),
            err: error,
          });
          res.status(invalid ? 400 : 503).end();
        }
      });
    },
    /** Last: a body that could not even be parsed. */
    seal() {
      router.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
        if (res.headersSent) return next(error);
        log.error({ event: 'webhook.unreadable', provider, path: req.path, err: error });
        send(res, dialect.sorry);
      });
    },
  };
}
