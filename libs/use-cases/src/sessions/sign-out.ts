import { appendAudit, endSession } from '@ringbase/database';
import type { Context } from '../context.js';
import { hashToken } from './hash-token.js';

/** Ends this session; others of the same person go on. */
export async function signOut(ctx: Context, { token }: { token: string }): Promise<void> {
  const { personId } = ctx.actor;
  const at = ctx.clock();
  await ctx.transaction((tx) =>
    appendAudit(tx, { id: ctx.ids(), actorId: personId, act: 'session.ended', objectKind: 'person', objectIds: [personId], at }),
  );
  await endSession(ctx.app.db, hashToken(token), at);
  ctx.log.info({ event: 'session.ended', personId });
}
