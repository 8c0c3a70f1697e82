import type { ChosenStatus, PersonPresence } from '@ringbase/domain';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, devices, people, personCalls, presence, tabs } from '../schema/tables.js';

/** The presence of one person with his tabs and devices; null for one who does not exist or may not be seen. */
export async function findPresence(db: Db | Tx, personId: string): Promise<PersonPresence | null> {
  const [found] = await listPresence(db, [personId]);
  return found ?? null;
}

/** The presence of each of these people who may be seen, in no order. Who never chose is available since he was entered. */
export async function listPresence(db: Db | Tx, personIds: readonly string[]): Promise<PersonPresence[]> {
  if (personIds.length === 0) return [];
  const ids = [...personIds];
  const rows = await db
    .select({ personId: people.id, enteredAt: people.createdAt, simultaneousCalls: people.simultaneousCalls, presence })
    .from(people)
    .leftJoin(presence, eq(presence.personId, people.id))
    .where(inArray(people.id, ids));
  const callsOf = byPerson(
    await db.select().from(personCalls).where(inArray(personCalls.personId, ids)).orderBy(asc(personCalls.since), asc(personCalls.callId)),
  );
  const tabsOf = byPerson(await db.select().from(tabs).where(inArray(tabs.personId, ids)));
  const devicesOf = byPerson(
    await db.select().from(devices).where(inArray(devices.personId, ids)).orderBy(asc(devices.kind), asc(devices.id)),
  );
  return rows.map(({ personId, enteredAt, simultaneousCalls, presence: row }) => ({
    personId,
    chosen: {
      status: row?.chosenStatus ?? 'available',
      reason: row?.chosenReason ?? null,
      until: row?.chosenUntil ?? null,
      at: row?.chosenAt ?? enteredAt,
    },
    calls: (callsOf.get(personId) ?? []).map(({ callId, since }) => ({ callId, since })),
    simultaneousCalls,
    wrapUpSince: row?.wrapUpSince ?? null,
    wrapUpUntil: row?.wrapUpUntil ?? null,
    wrapUpCallId: row?.wrapUpCallId ?? null,
    tabs: (tabsOf.get(personId) ?? []).map(({ personId: _, ...tab }) => tab),
    devices: (devicesOf.get(personId) ?? []).map(({ id, kind, address, enabled }) => ({ id, kind, address, enabled })),
  }));
}

export type Choice = { status: ChosenStatus; reason: string | null; until: Date | null; at: Date };

/** Writes what a person chose. Choosing to be available ends his wrap-up: he asks for calls. */
export async function saveChoice(db: Db | Tx, personId: string, choice: Choice): Promise<void> {
  const chosen = { chosenStatus: choice.status, chosenReason: choice.reason, chosenUntil: choice.until, chosenAt: choice.at };
  await db
    .insert(presence)
    .values({ personId, ...chosen })
    .onConflictDoUpdate({
      target: presence.personId,
      set: choice.status === 'available' ? { ...chosen, wrapUpSince: null, wrapUpUntil: null } : chosen,
    });
}

/** Up to `limit` people whose choice has ended by `now` are available again; returns them. Rows another worker holds are skipped. */
export async function endPassedChoices(db: Db | Tx, now: Date, limit: number): Promise<string[]> {
  const passed = sql`select person_id from presence where chosen_until <= ${now.toISOString()} limit ${limit} for update skip locked`;
  const ended = await db
    .update(presence)
    .set({ chosenStatus: 'available', chosenReason: null, chosenUntil: null, chosenAt: sql`chosen_until` })
    .where(sql`person_id in (${passed})`)
    .returning({ personId: presence.personId });
  return ended.map((row) => row.personId);
}

/** Up to `limit` people whose wrap-up has ended by `now`; returns them. Rows another worker holds are skipped. */
export async function endPassedWrapUps(db: Db | Tx, now: Date, limit: number): Promise<string[]> {
  const passed = sql`select person_id from presence where wrap_up_until <= ${now.toISOString()} limit ${limit} for update skip locked`;
  const ended = await db
    .update(presence)
    .set({ wrapUpSince: null, wrapUpUntil: null })
    .where(sql`person_id in (${passed})`)
    .returning({ personId: presence.personId });
  return ended.map((row) => row.personId);
}

/** The departments of each of these people: their curators are told of a change of presence. */
export async function listDepartmentsOf(db: Db | Tx, personIds: readonly string[]): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(departmentMembers)
    .where(inArray(departmentMembers.personId, [...personIds]));
  return new Map([...byPerson(rows)].map(([person, members]) => [person, members.map((row) => row.departmentId)]));
}

function byPerson<R extends { personId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) groups.set(row.personId, [...(groups.get(row.personId) ?? []), row]);
  return groups;
}
