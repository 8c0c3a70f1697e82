import { DomainError } from '@ringbase/domain';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimitOptions {
  /** How many requests of one key within `seconds`. */
  points: number;
  seconds: number;
  /** Whose requests are counted together; the sender's address unless told otherwise. */
  key?: (req: Request) => string;
}

/** Refuses with TOO_MANY and Retry-After what comes too often. Counted in this process only: a brake, not a budget. */
export function rateLimit({ points, seconds, key = (req) => req.ip ?? 'unknown' }: RateLimitOptions): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (req, res, next) => {
    try {
      await limiter.consume(key(req));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      res.set('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1000)));
      throw new DomainError('TOO_MANY', 'Too many attempts, wait a little');
    }
    next();
  };
}
