import type { CallDirection, LegState } from '@ringbase/domain';
import { and, asc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callEvents, calls, legs } from '../schema/tables.js';
import { chosenProvider, type ProviderChoice } from './provider-choice.js';

export type OpenCall = {
  id: string;
  provider: string;
  providerCallId: string;
  direction: CallDirection;
  from: string;
  to: string;
  startedAt: Date;
  /** The moment of the last that was told of it. */
  heardAt: Date;
  legs: { id: string; providerCallId: string; address: string; state: LegState }[];
};

/** Where a page of open calls ended. */
export type AfterCall = { startedAt: Date; id: string };

/** The chosen providers' calls that are not over here though nothing has been heard of them since `before`, oldest first, with their legs; those behind `after`. */
export async function listSilentCalls(
  db: Db | Tx,
  of: ProviderChoice,
  before: Date,
  { after, limit }: { after: AfterCall | null; limit: number },
): Promise<OpenCall[]> {
  const behind =
    after === null
      ? undefined
      : sql`(${calls.startedAt}, ${calls.id}) > (${after.startedAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const heardAt = heardAtOf();
  const rows = await db
    .select({
      id: calls.id,
      provider: calls.provider,
      providerCallId: calls.providerCallId,
      direction: calls.direction,
      from: calls.callerRaw,
      to: calls.dialled,
      startedAt: calls.startedAt,
      heardAt,
    })
    .from(calls)
    .where(
      and(
        chosenProvider(calls.provider, of),
        ne(calls.state, 'ended'),
        lt(calls.startedAt, before),
        sql`${heardAt} < ${before.toISOString()}`,
        behind,
      ),
    )
    .orderBy(asc(calls.startedAt), asc(calls.id))
    .limit(limit);
  return Promise.all(rows.map(async (row) => ({ ...row, legs: await listLegsOf(db, row.id) })));
}

/** A call that is not over here, with its legs; null for one that is over or not there. */
export async function findOpenCall(db: Db | Tx, id: string): Promise<OpenCall | null> {
  const [row] = await db
    .select({
      id: calls.id,
      provider: calls.provider,
      providerCallId: calls.providerCallId,
      direction: calls.direction,
      from: calls.callerRaw,
      to: calls.dialled,
      startedAt: calls.startedAt,
      heardAt: heardAtOf(),
    })
    .from(calls)
    .where(and(eq(calls.id, id), ne(calls.state, 'ended')));
  return row === undefined ? null : { ...row, legs: await listLegsOf(db, row.id) };
}

const heardAtOf = () =>
  sql<Date>`(select max(${callEvents.at}) from ${callEvents} where ${callEvents.callId} = ${calls.id})`.mapWith(calls.startedAt);

async function listLegsOf(db: Db | Tx, callId: string): Promise<OpenCall['legs']> {
  return db
    .select({ id: legs.id, providerCallId: legs.providerCallId, address: legs.address, state: legs.state })
    .from(legs)
    .where(eq(legs.callId, callId));
}
