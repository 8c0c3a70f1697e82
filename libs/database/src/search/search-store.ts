import type { Search } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';

/** A trigram index needs three letters; shorter words are looked up where a name or a title begins with them. */
const TRIGRAM = 3;

/** Ids of the person's applications that the search means, newest first, at most `limit`. */
export async function findApplicationIds(db: Db | Tx, search: Search, limit: number): Promise<string[]> {
  const { longest, others } = patternsOf(search.words);
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from search_applications(${longest}, ${sql.param(others)}::text[], ${search.number}::integer, ${sql.param([...search.phones])}::text[], ${search.ending}, ${limit})`,
  );
  return rows.map((row) => row.id);
}

/** Ids of the person's clients that the search means, by name, at most `limit`. */
export async function findClientIds(db: Db | Tx, search: Search, limit: number): Promise<string[]> {
  const { longest, others } = patternsOf(search.words);
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from search_clients(${longest}, ${sql.param(others)}::text[], ${sql.param([...search.phones])}::text[], ${search.ending}, ${limit})`,
  );
  return rows.map((row) => row.id);
}

function patternsOf(words: readonly string[]): { longest: string | null; others: string[] } {
  const [first, ...rest] = [...words].sort((a, b) => b.length - a.length);
  if (first === undefined) return { longest: null, others: [] };
  const longest = first.length < TRIGRAM ? `${escapeLike(first)}%` : `%${escapeLike(first)}%`;
  return { longest, others: rest.map((word) => `%${escapeLike(word)}%`) };
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/gu, (sign) => `\\${sign}`);
}
