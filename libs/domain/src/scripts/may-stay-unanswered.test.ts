import { advance, type CallScript, chooseCandidate, defaultScript, type ScriptBlock, type ScriptSignal, startOf } from '@ringbase/domain';
import { facts } from '../testing/route-facts.js';
import { mayStayUnanswered } from './may-stay-unanswered.js';

const came = new Date('2026-03-02T10:00:00Z');
const after = (seconds: number) => new Date(came.getTime() + seconds * 1000);
const target = (screened = false) => ({
  kind: 'sip' as const,
  address: 'a',
  deviceId: null,
  personId: null,
  screened,
  parameters: {},
});

test.each<[string, { rung?: number; seconds: number; screened?: boolean; spoken?: boolean; unknown?: boolean }, boolean]>([
  ['a short ring of a call that has just come', { seconds: 20 }, true],
  ['a ring that ends, at its longest, just in time', { seconds: 40 }, true],
  ['a ring that the provider may draw out for too long', { seconds: 41 }, false],
  ['a second ring that ends in time', { rung: 20, seconds: 20 }, true],
  ['a ring that begins in time and ends too late', { rung: 35, seconds: 20 }, false],
  ['a mobile whose digit is asked for in time', { rung: 10, seconds: 15, screened: true }, true],
  ['a mobile that may still be asked for its digit when the carrier cuts', { rung: 20, seconds: 15, screened: true }, false],
  ['a call that was spoken to already', { seconds: 5, spoken: true }, false],
  ['a call of which nobody knows when it came', { seconds: 5, unknown: true }, false],
])('%s', (_, { rung = 0, seconds, screened = false, spoken = false, unknown = false }, expected) => {
  const draft = { spoken, cameAt: unknown ? null : came.toISOString(), now: after(rung) };
  expect(mayStayUnanswered(draft, [target(), target(screened)], seconds)).toBe(expected);
});

const nobody: ScriptSignal = { kind: 'ring-finished', connected: false, result: 'no-answer', callerGone: false, tried: [] };
const ring = (seconds: number, next: string, whom: 'owner' | 'department' = 'owner'): ScriptBlock => ({
  kind: 'ring',
  whom,
  seconds,
  next,
});
const ends: Record<string, ScriptBlock> = {
  bye: { kind: 'say', words: { en: 'Bye.', ru: 'Bye.', bg: 'Bye.' }, next: 'end' },
  end: { kind: 'hang-up' },
};

/** How each ring of a script is begun when nobody answers, each of them `extra` seconds longer than it was told. */
function ringsOf(script: CallScript, extra: number): (boolean | undefined)[] {
  const given = facts();
  let at = 0;
  let step = advance(script, startOf('call', script, chooseCandidate(given)), { kind: 'started' }, given, after(at));
  const rings: (boolean | undefined)[] = [];
  for (let last = step.instructions.at(-1); last?.kind === 'ring'; last = step.instructions.at(-1)) {
    rings.push(last.answerOnBridge);
    at += last.seconds + extra;
    step = advance(script, step.state, nobody, given, after(at));
  }
  return rings;
}

test.each<[string, CallScript, number, boolean[]]>([
  ['the script that ships', defaultScript, 0, [true, false, false]],
  ['the script that ships, with the provider’s seconds', defaultScript, 5, [true, false, false]],
  ['two short rings', { format: 1, start: 'a', blocks: { a: ring(15, 'b'), b: ring(15, 'bye', 'department'), ...ends } }, 0, [true, true]],
  [
    'a transfer comes last',
    {
      format: 1,
      start: 'a',
      blocks: { a: ring(20, 'b'), b: { kind: 'transfer', number: '+35929999999', seconds: 25, next: 'bye' }, ...ends },
    },
    0,
    [true, false],
  ],
  [
    'what was answered once stays so',
    { format: 1, start: 'a', blocks: { a: ring(60, 'b'), b: ring(5, 'bye'), ...ends } },
    0,
    [false, false],
  ],
])('%s', (_, script, extra, expected) => {
  expect(ringsOf(script, extra)).toEqual(expected);
});

test('a call whose state was written before its beginning was kept is answered by its next ring', () => {
  const given = facts();
  const { cameAt: _, ...state } = advance(
    defaultScript,
    startOf('call', defaultScript, chooseCandidate(given)),
    { kind: 'started' },
    given,
    came,
  ).state;
  expect(advance(defaultScript, state, nobody, given, after(20)).instructions).toMatchObject([{ kind: 'ring', answerOnBridge: false }]);
});
