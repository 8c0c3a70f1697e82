import { decideCallDifference, decideLateRecording, decideRecordingDifference, decideSince } from './decide-difference.js';

const now = new Date('2026-03-02T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const leg = (more: object = {}) => ({ status: 'completed' as const, isRoot: true, createdAt: ago(300), endedAt: ago(60), ...more });
const recording = (more: object = {}) => ({ status: 'completed' as const, startedAt: ago(300), seconds: 200, ...more });

test.each([
  ['a call we never heard of', leg(), null, 'call-missing-here'],
  ['a leg we never heard of', leg({ isRoot: false }), null, 'leg-missing-here'],
  ['a call in progress that we never heard of', leg({ status: 'answered', endedAt: null }), null, 'call-missing-here'],
  ['an end that nobody told us', leg({ status: 'no-answer' }), 'ringing', 'call-open-here'],
  ['a call that ended a moment ago', leg({ endedAt: ago(14) }), 'answered', null],
  ['a call that began a moment ago', leg({ status: 'ringing', createdAt: ago(5), endedAt: null }), null, null],
  ['a call in progress here and there', leg({ status: 'answered', endedAt: null }), 'answered', null],
  ['a call over here and there', leg(), 'ended', null],
] as const)('%s', (_, listed, known, expected) => expect(decideCallDifference(listed, known, now)).toBe(expected));

test.each([
  ['a recording we never heard of', recording(), null, 'recording-missing-here'],
  ['one whose end nobody told us', recording(), { state: 'in-progress', due: false }, 'recording-not-attached'],
  [
    'one that turned out empty',
    recording({ status: 'absent', seconds: null }),
    { state: 'expected', due: false },
    'recording-not-attached',
  ],
  ['one that is to be fetched', recording(), { state: 'in-progress', due: true }, null],
  ['one that is attached', recording(), { state: 'attached', due: false }, null],
  ['one that has failed, visibly', recording(), { state: 'failed', due: false }, null],
  ['one that was given up and is finished there after all', recording(), { state: 'absent', due: false }, 'recording-not-attached'],
  ['one that was empty or is deleted there', recording({ status: 'absent' }), { state: 'absent', due: false }, null],
  ['one that was given up and has failed there', recording({ status: 'failed' }), { state: 'absent', due: false }, null],
  ['one that we erased', recording(), { state: 'erased', due: false }, null],
  ['one still going on', recording({ status: 'in-progress', seconds: null }), null, null],
  ['one that ended a moment ago', recording({ seconds: 290 }), null, null],
] as const)('%s', (_, listed, known, expected) => expect(decideRecordingDifference(listed, known, now)).toBe(expected));

test.each([
  ['one that failed here though it is there', recording(), { state: 'failed', due: false }, 'recording-failed'],
  [
    'one that is fetched more than an hour after its end',
    recording({ startedAt: ago(3_801) }),
    { state: 'in-progress', due: true },
    'recording-not-attached',
  ],
  ['one whose worker still has time', recording(), { state: 'in-progress', due: true }, null],
  ['one that is attached', recording({ startedAt: ago(7_200) }), { state: 'attached', due: false }, null],
  ['one that we erased', recording({ startedAt: ago(7_200) }), { state: 'erased', due: false }, null],
  ['one that has failed there as well', recording({ status: 'failed' }), { state: 'failed', due: false }, null],
  ['one we never heard of is told of elsewhere', recording({ startedAt: ago(7_200) }), null, null],
] as const)('long after: %s', (_, listed, known, expected) => expect(decideLateRecording(listed, known, now)).toBe(expected));

test.each([
  ['the first time a day is looked at', { lastRunAt: null, oldestOpenAt: null }, ago(86_400)],
  ['then what came since, with an overlap', { lastRunAt: ago(300), oldestOpenAt: null }, ago(1200)],
  ['a long call that is still open is looked at from its beginning', { lastRunAt: ago(300), oldestOpenAt: ago(7200) }, ago(7260)],
  ['a young one changes nothing', { lastRunAt: ago(300), oldestOpenAt: ago(10) }, ago(1200)],
  ['nothing is looked at for ever', { lastRunAt: ago(300), oldestOpenAt: new Date(0) }, ago(14 * 86_400)],
])('%s', (_, facts, since) => expect(decideSince(facts, now)).toEqual(since));
