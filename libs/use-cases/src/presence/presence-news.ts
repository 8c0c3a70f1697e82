import { listDepartmentsOf, newsRow, type OutboxRow, type Tx } from '@ringbase/database';

/** That the presence of these people has changed: told to themselves and to the curators of their departments. */
export async function presenceNews(tx: Tx, personIds: readonly string[]): Promise<OutboxRow[]> {
  const departments = await listDepartmentsOf(tx, personIds);
  return personIds.map((id) =>
    newsRow({ kind: 'changed', changes: [{ noun: 'presence', id }] }, { people: [id], departments: departments.get(id) ?? [] }),
  );
}
