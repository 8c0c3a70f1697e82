import type { CompanyNumber } from '@ringbase/domain';
import { and, asc, count, eq, gt, inArray, notExists, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { applications, callbacks, calls, departmentMembers, dialIntents, dids, phones } from '../schema/tables.js';

/** A telephone that may be seen; null otherwise, and for one put away. */
export async function findDialPhone(db: Db | Tx, phoneId: string) {
  const [found] = await db
    .select({ id: phones.id, clientId: phones.clientId, e164: phones.e164 })
    .from(phones)
    .where(and(eq(phones.id, phoneId), eq(phones.archived, false)));
  return found ?? null;
}

/** The client's application by its id, if it may be seen. */
export async function findDialApplication(db: Db | Tx, id: string, clientId: string) {
  const [found] = await db
    .select({ id: applications.id, departmentId: applications.departmentId })
    .from(applications)
    .where(and(eq(applications.id, id), eq(applications.clientId, clientId)));
  return found ?? null;
}

/** Whether this promised callback may be seen and is owed to whom the telephone reaches: its client, or the number that called. */
export async function isCallbackTo(
  db: Db | Tx,
  id: string,
  phone: { id: string; clientId: string; e164: string | null },
): Promise<boolean> {
  const same = or(
    eq(callbacks.clientId, phone.clientId),
    eq(callbacks.phoneId, phone.id),
    phone.e164 === null ? undefined : eq(callbacks.callerE164, phone.e164),
  );
  const found = await db
    .select({ id: callbacks.id })
    .from(callbacks)
    .where(and(eq(callbacks.id, id), same));
  return found.length > 0;
}

/** The company's own numbers. */
export async function listCompanyNumbers(db: Db | Tx): Promise<CompanyNumber[]> {
  return db.select({ e164: dids.e164, country: dids.country, departmentId: dids.departmentId }).from(dids).orderBy(asc(dids.e164));
}

export async function listOwnDepartments(db: Db | Tx, personId: string): Promise<string[]> {
  const rows = await db
    .select({ id: departmentMembers.departmentId })
    .from(departmentMembers)
    .where(eq(departmentMembers.personId, personId))
    .orderBy(asc(departmentMembers.rank), asc(departmentMembers.departmentId));
  return rows.map((row) => row.id);
}

/** Holds this person's other clicks back until the transaction ends: the cap and "one at a time" are counted without a race. */
export async function lockDialling(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('dialling:' || ${personId}, 0))`);
}

/** Calls this person has asked for since `since`, refused and failed ones excepted. */
export async function countDials(db: Db | Tx, personId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ made: count() })
    .from(dialIntents)
    .where(
      and(
        eq(dialIntents.personId, personId),
        gt(dialIntents.requestedAt, since),
        inArray(dialIntents.state, ['waiting', 'dialling', 'dialled']),
      ),
    );
  return row?.made ?? 0;
}

/** Whether a click of his since `since` still waits to be dialled, is being dialled, or rings at him and is not over. */
export async function hasOpenDial(db: Db | Tx, personId: string, since: Date): Promise<boolean> {
  const open = await db
    .select({ id: dialIntents.id })
    .from(dialIntents)
    .where(
      and(
        eq(dialIntents.personId, personId),
        or(
          and(eq(dialIntents.state, 'waiting'), gt(dialIntents.requestedAt, since)),
          and(eq(dialIntents.state, 'dialling'), gt(dialIntents.claimedAt, since)),
          and(
            eq(dialIntents.state, 'dialled'),
            gt(dialIntents.claimedAt, since),
            notExists(
              db
                .select({ id: calls.id })
                .from(calls)
                .where(and(eq(calls.intentId, dialIntents.id), eq(calls.state, 'ended'))),
            ),
          ),
        ),
      ),
    )
    .limit(1);
  return open.length > 0;
}
