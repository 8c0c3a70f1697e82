import { type CallbackOrigin, type CallbackState, callerOrigins } from '@ringbase/domain';
import { aliasedTable, and, asc, desc, eq, gte, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import type { Db, Tx } from '../connection/database.js';
import { applications, callbacks, clients, departments, people, phones, recordings } from '../schema/tables.js';

export type CallbackFilter = {
  state: CallbackState | null;
  applicationId: string | null;
  dueBefore: Date | null;
  firedAfter: Date | null;
  ownerId: string | null;
  /** Reviews alone, or everything else; null: both. */
  kind: 'promise' | 'review' | null;
};

/** Promises that may be seen, soonest first, and where the next page begins; of those fired after a moment the latest, which are one page. */
export async function listCallbackRows(db: Db | Tx, filter: CallbackFilter, page: { cursor: Cursor | null; limit: number }) {
  const after = page.cursor ? behind(sql`${callbacks.dueAt}`, sql`${callbacks.id}`, 'timestamptz', 'asc', page.cursor) : undefined;
  const rows = await selectCallbacks(db)
    .where(and(conditionOf(filter), after))
    .orderBy(...(filter.firedAfter ? [desc(callbacks.firedAt)] : [asc(callbacks.dueAt)]), asc(callbacks.id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items,
    next:
      filter.firedAfter === null && rows.length > page.limit && last
        ? renderCursor({ value: last.dueAt.toISOString(), id: last.id })
        : null,
  };
}

/** How many there are in all, counted up to `most`. */
export async function countCallbackRows(db: Db | Tx, filter: CallbackFilter, most: number): Promise<number> {
  const some = db.select({ id: callbacks.id }).from(callbacks).where(conditionOf(filter)).limit(most).as('some');
  const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  return counted?.count ?? 0;
}

/** These promises, those of them that may be seen, in no order. */
export async function listCallbacksById(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return selectCallbacks(db).where(inArray(callbacks.id, [...ids]));
}
export type CallbackRow = Awaited<ReturnType<typeof listCallbacksById>>[number];

function conditionOf({ state, applicationId, dueBefore, firedAfter, ownerId, kind }: CallbackFilter): SQL | undefined {
  return and(
    state ? eq(callbacks.state, state) : undefined,
    applicationId ? eq(callbacks.applicationId, applicationId) : undefined,
    dueBefore ? lte(callbacks.dueAt, dueBefore) : undefined,
    firedAfter ? gte(callbacks.firedAt, firedAfter) : undefined,
    ownerId ? eq(callbacks.ownerId, ownerId) : undefined,
    kind === null ? undefined : kind === 'review' ? eq(callbacks.origin, 'review') : ne(callbacks.origin, 'review'),
  );
}

const holders = aliasedTable(people, 'holders');

// What is joined passes policies of its own: of an application that may not be seen the promise says nothing, of a client only whom to ask for.
function selectCallbacks(db: Db | Tx) {
  return db
    .select({
      id: callbacks.id,
      origin: callbacks.origin,
      state: callbacks.state,
      owner: { id: people.id, name: people.name },
      department: { id: departments.id, name: departments.name },
      client: { id: clients.id, name: clients.name },
      hasClient: sql<boolean>`${callbacks.clientId} is not null`,
      promisedName: sql<
        string | null
      >`case when ${clients.id} is null and ${callbacks.clientId} is not null then promised_name(${callbacks.id}) end`,
      application: { id: applications.id, number: applications.number, title: applications.title },
      callId: callbacks.callId,
      recordingId: sql<string | null>`(select ${recordings.id} from ${recordings}
        where ${recordings.callId} = ${callbacks.callId} and ${recordings.kind} = 'voicemail' order by ${recordings.startedAt} desc limit 1)`,
      // Of the telephone that is joined: one that may not be seen is not dialled either.
      phoneId: phones.id,
      callerE164: sql<string | null>`coalesce(${callbacks.callerE164}, ${phones.e164})`,
      dueAt: callbacks.dueAt,
      keepBy: callbacks.keepBy,
      passedFrom: { id: holders.id, name: holders.name },
      passedReason: callbacks.passedReason,
      passedAt: callbacks.passedAt,
      answeredBy: sql<
        string | null
      >`case when ${callbacks.origin} = 'review' then (select by.name from calls c join people by on by.id = c.answered_by_person_id where c.id = ${callbacks.callId}) end`,
      timeZone: callbacks.timeZone,
      firedAt: callbacks.firedAt,
      note: callbacks.note,
      createdAt: callbacks.createdAt,
      createdBy: callbacks.createdBy,
    })
    .from(callbacks)
    .leftJoin(people, eq(people.id, callbacks.ownerId))
    .leftJoin(holders, eq(holders.id, callbacks.passedFromId))
    .leftJoin(departments, eq(departments.id, callbacks.departmentId))
    .leftJoin(clients, eq(clients.id, callbacks.clientId))
    .leftJoin(applications, eq(applications.id, callbacks.applicationId))
    .leftJoin(phones, eq(phones.id, callbacks.phoneId));
}

export type CallbackHead = {
  id: string;
  origin: CallbackOrigin;
  state: CallbackState;
  ownerId: string | null;
  departmentId: string | null;
  applicationId: string | null;
};

/** A promise as it stands, locked for the length of the transaction; null for one that is not there or may not be seen. */
export async function lockCallback(tx: Tx, id: string): Promise<CallbackHead | null> {
  const [found] = await tx
    .select({
      id: callbacks.id,
      origin: callbacks.origin,
      state: callbacks.state,
      ownerId: callbacks.ownerId,
      departmentId: callbacks.departmentId,
      applicationId: callbacks.applicationId,
    })
    .from(callbacks)
    .where(eq(callbacks.id, id))
    .for('update');
  return found ?? null;
}

/** It comes due again at `until`, and is told once more; whether it passes on is asked anew from then. */
export async function moveCallback(tx: Tx, id: string, until: Date): Promise<void> {
  const promisedAt = sql`case when ${inArray(callbacks.origin, [...callerOrigins])} then coalesce(${callbacks.promisedAt}, ${callbacks.dueAt}) end`;
  await tx.update(callbacks).set({ dueAt: until, firedAt: null, leaseUntil: null, lookAt: null, promisedAt }).where(eq(callbacks.id, id));
}

export async function closeCallback(tx: Tx, id: string, close: { state: 'kept' | 'dismissed'; by: string; at: Date }): Promise<void> {
  await tx
    .update(callbacks)
    .set({ state: close.state, closedBy: close.by, closedAt: close.at, leaseUntil: null })
    .where(eq(callbacks.id, id));
}

export type FiledCall = { callId: string; callerE164: string | null; clientId: string; applicationId: string };

/**
 * The open promises that this call, or its number while nobody knew whose it was, has left: from now on of this client and application, with a telephone
 * to dial; tasks of its script go along. A client has one open promise: where he has another the unknown one keeps to its number. Returns what has changed.
 */
export async function fileOpenPromises(tx: Tx, { callId, callerE164, clientId, applicationId }: FiledCall) {
  // A promise that another call is about to make to this client waits for us, or we for it.
  await tx.execute(sql`select from clients where id = ${clientId} for update`);
  const another = sql`exists (select from callbacks other where other.id <> ${callbacks.id} and other.state = 'open'
    and other.origin in ('missed-call', 'queue-place', 'voicemail') and other.client_id = ${clientId}) and ${callbacks.origin} <> 'task'`;
  const phone = sql`(select p.id from phones p where p.client_id = ${clientId} and not p.archived and p.e164 is not null
    order by coalesce(p.e164 = ${callerE164}, false) desc, p.created_at, p.id limit 1)`;
  return tx
    .update(callbacks)
    .set({
      clientId: sql`case when ${another} then ${callbacks.clientId} else ${clientId}::uuid end`,
      applicationId,
      phoneId: sql`coalesce(${phone}, ${callbacks.phoneId})`,
    })
    .where(
      and(
        eq(callbacks.state, 'open'),
        inArray(callbacks.origin, [...callerOrigins, 'task']),
        or(eq(callbacks.callId, callId), and(isNull(callbacks.clientId), sql`${callbacks.callerE164} = ${callerE164}`)),
      ),
    )
    .returning({
      id: callbacks.id,
      ownerId: callbacks.ownerId,
      departmentId: callbacks.departmentId,
      applicationId: callbacks.applicationId,
    });
}

export type NewReminder = {
  id: string;
  ownerId: string;
  departmentId: string | null;
  clientId: string;
  applicationId: string | null;
  phoneId: string | null;
  dueAt: Date;
  timeZone: string;
  note: string | null;
};

export async function insertReminder(tx: Tx, reminder: NewReminder): Promise<void> {
  await tx.insert(callbacks).values({ ...reminder, origin: 'reminder', createdBy: reminder.ownerId });
}

export type ReminderSubject = { clientId: string; departmentId: string | null; phoneId: string | null };

/** What a reminder is about, and the telephone to dial: the application's contact's first, else the client's. Null when it may not be seen. */
export async function findReminderSubject(
  tx: Tx,
  about: { applicationId: string | null; clientId: string | null },
): Promise<ReminderSubject | null> {
  const [application] = about.applicationId
    ? await tx
        .select({ clientId: applications.clientId, departmentId: applications.departmentId, contactId: applications.contactId })
        .from(applications)
        .where(eq(applications.id, about.applicationId))
    : [];
  const clientId = application?.clientId ?? about.clientId;
  if (clientId === null || (about.applicationId !== null && !application)) return null;
  const [client] = await tx.select({ id: clients.id }).from(clients).where(eq(clients.id, clientId));
  if (!client) return null;
  const contactId = application?.contactId ?? null;
  const [phone] = await tx
    .select({ id: phones.id })
    .from(phones)
    .where(and(eq(phones.clientId, clientId), eq(phones.archived, false), sql`${phones.e164} is not null`))
    .orderBy(desc(sql`coalesce(${phones.contactId} = ${contactId}::uuid, false)`), asc(phones.createdAt), asc(phones.id))
    .limit(1);
  return { clientId, departmentId: application?.departmentId ?? null, phoneId: phone?.id ?? null };
}
