import type { SpokenLanguage } from '../../calls/call-instruction.js';
import { legOutcomes } from '../../calls/call-states.js';
import { type PresenceStatus, presenceStatuses } from '../../presence/presence-status.js';
import type { TraceEntry } from '../route-state.js';
import { type ToldReason, toldReasons, type WhyWords } from './why-words.js';
import { whyWordsBg } from './why-words-bg.js';
import { whyWordsEn } from './why-words-en.js';
import { whyWordsRu } from './why-words-ru.js';

/** Name of a person by his id, where the reader may know it. */
export type NameOf = (personId: string) => string | undefined;
/** A step of a trace, whoever tells it. */
export type ToldStep = Pick<TraceEntry, 'reason' | 'facts'>;

export const whyWords: Readonly<Record<SpokenLanguage, WhyWords>> = { en: whyWordsEn, ru: whyWordsRu, bg: whyWordsBg };

/** Of so many people the names are told; of the others it is told that there are more. */
const MOST_NAMES = 5;

export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** `45 s`, `3 min 20 s`. */
export function sayDuration(seconds: number, words: WhyWords): string {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${rest} ${words.seconds}`;
  return rest === 0 ? `${minutes} ${words.minutes}` : `${minutes} ${words.minutes} ${rest} ${words.seconds}`;
}

export function sayNames(ids: readonly unknown[], nameOf: NameOf, words: WhyWords): string {
  const names = [...new Set(ids.flatMap((id) => (typeof id === 'string' ? (nameOf(id) ?? []) : [])))];
  if (names.length === 0) return words.somebody;
  if (names.length > MOST_NAMES) return `${names.slice(0, MOST_NAMES).join(', ')}…`;
  return names.length === 1 ? (names[0] as string) : `${names.slice(0, -1).join(', ')}${words.and}${names.at(-1)}`;
}

/** One step as a part of a sentence; null for what needs no words, or has none. */
export function sayStep({ reason, facts }: ToldStep, nameOf: NameOf, language: SpokenLanguage): string | null {
  const words = whyWords[language];
  const owner = facts['ownerId'];
  const presence = presenceStatuses.find((status) => reason === `owner-${status}`);
  const told = presence === undefined ? toldAs(reason) : 'owner-state';
  if (told === null) return null;
  const people = Array.isArray(facts['people']) ? (facts['people'] as unknown[]) : answerers(facts['tried']);
  const results = withResults.has(told) ? sayResults(facts['tried'], people.length === 1 ? null : nameOf, words) : '';
  return fill(words.steps[told] + results, {
    people: sayNames(people, nameOf, words),
    owner: sayNames([owner], nameOf, words),
    presence: words.presence[presence ?? ('available' satisfies PresenceStatus)],
    seconds: sayDuration(Number(facts['seconds'] ?? 0), words),
    ...textsOf(facts, ['number', 'digits', 'position', 'name', 'on', 'value']),
  });
}

/** After these it is told what became of each telephone. */
const withResults: ReadonlySet<ToldReason> = new Set([
  'nobody-answered',
  'number-did-not-answer',
  'queue-tried',
  'asked-person',
  'asked-number',
]);

/** ` (Ivan: no answer in 20 s, Mira: busy)`; a telephone of nobody's has no name. `nameOf` null: the step names its only person itself. */
function sayResults(tried: unknown, nameOf: NameOf | null, words: WhyWords): string {
  const results = triedIn(tried).map(({ personId, outcome, milliseconds }) => {
    const name = typeof personId === 'string' && nameOf !== null ? `${nameOf(personId) ?? words.somebody}: ` : '';
    const result = legOutcomes.find((one) => one === outcome) ?? 'rings';
    return name + fill(words.results[result], { time: typeof milliseconds === 'number' ? sayDuration(milliseconds / 1000, words) : '…' });
  });
  const [told, all] = [[...new Set(results)].slice(0, MOST_NAMES), new Set(results).size];
  return told.length === 0 ? '' : ` (${told.join(', ')}${all > told.length ? '…' : ''})`;
}

function triedIn(tried: unknown): readonly { personId?: unknown; outcome?: unknown; milliseconds?: unknown }[] {
  return Array.isArray(tried) ? tried.filter((one: unknown) => typeof one === 'object' && one !== null) : [];
}

function toldAs(reason: string): ToldReason | null {
  const found = toldReasons.find((one) => one === reason);
  if (found !== undefined) return found;
  if (reason.startsWith('blocked-')) return 'blocked';
  // Which condition was asked is told by its block.
  return /^(?:all|any|not|open|holiday|caller|caller-number|client|owner-presence|dialled|variable|time-of-day|share)-(yes|no)$/.test(
    reason,
  )
    ? (`condition-${reason.endsWith('-yes') ? 'yes' : 'no'}` as const)
    : null;
}

function textsOf(facts: ToldStep['facts'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = facts[name];
      return [name, typeof value === 'string' || typeof value === 'number' ? String(value) : ''];
    }),
  );
}

/** Whoever of those that were tried was connected. */
function answerers(tried: unknown): readonly unknown[] {
  return triedIn(tried).flatMap(({ personId, outcome }) => (outcome === 'connected' ? [personId] : []));
}

/** Begins a sentence and ends it. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.…]$/.test(begun) ? begun : `${begun}.`;
}
