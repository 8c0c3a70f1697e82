import { liesWithinOurYears } from '@ringbase/domain';
import { type SQL, sql } from 'drizzle-orm';

/** Where the last page ended: the value its order went by, and the row's id. */
export type Cursor = { value: string; id: string };

export function renderCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** What an order goes by; a cursor of another is none. No text is among them: what a person typed is never handed out to be sent back. */
export type KeyType = 'timestamptz' | 'bigint';

/** Null for a cursor that is none of ours: PostgreSQL is only given what it can read. */
export function parseCursor(text: string, type: KeyType): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed)) return null;
    const [given, id] = parsed as unknown[];
    const value = typeof given === 'string' ? readKey(given, type) : null;
    return value !== null && typeof id === 'string' && ID.test(id) ? { value, id } : null;
  } catch {
    return null;
  }
}

/** Null for what is no id: where the order goes by text, the cursor names the last row alone. */
export function parseRowCursor(text: string): string | null {
  return ID.test(text) ? text : null;
}

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function readKey(value: string, type: KeyType): string | null {
  switch (type) {
    case 'timestamptz': {
      const moment = new Date(value);
      return liesWithinOurYears(moment) ? moment.toISOString() : null;
    }
    case 'bigint':
      return /^-?\d{1,18}$/.test(value) ? value : null;
  }
}

/** Rows behind the cursor in an order by (value, id), both in the same direction. */
export function behind(value: SQL, id: SQL, type: KeyType | 'text', direction: 'asc' | 'desc', cursor: Cursor): SQL {
  const given = sql`(${cursor.value}::${sql.raw(type)}, ${cursor.id}::uuid)`;
  return direction === 'desc' ? sql`(${value}, ${id}) < ${given}` : sql`(${value}, ${id}) > ${given}`;
}
