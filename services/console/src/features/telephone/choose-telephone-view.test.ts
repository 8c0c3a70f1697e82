import { chooseTelephoneView } from './choose-telephone-view.js';

const now = new Date('2026-03-02T12:00:00Z');
const quiet = { ringing: 0, talksHere: false, talksElsewhere: false, dialling: false, wrapUpUntil: null, now };

test.each([
  ['nothing happens', {}, 'idle'],
  ['a call rings during wrap-up', { ringing: 1, wrapUpUntil: '2026-03-02T12:01:00Z' }, 'ringing'],
  ['a call rings while another is talked here', { ringing: 1, talksHere: true }, 'talking'],
  ['a call rings before the news that the last one has ended', { ringing: 1, talksElsewhere: true }, 'ringing'],
  ['a talk goes on at the desk phone', { talksElsewhere: true }, 'talking'],
  ['a click is under way', { dialling: true }, 'dialling'],
  ['the talk has just ended', { wrapUpUntil: '2026-03-02T12:01:00Z' }, 'wrap-up'],
  ['the time after the talk is over', { wrapUpUntil: '2026-03-02T11:59:00Z' }, 'idle'],
] as const)('%s', (_, more, view) => {
  expect(chooseTelephoneView({ ...quiet, ...more })).toBe(view);
});
