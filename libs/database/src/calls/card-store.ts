import { type AskMode, type CallDirection, type CallState, openApplicationStatuses } from '@ringbase/domain';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { applications, offers, phones } from '../schema/tables.js';

/** Of a call that was offered to the transaction's person: what its policy would keep from him and the card may tell. */
export type RingingCard = {
  state: CallState;
  direction: CallDirection;
  departmentId: string | null;
  dialled: string;
  callerRaw: string;
  callerE164: string | null;
  startedAt: Date;
  answeredBy: { id: string; name: string } | null;
  ringing: boolean;
  /** Rings at him or was answered by him: only then client and application are told. */
  entitled: boolean;
  reason: string | null;
  client: { id: string; name: string } | null;
  lastContactAt: Date | null;
  application: { id: string; number: number; owner: { id: string; name: string } | null } | null;
};

type CardRow = {
  state: CallState;
  direction: CallDirection;
  department_id: string | null;
  dialled: string;
  caller_raw: string;
  caller_e164: string | null;
  started_at: string;
  answered_by_id: string | null;
  answered_by_name: string;
  ringing: boolean;
  entitled: boolean;
  reason: string | null;
  client_id: string | null;
  client_name: string;
  last_contact_at: string | null;
  application_id: string | null;
  application_number: number;
  owner_id: string | null;
  owner_name: string;
};

/** Null when this call was never offered to him. */
export async function findRingingCard(db: Db | Tx, callId: string): Promise<RingingCard | null> {
  const { rows } = await db.execute<CardRow>(sql`select * from ringing_card(${callId})`);
  const row = rows[0];
  if (!row) return null;
  const owner = row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name };
  return {
    state: row.state,
    direction: row.direction,
    departmentId: row.department_id,
    dialled: row.dialled,
    callerRaw: row.caller_raw,
    callerE164: row.caller_e164,
    startedAt: new Date(row.started_at),
    answeredBy: row.answered_by_id === null ? null : { id: row.answered_by_id, name: row.answered_by_name },
    ringing: row.ringing,
    entitled: row.entitled,
    reason: row.reason,
    client: row.client_id === null ? null : { id: row.client_id, name: row.client_name },
    lastContactAt: row.last_contact_at === null ? null : new Date(row.last_contact_at),
    application: row.application_id === null ? null : { id: row.application_id, number: row.application_number, owner },
  };
}

/** Who wants to hand a call on that rings at the transaction's person. */
export async function findAsker(db: Db | Tx, callId: string): Promise<{ id: string; name: string; mode: AskMode } | null> {
  const { rows } = await db.execute<{ id: string; name: string; mode: AskMode }>(sql`select id, name, mode from asked_by(${callId})`);
  return rows[0] ?? null;
}

/** The calls that ring at a person now, longest first. */
export async function listRingingCallIds(db: Db | Tx, personId: string): Promise<string[]> {
  const rows = await db
    .select({ callId: offers.callId, since: sql`min(${offers.offeredAt})` })
    .from(offers)
    .where(and(eq(offers.personId, personId), isNull(offers.overAt)))
    .groupBy(offers.callId)
    .orderBy(sql`min(${offers.offeredAt})`);
  return rows.map((row) => row.callId);
}

/** Until when a tab of this person's holds a claim on the call; null when none does, or the last one has lapsed. */
export async function findClaimEnd(db: Db | Tx, callId: string, personId: string, now: Date): Promise<Date | null> {
  const [found] = await db
    .select({ until: offers.claimedUntil })
    .from(offers)
    .where(and(eq(offers.callId, callId), eq(offers.personId, personId), sql`${offers.claimedUntil} > ${now.toISOString()}`))
    .orderBy(desc(offers.claimedUntil))
    .limit(1);
  return found?.until ?? null;
}

/** Applications that whoever has this number may mean, best first: open, of the dialled department, touched last. Only those that may be seen. */
export async function listCandidateIds(db: Db | Tx, e164: string, departmentId: string | null, limit: number): Promise<string[]> {
  const callers = db
    .select({ clientId: phones.clientId })
    .from(phones)
    .where(and(eq(phones.e164, e164), eq(phones.archived, false)));
  const isOpen = inArray(applications.status, [...openApplicationStatuses]);
  const rows = await db
    .select({ id: applications.id })
    .from(applications)
    .where(inArray(applications.clientId, callers))
    .orderBy(
      sql`${isOpen} desc`,
      sql`${applications.departmentId} is not distinct from ${departmentId}::uuid desc`,
      sql`${applications.touchedAt} desc`,
      asc(applications.id),
    )
    .limit(limit);
  return rows.map((row) => row.id);
}
