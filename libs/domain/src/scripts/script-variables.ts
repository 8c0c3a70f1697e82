import { ownerOf } from './owner-of.js';
import type { RouteFacts } from './route-facts.js';
import type { RouteState } from './route-state.js';

/** Names of variables that every call has. */
export const givenVariables = [
  'call.id',
  'caller.number',
  'caller.known',
  'client.id',
  'client.name',
  'application.id',
  'application.number',
  'application.status',
  'owner.id',
  'owner.name',
  'owner.presence',
  'department.name',
  'dialled.number',
  'now',
] as const;
export type GivenVariable = (typeof givenVariables)[number];

/** A name that a script may set: `language` is also the language in which the caller is spoken to. */
export const variableName = /^[a-z][a-z0-9_]{0,39}$/;
const LONGEST = 500;
const placeholder = /\{\{\s*([a-z][a-z0-9_.]{0,60})\s*\}\}/g;

/** The value of a variable, given or set by the script; null: there is none. */
export function readVariable(name: string, state: RouteState, facts: RouteFacts, now: Date): string | null {
  if (Object.hasOwn(state.variables, name)) return state.variables[name] ?? null;
  return (givenVariables as readonly string[]).includes(name) ? readGiven(name as GivenVariable, state, facts, now) : null;
}

function readGiven(name: GivenVariable, state: RouteState, facts: RouteFacts, now: Date): string | null {
  const { attribution } = state;
  const candidate = facts.candidates.find((one) => one.applicationId === attribution.applicationId);
  const owner = ownerOf(state, facts);
  switch (name) {
    case 'call.id':
      return state.callId;
    case 'caller.number':
      return facts.callerE164;
    case 'caller.known':
      return attribution.clientId === null ? 'no' : 'yes';
    case 'client.id':
      return attribution.clientId;
    case 'client.name':
      return facts.clients.find((one) => one.clientId === attribution.clientId)?.clientName ?? null;
    case 'application.id':
      return attribution.applicationId;
    case 'application.number':
      return candidate === undefined ? null : String(candidate.number);
    case 'application.status':
      return candidate?.status ?? null;
    case 'owner.id':
      return owner?.id ?? null;
    case 'owner.name':
      return owner?.name ?? null;
    case 'owner.presence':
      return owner?.presence ?? null;
    case 'department.name':
      return facts.department?.name ?? null;
    case 'dialled.number':
      return facts.did;
    case 'now':
      return now.toISOString();
  }
}

/** Puts variables into a text; what is not set is left out. `made` makes a value safe for where it is put. */
export function fillTemplate(
  text: string,
  read: (name: string) => string | null,
  made: (value: string) => string = (value) => value,
): string {
  return text.replace(placeholder, (_, name: string) => made((read(name) ?? '').slice(0, LONGEST)));
}

/** Whether anything of a text is spoken, whatever its variables hold: each of them may be empty. */
export function isSpoken(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(placeholder, ''));
}

/** The names that a text asks for. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] as string);
}

/** Puts variables into every text of a JSON value. */
export function fillJson(value: unknown, read: (name: string) => string | null): unknown {
  if (typeof value === 'string') return fillTemplate(value, read);
  if (Array.isArray(value)) return value.map((one) => fillJson(one, read));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillJson(one, read)]));
}
