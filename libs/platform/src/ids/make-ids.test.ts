import { makeIds } from './make-ids.js';

const at = (iso: string) => () => new Date(iso);

test('an id is a UUID of version 7 that carries its millisecond', () => {
  const id = makeIds(at('2026-03-02T10:00:00.123Z'))();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-03-02T10:00:00.123Z'));
});

test('ids of a standing clock are all different and in order', () => {
  const ids = makeIds(at('2026-03-02T10:00:00Z'));
  const made = Array.from({ length: 10_000 }, ids);
  expect(new Set(made).size).toBe(made.length);
  expect([...made].sort()).toEqual(made);
});

test('a clock that steps back does not disturb the order', () => {
  let now = new Date('2026-03-02T10:00:00Z');
  const ids = makeIds(() => now);
  const before = ids();
  now = new Date('2026-03-02T09:00:00Z');
  expect(ids() > before).toBe(true);
});
