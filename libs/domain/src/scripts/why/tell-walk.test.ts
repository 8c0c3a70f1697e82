import { type CallScript, type Supposition, tellWalk, walkScript } from '@ringbase/domain';
import { facts, person } from '../../testing/route-facts.js';

const words = (en: string) => ({ en, ru: en, bg: en });
const suppose = (more: Partial<Supposition> = {}): Supposition => ({
  answers: () => null,
  digits: () => '',
  http: () => ({ ok: false, reason: 'supposed' }),
  messageSeconds: 0,
  ...more,
});
const ends = { bye: { kind: 'say', words: words('Bye.'), next: 'end' }, end: { kind: 'hang-up' } } as const;
const script: CallScript = {
  format: 1,
  start: 'hello',
  blocks: {
    hello: { kind: 'say', words: words('Hello.'), next: 'menu' },
    menu: { kind: 'menu', words: words('Press one.'), choices: { '1': 'wait' }, seconds: 5, tries: 2, noInput: 'jump', wrong: 'jump' },
    jump: { kind: 'go-to', block: 'bye' },
    wait: {
      kind: 'queue',
      whom: 'department',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 15,
      seconds: 120,
      mostWaiting: 5,
      callback: true,
      next: 'bye',
      full: 'bye',
    },
    ...ends,
  },
};
const told = (given: Supposition, known = facts()) => {
  const walk = walkScript(script, 'call', known, new Date('2026-03-02T10:00:00Z'), given);
  return tellWalk(script, walk, (id) => id, 'en').map(({ block, afterSeconds, words: said }) => `${afterSeconds} ${block}: ${said}`);
};

test('every block that is passed has its line, and what came of it another', () => {
  expect(told(suppose())).toEqual([
    '0 hello: The caller is told something.',
    '0 menu: The menu is read out.',
    '5 menu: The caller presses nothing.',
    '10 menu: The caller presses nothing.',
    '10 jump: The script goes on.',
    '10 bye: The caller is told something.',
    '10 end: The script ends and the line is closed.',
  ]);
});

const waits = ['0 hello: The caller is told something.', '0 menu: The menu is read out.', '1 menu: The caller presses 1.'];
const inMenu = (block: string) => (block === 'menu' ? '1' : '');

test.each<[string, Partial<Supposition>, readonly string[]]>([
  [
    'nobody takes him until the time is over',
    {},
    [
      '1 wait: The caller waits in the queue at place 1.',
      '121 wait: After 2 min the longest wait is over.',
      '121 bye: The caller is told something.',
      '121 end: The script ends and the line is closed.',
    ],
  ],
  [
    'somebody of the department takes him',
    { answers: (targets) => ({ target: targets[1]!, seconds: 40 }) },
    ['1 wait: The caller waits in the queue at place 1.', '41 wait: Maria answers.'],
  ],
  [
    'he asks to be called back',
    { digits: () => '1' },
    ['1 wait: The caller waits in the queue at place 1.', '2 wait: The caller asks to be called back.'],
  ],
])('in a queue %s', (_, more, expected) => {
  expect(told(suppose({ digits: inMenu, ...more }))).toEqual([...waits, ...expected]);
});

test('a queue that nobody serves is left at once', () => {
  const away = facts({}, [person('ivan', { presence: 'away' }), person('maria', { presence: 'offline' })]);
  expect(told(suppose({ digits: inMenu }), away)).toContain('1 wait: Nobody is there to serve the queue.');
});
