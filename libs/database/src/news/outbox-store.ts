import type { NewsFrame } from '@ringbase/contracts';
import type { Db, Tx } from '../connection/database.js';
import { outbox } from '../schema/tables.js';

/**
 * Who is told. Directors hear everything, a department means its curators; but what is meant for a person himself (what rings, a card that
 * opens, a reminder) is told to the named people and nobody else.
 */
export type Audience = { people: readonly string[]; departments: readonly string[] };

/** A frame before the gateway numbers it. */
export type News = NewsFrame;

export type OutboxRow = { kind: 'work' | 'news'; name: string; body: unknown; audience: Audience };

export function newsRow(news: News, audience: Audience): OutboxRow {
  return { kind: 'news', name: news.kind, body: news, audience };
}

export function workRow(name: string, body: Record<string, unknown>): OutboxRow {
  return { kind: 'work', name, body, audience: { people: [], departments: [] } };
}

const told = new WeakSet<Db | Tx>();

/** Tells the house, in the transaction whose consequence it is. */
export async function appendOutbox(db: Db | Tx, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.insert(outbox).values(rows.map((row) => ({ ...row, audience: row.audience })));
  told.add(db);
}

/** Whether this transaction has told the house something. */
export function hasToldHouse(tx: Tx): boolean {
  return told.has(tx);
}
