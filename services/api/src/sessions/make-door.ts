import { explainLostDatabase } from '@ringbase/database';
import { type Capability, DomainError, roleMay } from '@ringbase/domain';
import type { Door } from '@ringbase/platform';
import { authenticate, makeContext } from '@ringbase/use-cases';
import type { ApiContext, ApiDeps, DoorContext } from '../context.js';
import { readSessionToken } from './session-cookie.js';
import { makeSignInBrake } from './sign-in-brake.js';

/** How the API knows its callers: by the session's cookie, asked for anew with every request. */
export function makeDoor(api: ApiDeps): Door<ApiContext, DoorContext> {
  const outside: DoorContext = { ...api.house, app: api.app, api, brake: makeSignInBrake(api.house.clock) };
  return {
    anyone: () => outside,
    async context(req) {
      const token = readSessionToken(req);
      const session = token && (await authenticate(outside, token));
      if (!session) throw new DomainError('UNAUTHENTICATED', 'Sign in first');
      return { ...makeContext(api.house, api.app, session.actor), api };
    },
    may: (ctx, capability) => roleMay(ctx.actor.role, capability as Capability),
    explain: explainLostDatabase,
  };
}
