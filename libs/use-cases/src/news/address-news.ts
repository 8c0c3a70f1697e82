import type { NewsFrame, NewsMessage } from '@ringbase/contracts';
import { type ClaimedRow, findStaff, listVersions, raiseVersions, type Tx } from '@ringbase/database';
import { chooseListeners } from './choose-listeners.js';

export type AddressedNews = { row: ClaimedRow; message: NewsMessage };

/**
 * Finds who hears each of these rows and raises their versions, once a row: it belongs into the transaction that claims the rows, so that a
 * relay killed between the two raises nothing twice and loses nothing.
 */
export async function addressNews(tx: Tx, rows: readonly ClaimedRow[]): Promise<AddressedNews[]> {
  if (rows.length === 0) return [];
  const staff = await findStaff(
    tx,
    rows.map((row) => row.audience),
  );
  const addressed = rows.map((row) => ({ row, listeners: chooseListeners(row.name, row.audience, staff) }));
  const remaining = new Map<string, number>();
  for (const { row, listeners } of addressed) {
    if (row.attempts > 1) continue;
    for (const person of listeners) remaining.set(person, (remaining.get(person) ?? 0) + 1);
  }
  const raised = await raiseVersions(tx, remaining);
  const known = await listVersions(tx, [...new Set(addressed.flatMap((news) => news.listeners))]);
  return addressed.map(({ row, listeners }) => ({
    row,
    message: {
      frame: row.body as NewsFrame,
      people: listeners.map((person) => {
        const left = remaining.get(person) ?? 0;
        if (row.attempts > 1) return { id: person, version: known.get(person) ?? 0 };
        remaining.set(person, left - 1);
        return { id: person, version: (raised.get(person) ?? 0) - left + 1 };
      }),
    },
  }));
}
