import { listCircle, newsRow, type OutboxRow, type Tx } from '@ringbase/database';

export type ChangedPromise = {
  id: string;
  applicationId: string | null;
  departmentId: string | null;
  ownerIds: readonly (string | null)[];
};

/** That a promise has changed: told to its owners before and now, to those who share their work, and to the department's curators. */
export async function callbackNews(tx: Tx, { id, applicationId, departmentId, ownerIds }: ChangedPromise): Promise<OutboxRow> {
  const people = await listCircle(
    tx,
    ownerIds.filter((owner) => owner !== null),
  );
  const departments = departmentId ? [departmentId] : [];
  return newsRow({ kind: 'changed', changes: [{ noun: 'callback', id, applicationId }] }, { people, departments });
}
