import { randomBytes } from 'node:crypto';
import { appendAudit, type Database, findSignInFacts, openSession, transactionAs } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { hashToken } from './hash-token.js';
import { verifyPassword } from './verify-password.js';

/** What is there before anybody has signed in. */
export type DoorContext = HouseContext & { readonly app: Database };
export type SignedIn = { token: string; personId: string; expiresAt: Date };

/** A session lasts this long after it was last used. */
export const SESSION_MS = 14 * 24 * 3_600_000;

/** Opens a session. One refusal for a wrong address, a wrong password and a dismissed person alike: UNAUTHENTICATED. */
export async function signIn(ctx: DoorContext, input: { email: string; password: string }): Promise<SignedIn> {
  const facts = await findSignInFacts(ctx.app.db, input.email);
  const known = await verifyPassword(facts?.passwordHash ?? null, input.password);
  if (!facts || !known || facts.dismissed) throw new DomainError('UNAUTHENTICATED', 'E-mail or password is wrong');
  const now = ctx.clock();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  const { personId } = facts;
  await transactionAs(ctx.app, personId, now, (tx) =>
    appendAudit(tx, { id: ctx.ids(), actorId: personId, act: 'session.opened', objectKind: 'person', objectIds: [personId], at: now }),
  );
  await openSession(ctx.app.db, { tokenHash: hashToken(token), personId, expiresAt });
  ctx.log.info({ event: 'session.opened', personId });
  return { token, personId, expiresAt };
}
