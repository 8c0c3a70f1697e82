import type { DepartmentOpen } from '../hours/decide-open.js';
import { type Weekday, wallClockOf } from '../time/zoned-time.js';
import { openOf } from './open-of.js';
import { ownerOf } from './owner-of.js';
import type { RouteFacts } from './route-facts.js';
import type { RouteState } from './route-state.js';
import type { CallerKind, ScriptCondition } from './script-condition.js';
import { readVariable } from './script-variables.js';

/** Whether a condition holds for a call at a moment. `block` tells one share from another in the same script. */
export function holds(condition: ScriptCondition, state: RouteState, facts: RouteFacts, now: Date, block: string): boolean {
  switch (condition.kind) {
    case 'open':
      return openOf(facts, now).open;
    case 'holiday':
      return isHoliday(openOf(facts, now));
    case 'caller':
      return callerIs(condition.is, state, facts);
    case 'caller-number':
      return facts.callerE164 !== null && condition.prefixes.some((prefix) => facts.callerE164?.startsWith(prefix));
    case 'client':
      return state.attribution.clientId !== null && condition.clientIds.includes(state.attribution.clientId);
    case 'owner-presence': {
      const owner = ownerOf(state, facts);
      return owner !== null && condition.in.includes(owner.presence);
    }
    case 'dialled':
      return facts.did !== null && condition.numbers.includes(facts.did);
    case 'variable':
      return variableHolds(condition, readVariable(condition.name, state, facts, now));
    case 'time-of-day':
      return isTime(condition, facts.department?.timeZone ?? 'UTC', now);
    case 'share':
      return shareOf(`${state.callId}:${block}`) < condition.percent;
    case 'all':
      return condition.of.every((one) => holds(one, state, facts, now, block));
    case 'any':
      return condition.of.some((one) => holds(one, state, facts, now, block));
    case 'not':
      return !holds(condition.of, state, facts, now, block);
  }
}

function isHoliday(open: DepartmentOpen): boolean {
  return !open.open && open.reason === 'holiday';
}

function callerIs(kind: CallerKind, state: RouteState, facts: RouteFacts): boolean {
  switch (kind) {
    case 'known':
      return state.attribution.clientId !== null;
    case 'unknown':
      return state.attribution.clientId === null && facts.callerE164 !== null;
    case 'withheld':
      return facts.callerE164 === null;
    case 'with-owner':
      return ownerOf(state, facts) !== null;
    case 'with-open-application':
      return state.attribution.applicationId !== null;
    case 'with-several-applications':
      return facts.candidates.length > 1;
  }
}

function variableHolds({ test, value }: Extract<ScriptCondition, { kind: 'variable' }>, actual: string | null): boolean {
  if (test === 'is-set') return actual !== null && actual !== '';
  if (actual === null) return test === 'differs';
  switch (test) {
    case 'equals':
      return actual === value;
    case 'differs':
      return actual !== value;
    case 'contains':
      return actual.includes(value);
    case 'begins-with':
      return actual.startsWith(value);
    case 'greater':
      return Number(actual) > Number(value);
    case 'less':
      return Number(actual) < Number(value);
  }
}

function isTime({ from, until, weekdays }: Extract<ScriptCondition, { kind: 'time-of-day' }>, timeZone: string, now: Date): boolean {
  const { minutes, weekday } = wallClockOf(now, timeZone);
  const onDay = (day: number) => weekdays.length === 0 || weekdays.includes(day as Weekday);
  if (until > from) return onDay(weekday) && from <= minutes && minutes < until;
  // Over midnight: what is after it belongs to the day before.
  return (minutes >= from && onDay(weekday)) || (minutes < until && onDay(weekday === 1 ? 7 : weekday - 1));
}

/** FNV-1a, spread over 0–99.99: even enough for shares, and the same everywhere. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % 10_000) / 100;
}
