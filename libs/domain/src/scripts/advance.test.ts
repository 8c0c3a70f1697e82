import {
  advance,
  type CallScript,
  type Candidate,
  chooseCandidate,
  defaultScript,
  type RouteFacts,
  type RoutePerson,
  type ScriptSignal,
  startOf,
} from '@ringbase/domain';
import { candidate, facts, person } from '../testing/route-facts.js';
import { defaultMailbox } from './default-script.js';

const now = new Date('2026-03-02T10:00:00Z');
const start = (given: RouteFacts, script: CallScript = defaultScript) =>
  advance(script, startOf('call', script, chooseCandidate(given)), { kind: 'started' }, given, now);
const rung = (step: ReturnType<typeof start>) =>
  step.instructions.flatMap((one) => (one.kind === 'ring' ? one.targets.map((target) => target.deviceId) : []));
const nobody: ScriptSignal = { kind: 'ring-finished', connected: false, result: 'no-answer', callerGone: false, tried: [] };

describe('who is rung first', () => {
  const everybody = (presence: RoutePerson['presence'], assistantId: string | null = null) =>
    facts({}, [person('ivan', { presence, assistantId }), person('maria'), person('anna')]);
  test.each([
    ['the owner who is there', everybody('available'), ['ivan-browser']],
    ['the mobile of an owner who is away', everybody('away'), ['ivan-mobile']],
    ['the mobile of an owner who is offline', everybody('offline'), ['ivan-mobile']],
    ['the assistant of an owner who talks', everybody('on-call', 'anna'), ['anna-browser']],
    ['the department of an owner who talks and has no assistant', everybody('on-call'), ['maria-browser']],
    ['the department of a busy owner', everybody('busy'), ['maria-browser']],
    ['the department of an owner on a break', everybody('break'), ['maria-browser']],
    ['the department of an owner in wrap-up', everybody('wrap-up'), ['maria-browser']],
    ['the department of an unknown caller', facts({ candidates: [], clients: [] }), ['ivan-browser', 'maria-browser']],
    ['the department when the owner was dismissed', facts({}, [person('ivan', { dismissed: true }), person('maria')]), ['maria-browser']],
    [
      'the owner’s mobile when nothing on his desk can ring',
      facts({}, [
        person('ivan', { devices: [{ id: 'ivan-mobile', kind: 'mobile', address: '+359878000001', routable: true }] }),
        person('maria'),
      ]),
      ['ivan-mobile'],
    ],
  ])('%s', (_, given, expected) => {
    expect(rung(start(given))).toEqual(expected);
  });
});

test('nobody to ring at all: the caller is asked for a message, never left in silence', () => {
  const first = start(facts({}, []));
  expect(first.instructions.map((one) => one.kind)).toEqual(['say', 'voicemail']);
});

test('owner, his mobile, the department, a message and goodbye follow each other', () => {
  const given = facts();
  let step = start(given);
  const path = [rung(step)];
  for (let turn = 0; turn < 3; turn += 1) {
    step = advance(defaultScript, step.state, nobody, given, now);
    path.push(rung(step));
  }
  expect(path).toEqual([['ivan-browser'], ['ivan-mobile'], ['ivan-browser', 'maria-browser'], []]);
  expect(step.instructions.map((one) => one.kind)).toEqual(['say', 'voicemail']);
  const last = advance(defaultScript, step.state, { kind: 'voicemail-left', seconds: 9, callerGone: false }, given, now);
  expect(last.instructions.map((one) => one.kind)).toEqual(['say', 'hang-up']);
});

test('a mobile is screened and rung alone', () => {
  const step = start(facts({}, [person('ivan', { presence: 'away' }), person('maria')]));
  expect(step.instructions).toMatchObject([{ kind: 'ring', seconds: 15, targets: [{ deviceId: 'ivan-mobile', screened: true }] }]);
});

test('a group of more than ten is rung ten at a time', () => {
  const people = Array.from({ length: 23 }, (_, index) => person(`m${String(index).padStart(2, '0')}`));
  const base = facts({ candidates: [], clients: [] }, people);
  const given = { ...base, department: base.department && { ...base.department, ringGroup: people.map((one) => one.id) } };
  let step = start(given);
  const sizes = [rung(step).length];
  for (let turn = 0; turn < 3; turn += 1) {
    step = advance(defaultScript, step.state, nobody, given, now);
    sizes.push(rung(step).length);
  }
  expect(sizes).toEqual([10, 10, 3, 0]);
});

test('one who may not see numbers is shown the company’s number', () => {
  const step = start(facts({}, [person('ivan', { seesNumbers: false })]));
  expect(step.instructions).toMatchObject([{ kind: 'ring', callerId: '+35924000001' }]);
});

test('a caller who has hung up is told nothing more, and the trace says so', () => {
  const given = facts();
  const step = advance(defaultScript, start(given).state, { ...nobody, callerGone: true }, given, now);
  expect(step.instructions).toEqual([{ kind: 'hang-up' }]);
  expect(step.trace.map((entry) => entry.reason)).toEqual(['caller-hung-up']);
});

test('an announcement comes before the ringing and ends its being unanswered', () => {
  const base = facts();
  const step = start({ ...base, department: base.department && { ...base.department, recordingAnnouncement: 'This call is recorded.' } });
  expect(step.instructions).toMatchObject([
    { kind: 'say', text: 'This call is recorded.' },
    { kind: 'ring', answerOnBridge: false },
  ]);
});

