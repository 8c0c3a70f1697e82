import type { ApplicationStatus } from '@ringbase/domain';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import {
  applicationChanges,
  applications,
  applicationTypes,
  callbacks,
  clients,
  comments,
  contacts,
  departments,
  people,
} from '../schema/tables.js';

/** The card's row; null for one that does not exist or is not this person's to see. */
export async function findApplication(db: Db | Tx, id: string) {
  const [found] = await db
    .select({
      application: applications,
      type: { id: applicationTypes.id, name: applicationTypes.name, colour: applicationTypes.colour },
      client: { id: clients.id, name: clients.name, kind: clients.kind },
      department: { id: departments.id, name: departments.name, region: departments.region },
      owner: { id: people.id, name: people.name },
      contact: { id: contacts.id, name: contacts.name, post: contacts.post },
      nextReminderAt: sql<Date | null>`(select min(${callbacks.dueAt}) from ${callbacks}
        where ${callbacks.applicationId} = ${applications.id} and ${callbacks.state} = 'open' and ${callbacks.origin} in ('reminder', 'task'))`.mapWith(
        callbacks.dueAt,
      ),
    })
    .from(applications)
    .innerJoin(clients, eq(clients.id, applications.clientId))
    .innerJoin(departments, eq(departments.id, applications.departmentId))
    .leftJoin(people, eq(people.id, applications.ownerId))
    .leftJoin(contacts, eq(contacts.id, applications.contactId))
    .leftJoin(applicationTypes, eq(applicationTypes.id, applications.typeId))
    .where(eq(applications.id, id));
  return found ?? null;
}
export type FoundApplication = NonNullable<Awaited<ReturnType<typeof findApplication>>>;

export type NewApplication = {
  id: string;
  title: string;
  clientId: string;
  departmentId: string;
  ownerId: string | null;
  typeId: string | null;
  note: string | null;
  source: string | null;
  touchedAt: Date;
};

export async function insertApplication(tx: Tx, application: NewApplication): Promise<void> {
  await tx.insert(applications).values({ ...application, createdAt: application.touchedAt });
}

export type ApplicationPatch = Partial<{
  title: string;
  status: ApplicationStatus;
  important: boolean;
  ownerId: string | null;
  typeId: string | null;
  amountMinor: number | null;
  currency: string | null;
}>;

/** Changes an application that still has this version; false: somebody was faster. */
export async function updateApplication(tx: Tx, id: string, version: number, patch: ApplicationPatch, touchedAt: Date): Promise<boolean> {
  const changed = await tx
    .update(applications)
    .set({ ...patch, version: version + 1, touchedAt })
    .where(and(eq(applications.id, id), eq(applications.version, version)))
    .returning({ id: applications.id });
  return changed.length === 1;
}

/** Something happened to it that is no change of its fields. */
export async function touchApplication(tx: Tx, id: string, touchedAt: Date): Promise<void> {
  await tx.update(applications).set({ touchedAt }).where(eq(applications.id, id));
}

export type NewChange = {
  id: string;
  applicationId: string;
  /** Null: nobody's act, the house's own. */
  actorId: string | null;
  field: string;
  from: string | null;
  to: string | null;
  at: Date;
};

/** History of an application: rows that are never changed. */
export async function appendChanges(tx: Tx, changes: readonly NewChange[]): Promise<void> {
  if (changes.length > 0) await tx.insert(applicationChanges).values([...changes]);
}

export async function insertComment(
  tx: Tx,
  comment: { id: string; applicationId: string; authorId: string; text: string; at: Date },
): Promise<void> {
  await tx.insert(comments).values(comment);
}

export async function listTypes(db: Db | Tx) {
  return db.select().from(applicationTypes).orderBy(applicationTypes.name, applicationTypes.id);
}
