import type { Person } from '@ringbase/contracts';
import type { TransferTo } from '../calls/control-queries.js';

/** Somebody or something that a call may be handed on to. */
export type Target = {
  key: string;
  to: TransferTo;
  name: string;
  status: Person['presence']['status'] | null;
  since: string | null;
  /** He cannot be asked now. */
  busy: boolean;
};
type Department = { id: string; name: string };

const order = ['available', 'wrap-up', 'away', 'break', 'busy', 'offline', 'on-call'] as const;

/** What fits what was typed: colleagues, free ones first, departments, and a number where one was typed. */
export function findTargets(people: readonly Person[], departments: readonly Department[], me: string, typed: string): Target[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = (name: string) => name.toLocaleLowerCase().includes(wanted);
  const colleagues = people
    .filter((person) => person.id !== me && fits(person.name))
    .toSorted((a, b) => order.indexOf(a.presence.status) - order.indexOf(b.presence.status) || a.name.localeCompare(b.name))
    .map((person): Target => {
      const { status, since } = person.presence;
      const to = { kind: 'person', personId: person.id } as const;
      return { key: person.id, to, name: person.name, status, since, busy: status === 'on-call' };
    });
  const groups = departments
    .filter(({ name }) => fits(name))
    .map(
      ({ id, name }): Target => ({ key: id, to: { kind: 'department', departmentId: id }, name, status: null, since: null, busy: false }),
    );
  const digits = typed.replace(/[\s()+./-]/g, '');
  const number: Target[] = /^\d{5,15}$/.test(digits)
    ? [{ key: 'number', to: { kind: 'number', number: typed.trim() }, name: typed.trim(), status: null, since: null, busy: false }]
    : [];
  return [...number, ...colleagues, ...groups];
}
