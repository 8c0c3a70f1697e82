import type { TFunction } from 'i18next';
import { sayCallbackRules, sayMinutes } from './say-callback-rules.js';

/** The key's last part with what stands in it. */
const t = ((key: string, values: Record<string, unknown> = {}) =>
  [key.split('.').at(-1), ...Object.values(values)].join(' ')) as unknown as TFunction;

test.each([
  [1, 'minutes 1'],
  [60, 'hours 1'],
  [90, 'hours 1 minutes 30'],
  [10_080, 'hours 168'],
])('%d minutes', (minutes, said) => expect(sayMinutes(t, minutes)).toBe(said));

test('the times are told, and what they make of a call that was missed at ten', () =>
  expect(sayCallbackRules(t, { keepMinutes: 60, assistantMinutes: 15, curatorMinutes: 30 })).toEqual([
    'away minutes 15',
    'assistant minutes 30',
    'there minutes 45',
    'kept hours 1',
    'example 10:15 10:45 11:00',
  ]));

test('that it is late before anybody else is asked is told', () =>
  expect(sayCallbackRules(t, { keepMinutes: 10, assistantMinutes: 15, curatorMinutes: 30 }).at(-1)).toBe('late'));

test('times past a day are told without an example', () =>
  expect(sayCallbackRules(t, { keepMinutes: 60, assistantMinutes: 15, curatorMinutes: 2000 })).toHaveLength(4));
