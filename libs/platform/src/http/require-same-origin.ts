import { DomainError } from '@ringbase/domain';
import type { Request, RequestHandler } from 'express';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that change something and come from a page of somebody else's: a session's cookie would go along with
 * them. Programs send neither Origin nor Sec-Fetch-Site; they pass as long as they bring no cookie.
 */
export function requireSameOrigin({ origins = [] }: { origins?: readonly string[] } = {}): RequestHandler {
  const ours = new Set(origins.map((origin) => new URL(origin).origin));
  return (req, _res, next) => {
    if (!READING.has(req.method) && !isOurs(req, ours)) throw new DomainError('FORBIDDEN', 'The request comes from another site');
    next();
  };
}

function isOurs(req: Request, ours: ReadonlySet<string>): boolean {
  const origin = req.get('origin');
  const site = req.get('sec-fetch-site');
  if (origin !== undefined) return ours.has(origin) || (origin === ownOrigin(req) && (site === undefined || site === 'same-origin'));
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return req.get('cookie') === undefined;
}

function ownOrigin(req: Request): string {
  return `${req.protocol}://${req.get('host') ?? ''}`;
}
