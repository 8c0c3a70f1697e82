import { findSession } from '@ringbase/database';
import type { Actor } from '../context.js';
import { hashToken } from './hash-token.js';
import { type DoorContext, SESSION_MS } from './sign-in.js';

/** It slides, but is written at most once in this time. */
const RENEW_EVERY_MS = 3_600_000;

export type Authenticated = { actor: Actor; expiresAt: Date };

/** Who holds this token; null when the session is over, unknown, or its person was dismissed. Slides the session. */
export async function authenticate(ctx: DoorContext, token: string): Promise<Authenticated | null> {
  const now = ctx.clock();
  const renewUntil = new Date(now.getTime() + SESSION_MS);
  const session = await findSession(ctx.app.db, hashToken(token), {
    now,
    renewBefore: new Date(renewUntil.getTime() - RENEW_EVERY_MS),
    renewUntil,
  });
  if (!session) return null;
  const { personId, role, seesNumbers, timeZone, expiresAt } = session;
  return { actor: { personId, role, seesNumbers, timeZone }, expiresAt };
}
