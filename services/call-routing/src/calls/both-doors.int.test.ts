import { eventually, GEORGI, SALES, type Sql } from '@ringbase/testing';
import { type OpenedRouting, openCallRouting } from '../testing/open-call-routing.js';
import { type Call, type PhoneCompany, type Post, post, tellCall, telnyx, twilio } from '../testing/phone-companies.js';

let opened: OpenedRouting;
let sql: Sql;

const began = new Date('2026-03-02T08:00:00Z');
let now = began;
const clock = () => now;
/** A second passes with each message, so that both doors' stories take the same time. */
const send: Post = (path, form, headers) => {
  now = new Date(now.getTime() + 1000);
  return post(opened.port)(path, form, headers);
};

beforeAll(async () => {
  opened = await openCallRouting({ clock });
  ({ sql } = opened);
});

afterAll(() => opened?.close());

const stories: [string, string, (call: Call) => Promise<void>][] = [
  [
    'somebody of the department answers, they talk, it is recorded',
    '+359888000111',
    async (call) => {
      await call.phonesIn();
      call.rings('sip:maria@pbx.example');
      const sid = call.newRecording();
      await call.callee('ringing', 1);
      await call.callee('in-progress', 4);
      await call.recording(sid, 'in-progress');
      await call.recording(sid, 'completed', { RecordingDuration: '30', RecordingChannels: '2' });
      await call.callee('completed', 34, { CallDuration: '30' });
      await call.ringEnds('completed', true, { DialCallDuration: '30' });
      await call.ends(35, 35);
    },
  ],
  [
    'the same, told in another order and twice',
    '+359888000112',
    async (call) => {
      await call.phonesIn();
      call.rings('sip:maria@pbx.example');
      const sid = call.newRecording();
      await call.recording(sid, 'completed', { RecordingDuration: '30', RecordingChannels: '2' });
      await call.callee('completed', 34, { CallDuration: '30' });
      await call.ends(35, 35);
      for (const _ of [1, 2]) await call.callee('in-progress', 4);
      await call.callee('ringing', 1);
      await call.recording(sid, 'in-progress');
      await call.ringEnds('completed', true, { DialCallDuration: '30' });
    },
  ],
  [
    'nobody answers, a message is left',
    '+359888000113',
    async (call) => {
      await call.phonesIn();
      call.rings('sip:maria@pbx.example');
      await call.callee('no-answer', 21);
      await call.ringEnds('no-answer', false);
      const sid = call.newRecording();
      await call.recording(sid, 'completed', { RecordingDuration: '5', RecordingChannels: '1' });
      await call.messageLeft(sid);
      await call.ends(40, 40);
    },
  ],
  [
    'the caller hangs up while it rings',
    '+359888000114',
    async (call) => {
      await call.phonesIn();
      call.rings('sip:maria@pbx.example');
      await call.callee('ringing', 1);
      await call.callee('canceled', 5);
      await call.ends(5, 0);
    },
  ],
  [
    'the owner is away: his mobile presses one, and they talk',
    GEORGI,
    async (call) => {
      await call.phonesIn();
      call.rings('+359878000001');
      await call.callee('in-progress', 4);
      await call.presses('1');
      await call.callee('completed', 24, { CallDuration: '20' });
      await call.ringEnds('completed', true, { DialCallDuration: '18' });
      await call.ends(25, 25);
    },
  ],
  [
    'his mobile’s voicemail picks up: the department rings after it and takes the call',
    GEORGI,
    async (call) => {
      await call.phonesIn();
      call.rings('+359878000001');
      await call.callee('in-progress', 4);
      await call.presses('');
      await call.callee('completed', 12, { CallDuration: '8' });
      await call.ringEnds('completed', false, { DialCallDuration: '8' });
      call.rings('sip:maria@pbx.example');
      await call.callee('in-progress', 15);
      await call.callee('completed', 45, { CallDuration: '30' });
      await call.ringEnds('completed', true, { DialCallDuration: '30' });
      await call.ends(46, 46);
    },
  ],
];

