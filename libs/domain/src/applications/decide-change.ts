import { type Role, roleMay } from '../people/role.js';
import type { ApplicationStatus } from './application-status.js';

export type ApplicationState = {
  title: string;
  status: ApplicationStatus;
  important: boolean;
  ownerId: string | null;
  typeId: string | null;
  amount: { minor: number; currency: string } | null;
};
export type ApplicationWish = { [K in keyof ApplicationState]?: ApplicationState[K] | undefined };

export type ChangedField = keyof ApplicationState;
export type ChangeDecision = { kind: 'change'; fields: readonly ChangedField[] } | { kind: 'refuse'; reason: 'may-not-assign' };

const fields: readonly ChangedField[] = ['status', 'ownerId', 'important', 'title', 'typeId', 'amount'];

/** Which fields really change, in the order in which history tells them. Giving an application to somebody takes the right to assign. */
export function decideChange(before: ApplicationState, wish: ApplicationWish, role: Role): ChangeDecision {
  const changed = fields.filter((field) => wish[field] !== undefined && !isSame(field, before, wish));
  if (changed.includes('ownerId') && !roleMay(role, 'application:assign')) return { kind: 'refuse', reason: 'may-not-assign' };
  return { kind: 'change', fields: changed };
}

function isSame(field: ChangedField, before: ApplicationState, wish: ApplicationWish): boolean {
  if (field !== 'amount') return before[field] === wish[field];
  return before.amount?.minor === wish.amount?.minor && before.amount?.currency === wish.amount?.currency;
}