test.each<[string, CallScript, string]>([
  [
    'turns in a circle',
    { ...defaultScript, start: 'a', blocks: { a: { kind: 'say', words: { en: 'a', ru: 'a', bg: 'a' }, next: 'a' } } },
    'too-many-blocks',
  ],
  ['leads nowhere', { ...defaultScript, start: 'gone', blocks: {} }, 'block-missing'],
])('a script that %s still ends: in a message, and then for good', (_, script, reason) => {
  const step = start(facts(), script);
  expect(step.trace.at(-2)).toMatchObject({ reason });
  expect(step.instructions.slice(-2).map(({ kind }) => kind)).toEqual(['say', 'voicemail']);
  const last = advance(script, step.state, { kind: 'voicemail-left', seconds: 0, callerGone: false }, facts(), now);
  expect(last.instructions).toEqual([{ kind: 'say', text: 'Thank you for calling. Goodbye.', language: 'en' }, { kind: 'hang-up' }]);
});

describe('a call that goes on for long', () => {
  const words = (en: string) => ({ en, ru: en, bg: en });
  const ends: CallScript['blocks'] = { message: { ...defaultMailbox, next: 'end' }, end: { kind: 'hang-up' } };
  const pressed = (digits: string): ScriptSignal => ({ kind: 'menu-answered', digits, callerGone: false });
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  test.each([3, 6])('may wait for an hour in pieces of %i seconds, and is sent on when the hour is over', (tick) => {
    const script: CallScript = {
      format: 1,
      start: 'queue',
      blocks: {
        queue: {
          kind: 'queue',
          whom: 'department',
          music: { kind: 'uploaded', soundId: 'short' },
          ringSeconds: 15,
          seconds: 3600,
          mostWaiting: 5,
          callback: false,
          next: 'message',
          full: 'message',
        },
        ...ends,
      },
    };
    let step = start(facts(), script);
    for (let second = tick; second < 3600; second += tick) {
      step = advance(script, step.state, pressed(''), facts(), after(second));
      expect(step.instructions.map(({ kind }) => kind)).toEqual(['menu']);
    }
    const over = advance(script, step.state, pressed(''), facts(), after(3600));
    expect(over.trace.map(({ reason }) => reason)).toEqual(['queue-time-over', 'asked-for-message']);
    expect(over.instructions.map(({ kind }) => kind)).toEqual(['say', 'voicemail']);
  });

  test('by a caller who never tires of a menu ends in a message, not in silence, and does not begin again after it', () => {
    const script: CallScript = {
      format: 1,
      start: 'menu',
      blocks: {
        menu: {
          kind: 'menu',
          words: words('Press one.'),
          choices: { '1': 'menu' },
          seconds: 5,
          tries: 2,
          noInput: 'message',
          wrong: 'message',
        },
        ...ends,
      },
    };
    let step = start(facts(), script);
    let turns = 0;
    for (; step.instructions.at(-1)?.kind === 'menu' && turns < 2000; turns += 1)
      step = advance(script, step.state, pressed('1'), facts(), after(turns));
    expect(turns).toBe(500);
    expect(step.trace.map(({ reason }) => reason)).toEqual(['menu-chosen', 'too-many-steps', 'asked-for-message']);
    expect(step.instructions.map(({ kind }) => kind)).toEqual(['say', 'voicemail']);
    const last = advance(script, step.state, { kind: 'voicemail-left', seconds: 5, callerGone: false }, facts(), after(turns));
    expect([last.trace.map(({ reason }) => reason), last.instructions.map(({ kind }) => kind)]).toEqual([
      ['message-left'],
      ['say', 'hang-up'],
    ]);
  });
});

describe('whose call it is', () => {
  const two = [candidate(), candidate({ applicationId: 'fence', ownerId: 'maria', touchedAt: new Date('2026-03-02T10:00Z') })];
  test.each<[string, Partial<RouteFacts>, string | null, string | null, string]>([
    ['the most recently touched of equals', { candidates: two }, 'fence', 'maria', 'open-application'],
    [
      'the dialled department comes before recency',
      { candidates: [two[0] as Candidate, { ...(two[1] as Candidate), departmentId: 'service' }] },
      'roof',
      'ivan',
      'open-application',
    ],
    [
      'an owner who works here comes before recency',
      { candidates: [two[0] as Candidate, { ...(two[1] as Candidate), ownerId: 'gone' }] },
      'roof',
      'ivan',
      'open-application',
    ],
    [
      'a remembered choice comes before all',
      { candidates: [{ ...(two[0] as Candidate), remembered: true, departmentId: 'service' }, two[1] as Candidate] },
      'roof',
      'ivan',
      'remembered-choice',
    ],
    [
      'a remembered choice that was closed does not count',
      { candidates: [{ ...(two[0] as Candidate), remembered: true, status: 'completed' }, two[1] as Candidate] },
      'fence',
      'maria',
      'open-application',
    ],
    [
      'none open: the client’s owner',
      {
        candidates: [candidate({ status: 'completed' })],
        clients: [{ clientId: 'georgi', clientName: 'G', phoneId: 'p', ownerId: 'maria' }],
      },
      null,
      'maria',
      'client-owner',
    ],
    [
      'none open, no owner of the client: the latest application’s',
      { candidates: [candidate({ status: 'completed' })] },
      null,
      'ivan',
      'latest-application',
    ],
    ['known and nobody’s', { candidates: [] }, null, null, 'known-without-owner'],
    ['unknown', { candidates: [], clients: [] }, null, null, 'unknown-caller'],
  ])('%s', (_, more, applicationId, intendedPersonId, reason) => {
    expect(chooseCandidate(facts(more))).toMatchObject({ applicationId, intendedPersonId, reason });
  });
});