/** A table's rows of a call without what names the provider: everything else, moments included, is to be the same. */
const named = ['id', 'call_id', 'leg_id', 'provider', 'provider_call_id', 'provider_recording_id', 'route_state', 'created_at'];
async function rowsOf(table: string, column: string, callId: string, order: string) {
  const rows = await sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) - $2::text[] as row from ${table} t where ${column} = $1 order by ${order}`,
    [callId, named],
  );
  return rows.map(({ row }) => row);
}

async function toldBy(by: PhoneCompany, [, from, story]: (typeof stories)[number]) {
  now = began;
  await sql.query('delete from presence');
  const call = tellCall(by, send, { from, dialled: SALES, began });
  await story(call);
  const { callId } = call;
  expect(await sql.query('select provider, state from calls where id = $1', [callId])).toEqual([{ provider: by.provider, state: 'ended' }]);
  return {
    answers: call.answers,
    call: await rowsOf('calls', 'id', callId, 'id'),
    legs: await rowsOf('legs', 'call_id', callId, 'role, address, step'),
    recordings: await rowsOf('recordings', 'call_id', callId, 'step, kind'),
    events: await sql.query('select kind, at, count(*)::int as n from call_events where call_id = $1 group by 1, 2 order by 1, 2', [
      callId,
    ]),
  };
}

test.each(stories.map((story) => [story[0], story] as const))('through either door: %s', async (_, story) => {
  const { answers, ...rows } = await toldBy(twilio(), story);
  const { answers: otherAnswers, ...otherRows } = await toldBy(telnyx(clock), story);
  expect(otherRows).toEqual(rows);
  // A screening answer of Telnyx's hangs up whoever presses nothing: there alone the markup has a verb more.
  const heard = (all: readonly (readonly string[])[]) => all.map((verbs) => verbs.join(' ').replace('Gather Say Hangup', 'Gather Say'));
  expect(heard(otherAnswers)).toEqual(heard(answers));
});

test.each([
  ['Twilio', twilio],
  ['Telnyx', () => telnyx(clock)],
] as const)(
  'what %s tells while the database is gone is written when it is there again, though nobody tells it once more',
  async (_, company) => {
    now = began;
    await sql.query('delete from presence');
    const call = tellCall(company(), send, { from: '+359888000115', dialled: SALES, began });
    await call.phonesIn();
    call.rings('sip:maria@pbx.example');
    await call.callee('in-progress', 4);
    const { pool } = opened.house;
    const { query } = pool;
    Object.assign(pool, { query: () => Promise.reject(new Error('gone')) });
    try {
      for (const _ of [1, 2]) await expect(call.callee('completed', 34, { CallDuration: '30' })).rejects.toThrow('503');
      await expect(call.ends(35, 35)).rejects.toThrow('503');
    } finally {
      Object.assign(pool, { query });
    }
    const ended = new Date(began.getTime() + 35_000);
    await eventually('the call is over', async () => {
      const rows = await sql.query<{ ended_at: Date | null }>('select ended_at from calls where id = $1', [call.callId]);
      return rows[0]?.ended_at?.getTime() === ended.getTime();
    });
  },
);

test.each([
  ['Twilio', twilio],
  ['Telnyx', () => telnyx(clock)],
] as const)(
  'a ring’s end that %s tells once more, since the answer from memory came too late, is answered from memory again',
  async (_, company) => {
    now = began;
    await sql.query('delete from presence');
    const call = tellCall(company(), send, { from: '+359888000116', dialled: SALES, began });
    await call.phonesIn();
    call.rings('sip:maria@pbx.example');
    await opened.routing.refreshStaticPlans();
    const { pool } = opened.house;
    const { query } = pool;
    Object.assign(pool, { query: () => Promise.reject(new Error('gone')) });
    try {
      await call.ringEnds('busy', false);
    } finally {
      Object.assign(pool, { query });
    }
    await eventually(
      'it is written as a step of the static plan',
      async () =>
        (await sql.query(`select 1 from call_events where call_id = $1 and kind = 'static-answer-given'`, [call.callId])).length > 0,
    );
    await call.asksAgain();
    const [, first, again] = call.answers;
    expect(first).toContain('Dial');
    expect(again).toEqual(first);
  },
);
