import {
  advance,
  type CallScript,
  chooseCandidate,
  type RouteFacts,
  type RouteState,
  type ScriptBlock,
  type ScriptSignal,
  startOf,
  walkScript,
} from '@ringbase/domain';
import { facts, person } from '../testing/route-facts.js';

const words = (text: string) => ({ en: text, ru: `${text} (ru)`, bg: `${text} (bg)` });
const bye: ScriptBlock = { kind: 'say', words: words('Goodbye.'), next: 'end' };
const script = (start: ScriptBlock, more: Record<string, ScriptBlock> = {}): CallScript => ({
  format: 1,
  start: 'start',
  blocks: { start, bye, end: { kind: 'hang-up' }, ...more },
});
const noon = new Date('2026-03-02T10:00:00Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const begin = (given: CallScript, known: RouteFacts = facts()) =>
  advance(given, startOf('0b6a0c1e-0000-5000-8000-000000000001', given, chooseCandidate(known)), { kind: 'started' }, known, noon);
const go = (given: CallScript, state: RouteState, signal: ScriptSignal, at = noon, known: RouteFacts = facts()) =>
  advance(given, state, signal, known, at);
const kinds = (step: ReturnType<typeof begin>) => step.instructions.map(({ kind }) => kind);
const reasons = (step: ReturnType<typeof begin>) => step.trace.map(({ reason }) => reason);
const pressed = (digits: string): ScriptSignal => ({ kind: 'menu-answered', digits, callerGone: false });
const unanswered: ScriptSignal = { kind: 'ring-finished', connected: false, result: 'no-answer', callerGone: false, tried: [] };

describe('a menu', () => {
  const given = script(
    {
      kind: 'menu',
      words: words('Press one.'),
      choices: { '1': 'sales', '22': 'bye' },
      seconds: 5,
      tries: 2,
      noInput: 'bye',
      wrong: 'wrong',
    },
    {
      sales: { kind: 'ring', whom: 'department', seconds: 20, next: 'bye' },
      wrong: { kind: 'say', words: words('There is no such choice, {{digits}}.'), next: 'end' },
    },
  );
  const first = begin(given);
  test('asks, and waits for as many digits as its longest choice has', () => {
    expect(first.instructions).toMatchObject([{ kind: 'menu', digits: 2, seconds: 5, prompt: [{ text: 'Press one.' }] }]);
  });
  test('goes where the digit says', () => {
    const step = go(given, first.state, pressed('1'));
    expect(kinds(step)).toEqual(['ring']);
    expect(reasons(step)).toEqual(['menu-chosen', 'ringing-department']);
    expect(step.state.variables).toEqual({ digits: '1' });
  });
  test.each([
    ['nothing', '', 'menu-no-input', 'Goodbye.'],
    ['a wrong digit', '9', 'menu-wrong', 'There is no such choice, .'],
    ['what every object inherits', 'constructor', 'menu-wrong', 'There is no such choice, .'],
  ])('is said again after %s, and left after the last time', (_, digits, reason, said) => {
    const again = go(given, first.state, pressed(digits));
    expect([kinds(again), reasons(again)]).toEqual([['menu'], [reason]]);
    expect(go(given, again.state, pressed(digits)).instructions).toMatchObject([{ kind: 'say', text: said }, { kind: 'hang-up' }]);
  });
  test('tells nothing to a caller who has hung up', () => {
    const step = go(given, first.state, { kind: 'menu-answered', digits: '1', callerGone: true });
    expect([kinds(step), reasons(step)]).toEqual([['hang-up'], ['caller-hung-up']]);
  });
});

describe('an HTTP request', () => {
  const given = script(
    {
      kind: 'http-request',
      method: 'POST',
      url: 'https://crm.example/callers/{{caller.number}}?name={{client.name}}',
      headers: { 'x-owner': '{{owner.name}}' },
      body: { number: '{{caller.number}}', nested: ['{{unset_variable}}'] },
      answer: { tier: 'customer.tier' },
      seconds: 4,
      next: 'told',
      failed: 'bye',
    },
    { told: { kind: 'say', words: words('You are {{tier}}.'), next: 'end' } },
  );
  const first = begin(given, facts({ clients: [{ clientId: 'georgi', clientName: 'G & P', phoneId: 'phone', ownerId: null }] }));
  test('is asked beside the call, with what is known put in safely, while the caller hears it ring', () => {
    expect(kinds(first)).toEqual(['play', 'go-on']);
    expect(first.effects).toMatchObject([
      {
        kind: 'http-request',
        url: 'https://crm.example/callers/%2B359888123456?name=G%20%26%20P',
        headers: { 'x-owner': 'ivan' },
        body: '{"number":"+359888123456","nested":[""]}',
        seconds: 4,
      },
    ]);
    expect(first.state.awaits).toBe(first.effects[0]?.key);
  });
  test('lets him hear it ring on until the answer is there, which sets variables', () => {
    const still = go(given, first.state, { kind: 'waited', answer: null }, after(3));
    expect([kinds(still), still.effects, still.state.step]).toEqual([['play', 'go-on'], [], 2]);
    const told = go(given, still.state, { kind: 'waited', answer: { ok: true, values: { tier: 'gold' } } }, after(4));
    expect(told.instructions).toMatchObject([{ kind: 'say', text: 'You are gold.' }, { kind: 'hang-up' }]);
  });
  test.each<[string, ScriptSignal, number, string]>([
    ['was refused', { kind: 'waited', answer: { ok: false, reason: 'status-500' } }, 1, 'status-500'],
    ['did not come in time', { kind: 'waited', answer: null }, 4, 'deadline'],
  ])('goes its other way when the answer %s', (_, signal, seconds, why) => {
    const step = go(given, first.state, signal, after(seconds));
    expect(step.trace[0]).toMatchObject({ reason: 'http-failed', facts: { why } });
    expect(step.instructions[0]).toMatchObject({ text: 'Goodbye.' });
  });
});

describe('a group that is rung one after another', () => {
  const given = script({ kind: 'ring', whom: 'department', strategy: 'in-order', seconds: 12, next: 'bye' });
  const first = begin(given);
  const rung = (step: ReturnType<typeof begin>) => step.state.ringing.map(({ personId }) => personId);
  test('goes on with the next, and then further', () => {
    const second = go(given, first.state, unanswered);
    expect([rung(first), rung(second)]).toEqual([['ivan'], ['maria']]);
    expect(kinds(go(given, second.state, unanswered))).toEqual(['say', 'hang-up']);
  });
  test('leaves out who has taken another call meanwhile', () => {
    const busy = facts({}, [person('ivan'), person('maria', { presence: 'on-call' })]);
    expect(kinds(go(given, first.state, unanswered, noon, busy))).toEqual(['say', 'hang-up']);
  });
});

test('a transfer shows the company’s number, and goes on when the other does not answer', () => {
  const given = script({ kind: 'transfer', number: '+35929999999', seconds: 25, next: 'bye' });
  const first = begin(given);
  expect(first.instructions).toMatchObject([
    { kind: 'ring', callerId: '+35924000001', seconds: 25, targets: [{ kind: 'number', address: '+35929999999', personId: null }] },
  ]);
  const next = go(given, first.state, unanswered);
  expect([reasons(next)[0], kinds(next)]).toEqual(['number-did-not-answer', ['say', 'hang-up']]);
});

test('the language that a script sets is the one it goes on in', () => {
  const given = script({ kind: 'set-variable', name: 'language', value: 'bg', next: 'bye' });
  expect(begin(given).instructions).toMatchObject([{ kind: 'say', text: 'Goodbye. (bg)', language: 'bg' }, { kind: 'hang-up' }]);
});

test.each<[string, string, RouteFacts, string]>([
  ['a case that fits', 'application.status', facts(), 'Goodbye.'],
  ['no case that fits', 'client.name', facts(), 'Other.'],
])('a switch goes by %s', (_, on, known, said) => {
  const given = script(
    { kind: 'switch', on, cases: [{ equals: 'interested', next: 'bye' }], otherwise: 'other' },
    { other: { kind: 'say', words: words('Other.'), next: 'end' } },
  );
  expect(begin(given, known).instructions[0]).toMatchObject({ text: said });
});

test('applications, tasks and notices are asked for beside the call, each once', () => {
  const given = script(
    { kind: 'create-application', title: 'Call of {{caller.number}}', typeId: null, next: 'task' },
    {
      task: { kind: 'create-task', whom: 'owner', note: 'Look at {{client.name}}', dueInMinutes: 30, next: 'notice' },
      notice: { kind: 'notify', whom: 'department', text: '{{client.name}} phones', next: 'bye' },
    },
  );
  const step = begin(given);
  expect(step.effects).toMatchObject([
    { kind: 'create-application', title: 'Call of +359888123456' },
    { kind: 'create-task', note: 'Look at Georgi', dueInMinutes: 30, ownerId: 'ivan' },
    { kind: 'notify', people: ['ivan', 'maria'], text: 'Georgi phones' },
  ]);
  expect(new Set(step.effects.map(({ key }) => key)).size).toBe(3);
  expect(kinds(step)).toEqual(['say', 'hang-up']);
});

test('a task of nobody’s is the curator’s, and a notice to nobody is none', () => {
  const given = script(
    { kind: 'create-task', whom: 'owner', note: 'x', dueInMinutes: 5, next: 'notice' },
    { notice: { kind: 'notify', whom: 'owner', text: 'x', next: 'bye' } },
  );
  const step = begin(given, facts({ candidates: [], clients: [] }));
  expect(step.effects).toMatchObject([{ kind: 'create-task', ownerId: 'cyril' }]);
  expect(reasons(step)).toContain('nobody-to-notify');
});

describe('a queue', () => {
  const queue: ScriptBlock = {
    kind: 'queue',
    whom: 'department',
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 20,
    seconds: 60,
    mostWaiting: 3,
    callback: true,
    next: 'bye',
    full: 'full',
  };
  const given = script(queue, { full: { kind: 'say', words: words('Too many wait.'), next: 'end' } });
  const waiting = (count: number, position: number | null = null) => facts({ queue: { waiting: count, position, handlingSeconds: 120 } });
  const first = begin(given, waiting(1));
  const heard = (step: ReturnType<typeof begin>) =>
    step.instructions.flatMap((one) =>
      one.kind === 'menu' ? one.prompt.map((prompt) => (prompt.kind === 'say' ? prompt.text : 'music')) : [],
    );

  test('tells the place, the wait and the offer, and plays music', () => {
    expect(heard(first)).toEqual([
      'You are number 2 in the queue. The expected waiting time is about 2 minutes.',
      'Press one and we will call you back; your place in the queue is kept.',
      'music',
    ]);
  });
  test('plays the department’s own music, if it has any', () => {
    const given = waiting(1);
    const department = given.department && { ...given.department, holdSoundId: 'piano' };
    const [menu] = begin(script(queue), { ...given, department }).instructions;
    expect(menu).toMatchObject({
      prompt: expect.arrayContaining([{ kind: 'play', sound: { kind: 'uploaded', soundId: 'piano' } }]),
    });
  });
  test('tells the place anew with every third piece of music', () => {
    let step = first;
    const told: number[] = [];
    for (let turn = 1; turn <= 4; turn += 1) {
      step = go(given, step.state, pressed(''), after(turn * 5), waiting(0, 1));
      told.push(heard(step).length);
    }
    expect(told).toEqual([1, 1, 3, 1]);
    expect(step.state.since).toBe(noon.toISOString());
  });
  test.each<[string, RouteFacts, string, string]>([
    ['too many wait', waiting(3), 'queue-full', 'Too many wait.'],
    [
      'nobody of the group is there',
      facts({}, [person('ivan', { presence: 'away' }), person('maria', { presence: 'offline' })]),
      'queue-nobody-here',
      'Goodbye.',
    ],
    [
      'everybody has a break',
      facts({}, [person('ivan', { presence: 'break' }), person('maria', { presence: 'break', backAt: after(61) })]),
      'queue-nobody-here',
      'Goodbye.',
    ],
  ])('is not entered when %s', (_, known, reason, said) => {
    const step = begin(given, known);
    expect(reasons(step)).toContain(reason);
    expect(step.instructions[0]).toMatchObject({ text: said });
  });
  test('is left when the time is over', () => {
    const step = go(given, first.state, pressed(''), after(61), waiting(0, 1));
    expect([reasons(step)[0], step.instructions[0]]).toMatchObject(['queue-time-over', { text: 'Goodbye.' }]);
  });
  test('is left when the last who served it begins his break', () => {
    const known = facts({}, [person('ivan', { presence: 'break' }), person('maria', { presence: 'away' })]);
    expect(reasons(go(given, first.state, pressed(''), after(10), known))).toContain('queue-nobody-here');
  });
  test('keeps the place of who presses one, and tells him so', () => {
    const step = go(given, first.state, pressed('1'), after(20), waiting(0, 1));
    expect(step.trace[0]).toMatchObject({ reason: 'queue-callback-kept', facts: { seconds: 20, expectedSeconds: 60 } });
    expect(kinds(step)).toEqual(['say', 'hang-up']);
  });
  test('offers no callback where there is no number to call', () => {
    const withheld = { ...waiting(0), callerE164: null };
    const step = begin(given, withheld);
    expect(heard(step)).toHaveLength(2);
    expect(heard(go(given, step.state, pressed('1'), after(20), withheld))).toEqual(['music']);
  });
  test('for his own manager counts those who wait for him alone, and the pool those who wait for anybody', () => {
    const line = { waiting: 8, position: null, handlingSeconds: 120, own: { ivan: { waiting: 1, position: null } } };
    const own = script({ ...queue, whom: 'owner' }, { full: bye });
    expect(heard(begin(own, facts({ queue: line })))[0]).toBe(
      'You are number 2 in the queue. The expected waiting time is about 4 minutes.',
    );
    expect(reasons(begin(given, facts({ queue: line })))).toContain('queue-full');
  });
  test('keeps his place by the time he has waited as he goes on from his own manager to the pool', () => {
    const both = script({ ...queue, whom: 'owner', next: 'pool' }, { full: bye, pool: { ...queue, mostWaiting: 9 } });
    const begun = begin(both, facts({ queue: { waiting: 8, position: null, handlingSeconds: 120, own: {} } }));
    const later = facts({ queue: { waiting: 8, position: 3, handlingSeconds: 120, own: { ivan: { waiting: 0, position: 1 } } } });
    const step = go(both, begun.state, pressed(''), after(61), later);
    expect(heard(step)[0]).toContain('You are number 3 in the queue.');
    expect(step.trace.at(-1)).toMatchObject({ reason: 'queued', facts: { position: 3 } });
  });
  test('for his own manager is not entered while he is away', () => {
    const own = script({ ...queue, whom: 'owner' }, { full: bye });
    expect(reasons(begin(own, facts({}, [person('ivan', { presence: 'away' }), person('maria')])))).toContain('queue-nobody-here');
    expect(kinds(begin(own, facts({}, [person('ivan', { presence: 'on-call' })])))).toEqual(['menu']);
  });
});

test('a walk tells whom it reached and after how long', () => {
  const given = script(
    { kind: 'ring', whom: 'owner', seconds: 20, next: 'group' },
    { group: { kind: 'ring', whom: 'department', seconds: 20, next: 'bye' } },
  );
  const walk = walkScript(given, 'call', facts(), noon, {
    answers: (targets) => {
      const target = targets.find(({ personId }) => personId === 'maria');
      return target === undefined ? null : { target, seconds: 4 };
    },
    digits: () => '',
    http: () => ({ ok: false, reason: 'none' }),
    messageSeconds: 5,
  });
  expect([walk.end, walk.seconds]).toEqual([{ kind: 'talked', personId: 'maria', block: 'group' }, 24]);
  expect(walk.trace.map(({ reason }) => reason)).toEqual([
    'open-application',
    'ringing-owner',
    'nobody-answered',
    'ringing-department',
    'talked',
  ]);
});
