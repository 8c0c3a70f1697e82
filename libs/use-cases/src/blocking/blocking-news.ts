import { newsRow, type OutboxRow } from '@ringbase/database';

/** That a block has changed: told to the directors and to the department's curators. */
export function blockingNews(id: string, departmentId: string | null): OutboxRow {
  return newsRow(
    { kind: 'changed', changes: [{ noun: 'blocked-caller', id }] },
    { people: [], departments: departmentId === null ? [] : [departmentId] },
  );
}
