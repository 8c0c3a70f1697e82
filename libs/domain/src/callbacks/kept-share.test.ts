import { type PromiseCounts, shareKeptInTime } from '@ringbase/domain';

const counts = (more: Partial<PromiseCounts>): PromiseCounts => ({
  promised: 0,
  kept: 0,
  keptInTime: 0,
  passedOn: 0,
  dismissed: 0,
  openOverdue: 0,
  openInTime: 0,
  ...more,
});

test.each([
  ['nothing was promised', counts({}), null],
  ['all kept in time', counts({ promised: 4, kept: 4, keptInTime: 4 }), 1],
  ['one was late', counts({ promised: 4, kept: 4, keptInTime: 3 }), 0.75],
  ['one is overdue', counts({ promised: 2, kept: 1, keptInTime: 1, openOverdue: 1 }), 0.5],
  ['what still has time is not judged yet', counts({ promised: 2, kept: 1, keptInTime: 1, openInTime: 1 }), 1],
  ['what nobody needs any more counts neither way', counts({ promised: 3, kept: 2, keptInTime: 1, dismissed: 1 }), 0.5],
  ['nothing can be judged yet', counts({ promised: 1, openInTime: 1 }), null],
])('%s', (_, given, expected) => expect(shareKeptInTime(given)).toBe(expected));
