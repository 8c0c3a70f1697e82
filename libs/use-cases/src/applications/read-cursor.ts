import { type Cursor, type KeyType, parseCursor } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** The place a page begins at; null: the beginning. Throws INVALID for a cursor that is none of ours. */
export function readCursor(cursor: string | undefined, type: KeyType = 'timestamptz'): Cursor | null {
  if (!cursor) return null;
  const parsed = parseCursor(cursor, type);
  if (!parsed) throw new DomainError('INVALID', 'This page does not exist', { field: 'cursor' });
  return parsed;
}
