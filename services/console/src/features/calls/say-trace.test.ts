import { readFileSync } from 'node:fs';
import type { TraceStep } from '@ringbase/contracts';
import { isSilent, knownReasons, phraseOfStep } from './say-trace.js';

const step = (reason: string, facts: TraceStep['facts'] = {}): TraceStep => ({
  at: '2026-03-02T12:00:00Z',
  step: 1,
  block: 'owner',
  kind: 'ring',
  reason,
  facts,
});
const names: Record<string, string> = { p1: 'Иван Петров', p2: 'Анна Соколова' };
const phrase = (given: TraceStep) =>
  phraseOfStep(
    given,
    (id) => names[id],
    (all) => all.join(' и '),
  );

test('whom the department’s telephones belong to is told by name', () => {
  expect(phrase(step('ringing-department', { people: ['p1', 'p2'], seconds: 20 }))).toEqual({
    key: 'why.ringing-department-named',
    values: { people: 'Иван Петров и Анна Соколова', owner: '', count: 20, block: 'owner' },
  });
});

test('nobody is named whose name the viewer cannot know', () => {
  expect(phrase(step('ringing-department', { people: ['stranger'], seconds: 20 })).key).toBe('why.ringing-department');
});

test('a reason we have no sentence for is shown readably', () => {
  expect(phrase(step('http_block_timed_out'))).toEqual({ key: 'why.other', values: { reason: 'http block timed out' } });
});

test('a digit, a number and a place in the queue are told', () => {
  expect(phrase(step('menu-chosen', { digits: '2' }))).toMatchObject({ key: 'why.menu-chosen', values: { digits: '2' } });
  expect(phrase(step('transferring', { number: '+35924000001', seconds: 20 }))).toMatchObject({
    values: { number: '+35924000001', count: 20 },
  });
  expect(phrase(step('queued', { position: 3 }))).toMatchObject({ key: 'why.queued', values: { position: 3 } });
});

test('a condition is told by its block, where it has no sentence of its own', () => {
  expect(phrase(step('share-no'))).toMatchObject({ key: 'why.condition-no', values: { block: 'owner' } });
  expect(phrase(step('open-no')).key).toBe('why.open-no');
});

test('the end of the script needs no sentence', () => {
  expect(isSilent(step('end-of-script'))).toBe(true);
  expect(isSilent(step('talked'))).toBe(false);
});

test.each(['en', 'ru', 'bg'])('every known reason has its sentence in %s', (locale) => {
  const { why } = JSON.parse(readFileSync(new URL(`../../languages/${locale}.json`, import.meta.url), 'utf8')) as {
    why: Record<string, string>;
  };
  expect([...knownReasons].filter((reason) => !why[reason])).toEqual([]);
});
