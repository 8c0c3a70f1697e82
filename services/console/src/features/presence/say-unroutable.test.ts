import type { Presence } from '@ringbase/contracts';
import type { TFunction } from 'i18next';
import en from '../../languages/en.json' with { type: 'json' };
import { sayUnroutable } from './say-unroutable.js';

const now = new Date('2026-03-02T12:00:00Z');
const manner = { locale: 'en', timeZone: 'Europe/Sofia' };
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

/** The English words, as i18next would fill them in. */
const t = ((key: string, values: Record<string, string> = {}) => {
  const found = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], en);
  return String(found).replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}) as unknown as TFunction;

const presence = (reasons: Presence['reasons'], more: object = {}) =>
  ({ routable: reasons.length === 0, reasons, wrapUpUntil: null, opensAt: null, chosen: { until: null }, ...more }) as Presence;

test.each<[string, Presence, string | null]>([
  ['calls reach him', presence([]), null],
  ['he talks', presence(['on-call']), 'No calls reach you: you are on a call'],
  ['wrap-up, with its end', presence(['wrap-up'], { wrapUpUntil: at(7) }), 'No calls reach you: in wrap-up until 14:07'],
  ['a break without an end', presence(['chosen-break']), 'No calls reach you: you are on a break'],
  ['a break with its end', presence(['chosen-break'], { chosen: { until: at(60) } }), 'No calls reach you: you are on a break until 15:00'],
  [
    'the end of his choice is not that of his hours',
    presence(['out-of-hours'], { chosen: { until: at(60) } }),
    'No calls reach you: your department is closed',
  ],
  [
    'closed, and open again today',
    presence(['out-of-hours'], { opensAt: at(90) }),
    'No calls reach you: your department is closed until 15:30',
  ],
  [
    'closed until tomorrow',
    presence(['out-of-hours'], { opensAt: at(19 * 60) }),
    'No calls reach you: your department is closed until tomorrow 09:00',
  ],
  ['no telephone', presence(['no-devices']), 'No calls reach you: you have no telephone'],
  ['no browser', presence(['browser-not-connected']), 'No calls reach you: the browser is not connected'],
  ['no line in it', presence(['telephone-not-registered']), "No calls reach you: the browser's telephone is not connected"],
  ['what weighs most is said', presence(['chosen-busy', 'browser-not-connected']), 'No calls reach you: you are busy'],
])('why no calls reach me: %s', (_, given, words) => {
  expect(sayUnroutable(t, given, now, manner)).toBe(words);
});
