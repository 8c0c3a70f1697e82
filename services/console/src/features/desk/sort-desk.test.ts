import type { Callback } from '@ringbase/contracts';
import { sortDesk } from './sort-desk.js';

const now = new Date('2026-03-02T12:00:00Z');
const due = (id: string, dueAt: string) => ({ id, dueAt }) as Callback;

test('due first, then the rest of the day in the viewer’s zone, then what comes next', () => {
  const {
    due: first,
    today,
    next,
  } = sortDesk(
    [
      due('tomorrow', '2026-03-02T22:30:00Z'),
      due('late', '2026-03-02T21:30:00Z'),
      due('past', '2026-03-02T09:00:00Z'),
      due('now', '2026-03-02T12:00:00Z'),
    ],
    now,
    'Europe/Sofia',
  );
  expect(first.map(({ id }) => id)).toEqual(['past', 'now']);
  expect(today.map(({ id }) => id)).toEqual(['late']);
  expect(next?.id).toBe('late');
});

test('nothing promised, nothing next', () => {
  expect(sortDesk([], now, 'Europe/Sofia')).toEqual({ due: [], today: [], next: null });
});
