import type { NewsMessage } from '@ringbase/contracts';
import { type ClaimedRow, claimOutbox, markSent, releaseOutbox } from '@ringbase/database';
import { type ErrorCode, isDomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { type AddressedNews, addressNews } from './address-news.js';

const BATCH = 200;
/** After this another relay takes over what a killed one had claimed. */
const LEASE_MS = 15_000;
/** Listeners a message: pub/sub over PostgreSQL carries 8,000 bytes. */
const LISTENERS = 80;
/** They leave in order, but need not wait for each other's arrival. */
const AT_ONCE = 20;
const NEVER: ReadonlySet<ErrorCode> = new Set(['INVALID', 'PAYLOAD_TOO_LARGE']);

/** Where the outbox leads to. Both throw UNAVAILABLE when the other side is gone, INVALID or PAYLOAD_TOO_LARGE for what it will never take. */
export type OutboxExits = {
  /** Adds work to the queue; a `key` that is waiting there is not added again. */
  addWork(name: string, payload: unknown, key: string): Promise<void>;
  publish(message: NewsMessage): Promise<void>;
};

/**
 * Sends one batch of the outbox: work to the queue, news to whom it concerns. At least once, in the order of the rows as far as they are
 * known. What cannot be sent now is free for the next look; a queue that is gone never holds up the news, nor the other way round. Returns
 * how many rows it is done with.
 */
export async function relayOutbox(ctx: HouseContext, exits: OutboxExits): Promise<number> {
  const { rows, news } = await ctx.houseTransaction(async (tx) => {
    const claimed = await claimOutbox(tx, ctx.clock(), LEASE_MS, BATCH);
    return {
      rows: claimed,
      news: await addressNews(
        tx,
        claimed.filter((row) => row.kind === 'news'),
      ),
    };
  });
  if (rows.length === 0) return 0;
  const work = rows
    .filter((row) => row.kind === 'work')
    .map((row) => ({ row, send: () => exits.addWork(row.name, row.body, `outbox-${row.id}`) }));
  const told = news.map((addressed) => ({ row: addressed.row, send: () => publish(addressed, exits) }));
  const sent = (await Promise.all([sendInOrder(ctx, work), sendInOrder(ctx, told)])).flat();
  await markSent(ctx.house.db, sent, ctx.clock());
  await releaseOutbox(
    ctx.house.db,
    rows.map((row) => row.id).filter((id) => !sent.includes(id)),
  );
  return sent.length;
}

async function publish({ message }: AddressedNews, exits: OutboxExits): Promise<void> {
  for (let from = 0; from < message.people.length; from += LISTENERS) {
    await exits.publish({ ...message, people: message.people.slice(from, from + LISTENERS) });
  }
}

type Item = { row: ClaimedRow; send: () => Promise<void> };

/** Sends until the first failures: the rest would only wait for the same absence. Returns what is done with: sent, or refused for good. */
async function sendInOrder(ctx: HouseContext, items: readonly Item[]): Promise<number[]> {
  const done: number[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE);
    const ended = await Promise.all(some.map((item) => sendOne(ctx, item)));
    done.push(...some.filter((_, at) => ended[at]).map((item) => item.row.id));
    if (ended.includes(false)) break;
  }
  return done;
}

/** Whether the row is done with. */
async function sendOne(ctx: HouseContext, { row, send }: Item): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    const refused = isDomainError(error) && NEVER.has(error.code);
    ctx.log[refused ? 'error' : 'warn']({
      event: refused ? 'outbox.refused' : 'outbox.unsent',
      outboxId: row.id,
      name: row.name,
      attempt: row.attempts,
      err: error,
    });
    return refused;
  }
}
