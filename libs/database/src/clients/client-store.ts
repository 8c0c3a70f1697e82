import type { ApplicationStatus } from '@ringbase/domain';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { behind, type Cursor } from '../access/keyset.js';
import { clientsInScope, readScope } from '../access/scope-store.js';
import type { Db, Tx } from '../connection/database.js';
import { applications, type clientKinds, clients, contacts, people, type phoneKinds, phones } from '../schema/tables.js';

const nameForm = sql`search_form(${clients.name})`;

function selectClients(db: Db | Tx, openStatuses: readonly ApplicationStatus[]) {
  return db
    .select({
      id: clients.id,
      kind: clients.kind,
      name: clients.name,
      owner: { id: people.id, name: people.name },
      email: clients.email,
      city: clients.city,
      lastContactAt: clients.lastContactAt,
      openApplications: sql<number>`(select count(*)::int from ${applications}
        where ${applications.clientId} = ${clients.id} and ${inArray(applications.status, [...openStatuses])})`,
    })
    .from(clients)
    .leftJoin(people, eq(people.id, clients.ownerId));
}

export type ClientPage = {
  ids: readonly string[] | null;
  openStatuses: readonly ApplicationStatus[];
  cursor: Cursor | null;
  limit: number;
};

/** The place of a client in the order by name; null for one who does not exist or is not this person's to see. */
export async function findClientPlace(db: Db | Tx, id: string): Promise<Cursor | null> {
  const [found] = await db
    .select({ value: sql<string>`${nameForm}`, id: clients.id })
    .from(clients)
    .where(eq(clients.id, id));
  return found ?? null;
}

/** Clients of the person's by name, and where the next page begins: behind a client, named by his id and not by what his name says. */
export async function listClientRows(db: Db | Tx, page: ClientPage) {
  const narrow = page.ids ? inArray(clients.id, [...page.ids]) : clientsInScope(await readScope(db));
  const after = page.cursor ? behind(nameForm, sql`${clients.id}`, 'text', 'asc', page.cursor) : undefined;
  const rows = await selectClients(db, page.openStatuses)
    .where(and(narrow, after))
    .orderBy(nameForm, asc(clients.id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? last.id : null };
}

/** How many clients there are, counted up to `atMost`; null: more. */
export async function countClientRows(db: Db | Tx, ids: readonly string[] | null, atMost: number): Promise<number | null> {
  const narrow = ids ? inArray(clients.id, [...ids]) : clientsInScope(await readScope(db));
  const some = db
    .select({ one: sql`1` })
    .from(clients)
    .where(narrow)
    .limit(atMost + 1)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return count > atMost ? null : count;
}

/** Null for a client who does not exist or is not this person's to see. */
export async function findClient(db: Db | Tx, id: string, openStatuses: readonly ApplicationStatus[]) {
  const [found] = await selectClients(db, openStatuses).where(eq(clients.id, id));
  return found ?? null;
}

export async function listContacts(db: Db | Tx, clientId: string) {
  return db.select().from(contacts).where(eq(contacts.clientId, clientId)).orderBy(asc(contacts.createdAt), asc(contacts.id));
}

/** The telephones in use of a client and his contacts. */
export async function listPhones(db: Db | Tx, clientId: string) {
  return db
    .select()
    .from(phones)
    .where(and(eq(phones.clientId, clientId), eq(phones.archived, false)))
    .orderBy(asc(phones.createdAt), asc(phones.id));
}
export type PhoneRow = Awaited<ReturnType<typeof listPhones>>[number];

export async function insertClient(
  tx: Tx,
  client: { id: string; kind: (typeof clientKinds)[number]; name: string; ownerId: string | null },
): Promise<void> {
  await tx.insert(clients).values(client);
}

export type NewPhone = {
  id: string;
  clientId: string;
  kind: (typeof phoneKinds)[number];
  raw: string;
  e164: string | null;
  extension: string | null;
};

export async function insertPhone(tx: Tx, phone: NewPhone): Promise<void> {
  await tx.insert(phones).values(phone);
}
