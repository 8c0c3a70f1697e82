import { randomUUID } from 'node:crypto';
import type { Role } from '@ringbase/domain';

/** A company of any shape, as plain rows: what the oracle judges and the database is filled with. */
export type World = {
  departments: string[];
  people: { id: string; role: Role; superiorId: string | null; departments: string[]; dismissed: boolean }[];
  clients: { id: string; ownerId: string | null; e164: string }[];
  applications: { id: string; clientId: string; ownerId: string | null; departmentId: string; status: 'new' | 'interested' }[];
  calls: {
    id: string;
    applicationId: string | null;
    clientId: string | null;
    departmentId: string | null;
    intendedId: string | null;
    answeredById: string | null;
  }[];
  callbacks: {
    id: string;
    ownerId: string | null;
    /** Whose it was before it was passed on. */
    firstOwnerId: string | null;
    departmentId: string | null;
    applicationId: string | null;
    clientId: string | null;
  }[];
  comments: { id: string; applicationId: string; authorId: string }[];
  grants: { personId: string; applicationId: string; callId: string; live: boolean }[];
};

/** Picks by number, so that a shrunk counterexample stays small. */
export type WorldSeed = { choices: readonly number[] };

/** Unfolds a row of numbers into a company: every reference is a choice among what is there, or nobody. */
export function makeWorld({ choices }: WorldSeed): World {
  let at = 0;
  const next = (most: number) => {
    const choice = choices[at % choices.length] ?? 0;
    at += 1;
    return (choice + at * 7) % most;
  };
  const pick = <T>(from: readonly T[]): T => from[next(from.length)] as T;
  const maybe = <T>(from: readonly T[]): T | null => (from.length === 0 || next(3) === 0 ? null : pick(from));
  const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

  const departments = many(3, () => randomUUID());
  const people: World['people'] = [];
  const roles: Role[] = ['director', 'curator', 'curator', 'manager', 'manager', 'manager', 'assistant', 'assistant', 'manager'];
  for (const [index, role] of roles.entries()) {
    const superiors = people.filter((person) => person.role !== 'assistant').map((person) => person.id);
    people.push({
      id: randomUUID(),
      role,
      superiorId: role === 'assistant' ? maybe(superiors) : null,
      departments: departments.filter(() => next(2) === 0),
      dismissed: index > 3 && next(6) === 0,
    });
  }
  const ids = people.map((person) => person.id);
  const clients = many(6, (index) => ({ id: randomUUID(), ownerId: maybe(ids), e164: `+35988800000${index}` }));
  const applications = many(10, () => ({
    id: randomUUID(),
    clientId: pick(clients).id,
    ownerId: maybe(ids),
    departmentId: pick(departments),
    status: pick(['new', 'interested'] as const),
  }));
  const calls = many(9, () => ({
    id: randomUUID(),
    applicationId: maybe(applications)?.id ?? null,
    clientId: maybe(clients)?.id ?? null,
    departmentId: maybe(departments),
    intendedId: maybe(ids),
    answeredById: maybe(ids),
  }));
  const callbacks = many(6, () => ({
    id: randomUUID(),
    ownerId: maybe(ids),
    firstOwnerId: maybe(ids),
    departmentId: maybe(departments),
    applicationId: maybe(applications)?.id ?? null,
    clientId: maybe(clients)?.id ?? null,
  }));
  const comments = many(6, () => ({ id: randomUUID(), applicationId: pick(applications).id, authorId: pick(ids) }));
  const grants = calls
    .slice(0, 4)
    .map((call) => ({ personId: pick(ids), applicationId: pick(applications).id, callId: call.id, live: next(2) === 0 }));
  return { departments, people, clients, applications, calls, callbacks, comments, grants };
}
