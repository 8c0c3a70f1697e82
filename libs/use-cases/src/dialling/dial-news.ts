import { newsRow, type OutboxRow } from '@ringbase/database';

/** Tells a person that his click has changed. */
export function dialNews({ id, personId }: { id: string; personId: string }): OutboxRow {
  return newsRow({ kind: 'changed', changes: [{ noun: 'dial-intent', id }] }, { people: [personId], departments: [] });
}
