import type { Application, ApplicationType, ChangeApplication } from '@ringbase/contracts';

export type Changes = Omit<ChangeApplication, 'version'>;
export type ConflictField = 'status' | 'important' | 'title' | 'ownerId' | 'typeId' | 'amount';
export type Difference = { field: ConflictField; before: unknown; yours: unknown; theirs: unknown };

const fields: readonly ConflictField[] = ['status', 'important', 'title', 'ownerId', 'typeId', 'amount'];

function fieldOf(application: Application, field: ConflictField): unknown {
  switch (field) {
    case 'ownerId':
      return application.owner?.id ?? null;
    case 'typeId':
      return application.type?.id ?? null;
    default:
      return application[field];
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Field by field: what it was, what I asked for, what somebody else has made of it. Only what either of us touched. */
export function compareConflict(before: Application, theirs: Application, wish: Changes): Difference[] {
  return fields
    .map((field) => {
      const was = fieldOf(before, field);
      return { field, before: was, yours: wish[field] === undefined ? was : wish[field], theirs: fieldOf(theirs, field) };
    })
    .filter(({ before: was, yours, theirs: now }) => !same(was, yours) || !same(was, now));
}

/** The fields that both of us changed, differently: only there would mine overwrite theirs. */
export function overlaps(differences: readonly Difference[]): boolean {
  return differences.some(({ before, yours, theirs }) => !same(before, yours) && !same(before, theirs) && !same(yours, theirs));
}

/** Mine as it looks before the server has answered; `types` are those that are known here. */
export function applyChanges(application: Application, changes: Changes, types: readonly ApplicationType[] = []): Application {
  const type = types.find(({ id }) => id === changes.typeId);
  return {
    ...application,
    ...(changes.status !== undefined && { status: changes.status }),
    ...(changes.important !== undefined && { important: changes.important }),
    ...(changes.title !== undefined && { title: changes.title }),
    ...(changes.amount !== undefined && { amount: changes.amount }),
    ...(changes.typeId === null ? { type: null } : type && { type }),
  };
}

/** What undoes `changes`. */
export function reverseChanges(before: Application, changes: Changes): Changes {
  return Object.fromEntries(
    fields.filter((field) => changes[field] !== undefined).map((field) => [field, fieldOf(before, field)]),
  ) as Changes;
}
