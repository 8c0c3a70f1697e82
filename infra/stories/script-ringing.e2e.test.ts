import type { RingStrategy, ScriptBlock } from '@ringbase/domain';
import { answers, runStory, type Story, voicemail, words } from './run-story.js';
import { type ScriptHouse, startScriptHouse } from './script-house.js';

let house: ScriptHouse;
beforeAll(async () => {
  house = await startScriptHouse();
}, 60_000);
afterAll(() => house?.stop());

const STRANGER = '+359899111222';
const IVAN = 'ivan';
const MOBILE = '+359878000001';
const MARIA = 'sip:maria@pbx.example';
const BANK = '+35929999999';
const ring = (whom: 'owner' | 'owner-mobile' | 'owner-assistant' | 'department', next: string, more: object = {}): ScriptBlock => ({
  kind: 'ring',
  whom,
  seconds: 15,
  next,
  ...more,
});
const group = (strategy: RingStrategy, next = 'bye'): Record<string, ScriptBlock> => ({ start: ring('department', next, { strategy }) });
const chosen = (person: 'ivan' | 'maria', status: string) =>
  [
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, $2, '2026-03-01') on conflict (person_id) do update set chosen_status = $2`,
    person,
    status,
  ] as const;
const talked = (person: 'ivan' | 'maria', at: string, count = 1) =>
  [
    `insert into presence (person_id, chosen_at, last_talk_at, talk_day, talk_count) values ($1, '2026-03-01', $2::timestamptz, '2026-03-02', $3)
       on conflict (person_id) do update set last_talk_at = excluded.last_talk_at, talk_day = excluded.talk_day, talk_count = excluded.talk_count`,
    person,
    at,
    count,
  ] as const;
const rungAt = (person: 'ivan' | 'maria', at: string) =>
  [
    `insert into presence (person_id, chosen_at, last_rung_at) values ($1, '2026-03-01', $2::timestamptz)
       on conflict (person_id) do update set last_rung_at = excluded.last_rung_at`,
    person,
    at,
  ] as const;

const stories: readonly Story[] = [
  {
    name: 'the owner is rung, talks, and is written down',
    blocks: { start: ring('owner', 'bye') },
    phones: { ivan: answers() },
    pass: 60,
    expected: { outcome: 'answered', answeredBy: 'ivan', rung: [[IVAN]], promises: [], heard: [] },
  },
  {
    name: 'an owner who does not answer leaves the caller to what is next',
    blocks: { start: ring('owner', 'bye') },
    pass: 60,
    expected: { outcome: 'missed', answeredBy: null, heard: ['Goodbye.'], promises: ['missed-call of ivan'] },
  },
  {
    name: 'an owner who declines leaves him there at once',
    blocks: { start: ring('owner', 'bye') },
    phones: { ivan: { behaviour: 'decline', afterMs: 1000 } },
    pass: 12,
    expected: { outcome: 'missed', heard: ['Goodbye.'] },
  },
  {
    name: 'a caller who hangs up while it rings is promised a call',
    blocks: { start: ring('owner', 'bye') },
    caller: { hangupAfterMs: 4000 },
    pass: 20,
    expected: { outcome: 'missed', heard: [], promises: ['missed-call of ivan'] },
  },
  {
    name: 'a stranger has no owner to ring',
    blocks: { start: ring('owner', 'group'), group: ring('department', 'bye') },
    from: STRANGER,
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[IVAN, MARIA]], why: expect.arrayContaining(['nobody-to-ring-owner']) },
  },
  {
    name: 'an owner who was dismissed is not rung',
    blocks: { start: ring('owner', 'bye') },
    before: [[`update people set dismissed_at = '2026-03-01' where id = $1`, 'ivan']],
    pass: 20,
    expected: { rung: [], heard: ['Goodbye.'], promises: ['missed-call of cyril'] },
  },
  {
    name: 'his mobile is rung alone, and he presses one',
    blocks: { start: ring('owner-mobile', 'bye') },
    before: [[`update people set dismissed_at = null where id = $1`, 'ivan']],
    phones: { ivanMobile: { behaviour: 'answer', afterMs: 2000, digits: '1', talkMs: 10_000 } },
    pass: 60,
    expected: { answeredBy: 'ivan', rung: [[MOBILE]] },
  },
  {
    name: 'the voicemail of his mobile does not swallow the caller',
    blocks: { start: ring('owner-mobile', 'bye') },
    phones: { ivanMobile: { behaviour: 'voicemail', afterMs: 3000 } },
    pass: 60,
    expected: { answeredBy: null, heard: ['Goodbye.'], outcome: 'missed' },
  },
  {
    name: 'the mobile of one who has asked for quiet is left in peace',
    blocks: { start: ring('owner-mobile', 'bye') },
    before: [chosen('ivan', 'busy')],
    pass: 20,
    expected: { rung: [], why: expect.arrayContaining(['nobody-to-ring-owner-mobile']) },
  },
  {
    name: 'without an assistant at a telephone nobody is rung for the owner',
    blocks: { start: ring('owner-assistant', 'bye') },
    pass: 20,
    expected: { rung: [], why: expect.arrayContaining(['nobody-to-ring-owner-assistant']) },
  },
  {
    name: 'all are rung at once, and the quicker one has the call',
    blocks: group('all'),
    phones: { ivan: answers(6000), maria: answers(3000) },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[IVAN, MARIA]] },
  },
  {
    name: 'in order the second is rung when the first does not answer',
    blocks: group('in-order'),
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[IVAN], [MARIA]] },
  },
  {
    name: 'when nobody of a group in order answers the script goes on',
    blocks: group('in-order'),
    pass: 60,
    expected: { answeredBy: null, rung: [[IVAN], [MARIA]], heard: ['Goodbye.'] },
  },
  {
    name: 'who has been idle longest is rung first',
    blocks: group('longest-idle'),
    before: [talked('ivan', '2026-03-02T07:50:00Z'), talked('maria', '2026-03-02T07:00:00Z')],
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[MARIA]] },
  },
  {
    name: 'who had the fewest calls today is rung first',
    blocks: group('fewest-calls'),
    before: [talked('ivan', '2026-03-02T07:00:00Z', 5), talked('maria', '2026-03-02T07:50:00Z', 2)],
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[MARIA]] },
  },
  {
    name: 'after whoever was rung last comes the next',
    blocks: group('round-robin'),
    before: [rungAt('ivan', '2026-03-02T07:50:00Z')],
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', rung: [[MARIA]] },
  },
  {
    name: 'who is on a break is not rung with the group',
    blocks: group('all'),
    before: [chosen('ivan', 'break')],
    phones: { maria: answers() },
    pass: 60,
    expected: { rung: [[MARIA]], answeredBy: 'maria' },
  },
  {
    name: 'when nobody of the group is there the script goes on at once',
    blocks: group('all'),
    before: [chosen('ivan', 'away'), chosen('maria', 'break')],
    pass: 10,
    expected: { rung: [], heard: ['Goodbye.'], why: expect.arrayContaining(['nobody-to-ring-department']) },
  },
  {
    name: 'a call is transferred to a number, which is shown the company’s',
    blocks: { start: { kind: 'transfer', number: BANK, seconds: 20, next: 'bye' } },
    phones: { bank: answers() },
    pass: 60,
    expected: { outcome: 'answered', answeredBy: null, rung: [[BANK]] },
  },
  {
    name: 'a number that does not answer gives the caller back',
    blocks: { start: { kind: 'transfer', number: BANK, seconds: 10, next: 'bye' } },
    pass: 40,
    expected: { outcome: 'missed', heard: ['Goodbye.'], why: expect.arrayContaining(['transferring', 'number-did-not-answer']) },
  },
  {
    name: 'a message that is left becomes a promise of the owner’s',
    blocks: { start: voicemail },
    caller: { speakMs: 5000 },
    pass: 60,
    expected: { outcome: 'voicemail', heard: expect.arrayContaining(['Leave a message.']), promises: ['voicemail of ivan'] },
  },
  {
    name: 'a caller who hangs up on the greeting has only been missed',
    blocks: { start: voicemail },
    caller: { hangupAfterMs: 500 },
    pass: 60,
    expected: { outcome: 'missed', promises: ['missed-call of ivan'] },
  },
  {
    name: 'a stranger who leaves a message is promised a call by the curator',
    blocks: { start: voicemail },
    from: STRANGER,
    caller: { speakMs: 5000 },
    pass: 60,
    expected: { outcome: 'voicemail', promises: ['voicemail of cyril'] },
  },
  {
    name: 'a withheld number that leaves nothing is promised nothing',
    blocks: { start: { kind: 'say', words: words('Nobody is here.'), next: 'end' } },
    from: 'anonymous',
    pass: 20,
    expected: { outcome: 'missed', promises: [] },
  },
  {
    name: 'owner, mobile, department and a message follow each other',
    blocks: {
      start: ring('owner', 'mobile'),
      mobile: ring('owner-mobile', 'group'),
      group: ring('department', 'message'),
      message: voicemail,
    },
    caller: { speakMs: 4000 },
    pass: 120,
    expected: { outcome: 'voicemail', rung: [[IVAN], [MOBILE], [IVAN, MARIA]] },
  },
  {
    name: 'a caller whose carrier cuts unanswered calls after a minute hears it ring for longer, and leaves his message',
    blocks: {
      start: ring('owner', 'mobile', { seconds: 30 }),
      mobile: ring('owner-mobile', 'group', { seconds: 25 }),
      group: ring('department', 'message', { seconds: 30 }),
      message: voicemail,
    },
    caller: { speakMs: 4000, carrierPatienceMs: 60_000 },
    pass: 150,
    expected: { outcome: 'voicemail', rung: [[IVAN], [MOBILE], [IVAN, MARIA]], promises: ['voicemail of ivan'] },
  },
  {
    name: 'one long ring is answered in time, too, however late somebody picks up',
    blocks: { start: ring('owner', 'bye', { seconds: 90 }) },
    caller: { carrierPatienceMs: 60_000 },
    phones: { ivan: answers(75_000) },
    pass: 120,
    expected: { outcome: 'answered', answeredBy: 'ivan', rung: [[IVAN]] },
  },
  {
    name: 'a carrier of little patience gives up before anybody would have been too late, and the call is missed',
    blocks: { start: ring('owner', 'bye', { seconds: 20 }) },
    caller: { carrierPatienceMs: 10_000 },
    pass: 60,
    expected: { outcome: 'missed', heard: [], promises: ['missed-call of ivan'] },
  },
];

test.each(stories.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  await runStory(house, one);
});
