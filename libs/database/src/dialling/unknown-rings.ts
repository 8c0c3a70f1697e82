import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';

/** Calls of the provider that are known to be a click's of those dialled since `since`, or made for another call; of `listed`, all that are a leg of ours. */
export async function listTakenCalls(db: Db | Tx, provider: string, since: Date, listed: readonly string[]): Promise<Set<string>> {
  const from = since.toISOString();
  const { rows } = await db.execute<{ taken: string }>(sql`
    select provider_call_id as taken from dial_intents where provider_call_id is not null and claimed_at >= ${from}
    union select provider_call_id from call_invitations where provider_call_id is not null and claimed_at >= ${from}
    union select provider_call_id from queue_offers where provider_call_id is not null and dialled_at >= ${from}
    union select provider_call_id from legs where provider = ${provider}
      and provider_call_id in (select jsonb_array_elements_text(${JSON.stringify(listed)}::jsonb))`);
  return new Set(rows.map((row) => row.taken));
}

/** A telephone that was rung, of which nobody knows which call of the provider's that is. `callId`: the call it was rung for; null: it was a click. */
export type UnknownRing = { kind: 'click' | 'invitation' | 'offer'; id: string; callId: string | null };

/** Those of one telephone that were rung from one of our numbers between the two moments. */
export async function listUnknownRings(
  db: Db | Tx,
  { address, callerId }: { address: string; callerId: string },
  from: Date,
  until: Date,
): Promise<UnknownRing[]> {
  const between = sql`between ${from.toISOString()} and ${until.toISOString()}`;
  const { rows } = await db.execute<UnknownRing>(sql`
    select 'offer' as kind, id, call_id as "callId" from queue_offers where provider_call_id is null and dialled_at ${between}
      and caller_id = ${callerId} and split_part(address, '?', 1) = ${address}
    union all select 'invitation', id, call_id from call_invitations where provider_call_id is null and claimed_at ${between}
      and caller_id = ${callerId} and split_part(address, '?', 1) = ${address}
    union all select 'click', id, null from dial_intents where provider_call_id is null and state = 'dialling' and claimed_at ${between}
      and caller_id = ${callerId} and device_address = ${address}`);
  return rows;
}
