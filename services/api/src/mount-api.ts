import { mountRoutes, rateLimit, requireSameOrigin } from '@ringbase/platform';
import type { Express, Request } from 'express';
import type { ApiDeps } from './context.js';
import { PREFIX } from './documentation/describe-api.js';
import { mountDocumentation } from './documentation/mount-documentation.js';
import { routes } from './routes.js';
import { makeDoor } from './sessions/make-door.js';
import { readSessionToken } from './sessions/session-cookie.js';

/** Of one session, or of one address without any: far above a busy console's, far below what wears the database out. */
const REQUESTS = { points: 600, seconds: 10 };
/** Of one address, behind which a whole office sits: or sessions that somebody invents would be counted each by itself. */
const REQUESTS_OF_AN_OFFICE = { points: 6_000, seconds: 10 };

/** Of one address, whatever sessions it invents along with them: each keeps a core busy for 30 ms. Far above an office in which everybody signs in at once. */
const SIGN_INS_OF_AN_OFFICE = { points: 300, seconds: 60 };

/** Mounts the REST API and its description on an app that others share. */
export function mountApi(app: Express, deps: ApiDeps): void {
  mountDocumentation(app);
  app.use(
    PREFIX,
    rateLimit(REQUESTS_OF_AN_OFFICE),
    rateLimit({ ...REQUESTS, key: senderOf }),
    requireSameOrigin({ origins: [deps.publicUrl] }),
  );
  app.post(`${PREFIX}/session`, rateLimit(SIGN_INS_OF_AN_OFFICE));
  mountRoutes(app, PREFIX, routes, makeDoor(deps));
}

function senderOf(req: Request): string {
  const session = readSessionToken(req);
  return session === null ? `address ${req.ip}` : `session ${session}`;
}
