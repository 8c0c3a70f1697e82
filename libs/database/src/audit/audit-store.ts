import type { Db, Tx } from '../connection/database.js';
import { audit } from '../schema/tables.js';

export type AuditEntry = { id: string; actorId: string | null; act: string; objectKind: string; objectIds: readonly string[]; at: Date };

/** Ids only: what was read or done, by whom. Never names, numbers or text. */
export async function appendAudit(db: Db | Tx, entry: AuditEntry): Promise<void> {
  await db.insert(audit).values({ ...entry, objectIds: [...entry.objectIds] });
}
