import type { Callback } from '@ringbase/contracts';
import { choosePopUps } from './choose-pop-ups.js';

const now = new Date('2026-03-02T12:00:00Z');
const promise = (more: Partial<Callback>) =>
  ({ id: 'a', origin: 'missed-call', state: 'open', firedAt: '2026-03-02T11:59:00Z', dueAt: '2026-03-02T11:59:00Z', ...more }) as Callback;
const none = new Set<string>();

test.each<[string, Callback, ReadonlySet<string>, ReadonlySet<string>, number]>([
  ['what has just fired pops up', promise({}), none, none, 1],
  ['what has not fired does not', promise({ firedAt: null }), none, none, 0],
  ['what is done does not', promise({ state: 'kept' }), none, none, 0],
  ['what was put aside here does not', promise({}), none, new Set(['a 2026-03-02T11:59:00Z']), 0],
  [
    'but does when it was snoozed and fires again',
    promise({ firedAt: '2026-03-02T12:00:00Z' }),
    none,
    new Set(['a 2026-03-02T11:59:00Z']),
    1,
  ],
  ['what fired this morning is on the desk only', promise({ firedAt: '2026-03-02T08:00:00Z' }), none, none, 0],
  [
    'but a reminder of this morning pops up when he comes back at noon',
    promise({ origin: 'reminder', firedAt: '2026-03-02T08:00:00Z' }),
    none,
    none,
    1,
  ],
  ['a reminder of yesterday is on the desk', promise({ origin: 'reminder', firedAt: '2026-03-01T20:00:00Z' }), none, none, 0],
  ['unless the news told it to this tab, whatever its clock says', promise({ firedAt: '2026-03-04T08:00:00Z' }), new Set(['a']), none, 1],
])('%s', (_, callback, told, hidden, count) => {
  expect(choosePopUps([callback], told, hidden, now)).toHaveLength(count);
});

test('the latest comes first', () => {
  const early = promise({ id: 'early', firedAt: '2026-03-02T11:50:00Z' });
  const late = promise({ id: 'late' });
  expect(choosePopUps([early, late], none, none, now).map(({ id }) => id)).toEqual(['late', 'early']);
});
