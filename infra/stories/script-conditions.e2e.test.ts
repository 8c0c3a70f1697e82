import type { ScriptBlock, ScriptCondition } from '@ringbase/domain';
import { SALES } from '@ringbase/testing';
import { runStory, type Story, say } from './run-story.js';
import { type ScriptHouse, startScriptHouse } from './script-house.js';

let house: ScriptHouse;
beforeAll(async () => {
  house = await startScriptHouse();
}, 60_000);
afterAll(() => house?.stop());

const STRANGER = '+359899111222';
const asks = (when: ScriptCondition): Record<string, ScriptBlock> => ({ start: { kind: 'condition', when, yes: 'yes', no: 'no' } });
const story = (
  name: string,
  when: ScriptCondition,
  answer: 'Yes.' | 'No.',
  more: Partial<Omit<Story, 'name' | 'blocks' | 'expected'>> = {},
): Story => ({
  name,
  blocks: asks(when),
  pass: 20,
  ...more,
  expected: { heard: [answer], why: expect.arrayContaining([`${when.kind}-${answer === 'Yes.' ? 'yes' : 'no'}`]), rung: [] },
});
const hours = (week: object, more: object = {}) =>
  [
    `update departments set hours = $2::jsonb where id = $1`,
    'sales',
    JSON.stringify({ week, holidays: [], specialDays: [], ...more }),
  ] as const;
const presence = (status: string) =>
  [
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, $2, '2026-03-01') on conflict (person_id) do update set chosen_status = $2`,
    'ivan',
    status,
  ] as const;
/** Monday, 2 March 2026, ten in the morning in Sofia. */
const monday = { 1: [{ from: 540, until: 1080 }] };

const stories: readonly Story[] = [
  story('a department without hours is open', { kind: 'open' }, 'Yes.'),
  story('within the hours of the day it is open', { kind: 'open' }, 'Yes.', { before: [hours(monday)] }),
  story('on a day without hours it is closed', { kind: 'open' }, 'No.', { before: [hours({ 2: [{ from: 0, until: 1440 }] })] }),
  story('in the pause between two intervals it is closed', { kind: 'open' }, 'No.', {
    before: [
      hours({
        1: [
          { from: 480, until: 590 },
          { from: 900, until: 1080 },
        ],
      }),
    ],
  }),
  story('a holiday closes it', { kind: 'open' }, 'No.', {
    before: [hours(monday, { holidays: [{ kind: 'fixed', month: 3, day: 2, name: 'Founding day' }] })],
  }),
  story('a holiday is asked for by itself', { kind: 'holiday' }, 'Yes.', {
    before: [hours(monday, { holidays: [{ kind: 'once', day: '2026-03-02', name: 'Moving house' }] })],
  }),
  story('a special day opens what a holiday closes', { kind: 'open' }, 'Yes.', {
    before: [
      hours(
        {},
        {
          holidays: [{ kind: 'fixed', month: 3, day: 2, name: 'Founding day' }],
          specialDays: [{ day: '2026-03-02', name: 'Open all the same', open: [{ from: 540, until: 1080 }] }],
        },
      ),
    ],
  }),
  story('a client of ours is known', { kind: 'caller', is: 'known' }, 'Yes.'),
  story('a stranger is unknown', { kind: 'caller', is: 'unknown' }, 'Yes.', { from: STRANGER }),
  story('a withheld number is not a stranger’s', { kind: 'caller', is: 'unknown' }, 'No.', { from: 'anonymous' }),
  story('a withheld number is withheld', { kind: 'caller', is: 'withheld' }, 'Yes.', { from: 'Restricted' }),
  story('an open application is known of', { kind: 'caller', is: 'with-open-application' }, 'Yes.'),
  story('a completed one is not open', { kind: 'caller', is: 'with-open-application' }, 'No.', {
    before: [[`update applications set status = 'completed' where id = $1`, 'roof']],
  }),
  story('this very client', { kind: 'client', clientIds: ['00000000-0000-4000-8000-000000000000'] }, 'No.'),
  story('a country is told by its prefix', { kind: 'caller-number', prefixes: ['+359'] }, 'Yes.', { from: STRANGER }),
  story('an owner on a break is on a break', { kind: 'owner-presence', in: ['break', 'away'] }, 'Yes.', { before: [presence('break')] }),
  story('an owner who is there is not', { kind: 'owner-presence', in: ['break', 'away'] }, 'No.', { before: [presence('available')] }),
  story('the number that was dialled', { kind: 'dialled', numbers: [SALES] }, 'Yes.'),
  story('ten in the morning is before noon', { kind: 'time-of-day', from: 0, until: 720, weekdays: [1] }, 'Yes.'),
  story('Monday is no Sunday', { kind: 'time-of-day', from: 0, until: 1440, weekdays: [7] }, 'No.'),
  story('no call of none', { kind: 'share', percent: 0 }, 'No.'),
  story('each call of all', { kind: 'share', percent: 100 }, 'Yes.'),
  story(
    'conditions are joined and turned round',
    {
      kind: 'all',
      of: [
        { kind: 'caller', is: 'known' },
        { kind: 'not', of: { kind: 'any', of: [{ kind: 'holiday' }, { kind: 'caller', is: 'withheld' }] } },
      ],
    },
    'Yes.',
  ),
  {
    name: 'a variable that was set is asked for, and spoken',
    blocks: {
      start: { kind: 'set-variable', name: 'tier', value: 'gold of {{client.name}}', next: 'ask' },
      ask: { kind: 'condition', when: { kind: 'variable', name: 'tier', test: 'begins-with', value: 'gold' }, yes: 'tell', no: 'no' },
      tell: say('You are {{tier}}, number {{application.number}}.', 'end'),
    },
    pass: 20,
    expected: { heard: [expect.stringMatching(/^You are gold of ИВАНОВ Георги, number \d+\.$/)] as never },
  },
  {
    name: 'a switch goes by a given variable',
    blocks: {
      start: {
        kind: 'switch',
        on: 'application.status',
        cases: [
          { equals: 'new', next: 'no' },
          { equals: 'interested', next: 'yes' },
        ],
        otherwise: 'no',
      },
    },
    pass: 20,
    expected: { heard: ['Yes.'], why: ['open-application', 'switch-case', 'end-of-script'] },
  },
  {
    name: 'a switch without a case that fits goes the other way',
    blocks: { start: { kind: 'switch', on: 'owner.name', cases: [{ equals: 'Nobody', next: 'no' }], otherwise: 'yes' } },
    pass: 20,
    expected: { heard: ['Yes.'], why: ['open-application', 'switch-otherwise', 'end-of-script'] },
  },
  {
    name: 'a script speaks on in the language that it sets',
    blocks: { start: { kind: 'set-variable', name: 'language', value: 'ru', next: 'bye' } },
    pass: 20,
    expected: { heard: ['Goodbye. (ru)'], outcome: 'missed' },
  },
  {
    name: 'the department’s language is spoken, and its announcement comes first',
    blocks: { start: { kind: 'go-to', block: 'bye' } },
    before: [[`update departments set language = 'bg', recording_announcement = 'Записва се.' where id = $1`, 'sales']],
    pass: 20,
    expected: { heard: ['Записва се.', 'Goodbye. (bg)'] },
  },
];

test.each(stories.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  await runStory(house, one);
});
