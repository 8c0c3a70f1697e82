import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../connection/database.js';
import { callbacks, calls, departments, phones } from '../schema/tables.js';

export type TaskSubject = {
  departmentId: string | null;
  timeZone: string | null;
  clientId: string | null;
  applicationId: string | null;
  phoneId: string | null;
  callerE164: string | null;
};

/** What a task of this call's script is about, and the telephone to dial: the caller's own, else the client's first. */
export async function findTaskSubject(tx: Tx, callId: string): Promise<TaskSubject | null> {
  const phone = tx
    .select({ id: phones.id })
    .from(phones)
    .where(sql`${phones.clientId} = ${calls.clientId} and not ${phones.archived} and ${phones.e164} is not null`)
    .orderBy(desc(sql`coalesce(${phones.e164} = ${calls.callerE164}, false)`), asc(phones.createdAt), asc(phones.id))
    .limit(1);
  const [found] = await tx
    .select({
      departmentId: calls.departmentId,
      timeZone: departments.timeZone,
      clientId: calls.clientId,
      applicationId: calls.applicationId,
      phoneId: sql<string | null>`coalesce(${calls.phoneId}, (${phone}))`,
      callerE164: calls.callerE164,
    })
    .from(calls)
    .leftJoin(departments, eq(departments.id, calls.departmentId))
    .where(eq(calls.id, callId));
  return found ?? null;
}

export type NewTask = Omit<TaskSubject, 'timeZone'> & {
  id: string;
  callId: string;
  ownerId: string | null;
  dueAt: Date;
  timeZone: string;
  note: string;
};

/** A promise that a script has made in the house's name. */
export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await tx.insert(callbacks).values({ ...task, origin: 'task' });
}
