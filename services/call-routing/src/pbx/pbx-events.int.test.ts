import { callIdOf } from '@ringbase/telephony';
import { GEORGI, openTab, SALES } from '@ringbase/testing';
import { type OpenedDoor, openPbxDoor } from '../testing/open-pbx-door.js';

let door: OpenedDoor;
beforeAll(async () => {
  door = await openPbxDoor();
});
afterAll(async () => door?.close());
beforeEach(async () => {
  await door.sql.query('truncate outbox, callbacks, presence, person_calls');
  door.time.now = new Date('2026-03-02T08:00:00.000Z');
});

let last = 0;
/** A call that came at eight and was asked about. */
async function asked(caller = GEORGI): Promise<string> {
  last += 1;
  const callId = `1700000001.${last}`;
  expect((await door.ask('POST', '/route', { body: { callId, dialled: SALES, caller } })).status).toBe(200);
  return callId;
}
const at = (second: number) => new Date(Date.parse('2026-03-02T08:00:00.000Z') + second * 1000).toISOString();
type Told = Record<string, unknown>;
/** Told in this order, half a minute after the call began. */
async function tell(callId: string, ...events: Told[]): Promise<number[]> {
  door.time.now = new Date('2026-03-02T08:10:00.000Z');
  const statuses: number[] = [];
  for (const event of events) statuses.push((await door.ask('POST', '/events', { body: { callId, ...event } })).status);
  return statuses;
}
const ringing = { event: 'ringing', at: at(1), extension: '201' };
const answer = { event: 'answer', at: at(9), extension: '202' };
const hangup = { event: 'hangup', at: at(69), cause: '16' };
const whole = [
  { event: 'new', at: at(0), dialled: SALES, caller: GEORGI },
  ringing,
  answer,
  { event: 'hangup', at: at(9), extension: '201', cause: '26' },
  hangup,
];

const onCall = () => door.sql.query('select person_id, call_id from person_calls');
async function rowOf(callId: string) {
  const id = callIdOf('pbx', callId);
  const [call] = await door.sql.query(
    `select state, outcome, answered_by_person_id, intended_person_id, application_id, client_id, caller_e164, dialled, started_at, answered_at, ended_at, ring_seconds, talk_seconds
     from calls where id = $1`,
    [id],
  );
  const legs = await door.sql.query(
    'select split_part(provider_call_id, $2, 2) as leg, role, person_id, device_kind, address, state, outcome, answered_at, ended_at from legs where call_id = $1 order by 1',
    [id, '/'],
  );
  return { call, legs };
}
const newsOf = async (kind: string) =>
  door.sql.query<{ body: Told; audience: Told }>('select body, audience from outbox where name = $1 order by id', [kind]);

test('who picks up is the one who answered: his card opens, he is on a call, and what was promised to the client is kept', async () => {
  const { maria, ivan, georgi, sales, roof } = door.company;
  await openTab(door.sql, maria.id, 'tab-of-maria', door.time.now);
  await door.sql.query(
    `insert into callbacks (id, origin, owner_id, department_id, client_id, due_at, time_zone) values (gen_random_uuid(), 'missed-call', $1, $2, $3, $4, 'UTC')`,
    [ivan.id, sales.id, georgi.id, door.time.now],
  );
  const callId = await asked();
  expect(await tell(callId, ringing, answer)).toEqual([204, 204]);
  expect((await rowOf(callId)).call).toMatchObject({ state: 'connected', answered_by_person_id: maria.id, intended_person_id: ivan.id });
  expect(await newsOf('open-card')).toEqual([
    {
      body: { kind: 'open-card', callId: callIdOf('pbx', callId), tab: 'tab-of-maria' },
      audience: { people: [maria.id], departments: [] },
    },
  ]);
  expect(await onCall()).toEqual([{ person_id: maria.id, call_id: callIdOf('pbx', callId) }]);
  expect(
    await door.sql.query('select application_id, until from call_grants where person_id = $1 and call_id = $2', [
      maria.id,
      callIdOf('pbx', callId),
    ]),
  ).toEqual([{ application_id: roof.id, until: null }]);
  await tell(callId, hangup);
  const { call, legs } = await rowOf(callId);
  expect(call).toMatchObject({ state: 'ended', outcome: 'answered', ring_seconds: 9, talk_seconds: 60 });
  expect(legs).toMatchObject([
    { leg: '', role: 'caller', outcome: 'connected' },
    { leg: '201', role: 'manager', person_id: ivan.id, device_kind: 'sip' },
    { leg: '202', role: 'manager', person_id: maria.id, device_kind: 'sip', address: 'sip:202@pbx.example' },
  ]);
  const promises = await door.sql.query('select origin, state, kept_by_call_id, owner_id from callbacks order by origin');
  expect(promises).toEqual([
    { origin: 'missed-call', state: 'kept', kept_by_call_id: callIdOf('pbx', callId), owner_id: ivan.id },
    { origin: 'review', state: 'open', kept_by_call_id: null, owner_id: ivan.id },
  ]);
  expect(await onCall()).toEqual([]);
  expect(await door.sql.query('select wrap_up_until from presence where person_id = $1', [maria.id])).toEqual([
    { wrap_up_until: new Date(at(99)) },
  ]);
});

test('nobody picks up: a missed call, and its owner has promised to call back', async () => {
  const { ivan, georgi } = door.company;
  const callId = await asked();
  await tell(callId, ringing, hangup, hangup);
  expect((await rowOf(callId)).call).toMatchObject({ state: 'ended', outcome: 'missed', answered_by_person_id: null });
  expect(await door.sql.query('select origin, owner_id, client_id, due_at from callbacks')).toEqual([
    { origin: 'missed-call', owner_id: ivan.id, client_id: georgi.id, due_at: new Date(at(69)) },
  ]);
  expect((await newsOf('ringing-over')).length).toBe(1);
});

test('who may have two calls at once is offered the second, and wraps up after the last', async () => {
  const { maria } = door.company;
  const wrapsUpUntil = async () => (await door.sql.query('select wrap_up_until from presence where person_id = $1', [maria.id]))[0];
  const routeOfStranger = async (n: number) =>
    (await door.ask('POST', '/route', { body: { callId: `stranger.${n}`, dialled: SALES, caller: '+359899000111' } })).body;
  const first = await asked();
  await tell(first, answer);
  expect(JSON.stringify(await routeOfStranger(1))).not.toContain('sip:202@pbx.example');
  await door.sql.query('update people set simultaneous_calls = 2 where id = $1', [maria.id]);
  try {
    expect(JSON.stringify(await routeOfStranger(2))).toContain('sip:202@pbx.example');
    const second = await asked();
    await tell(second, { ...answer, at: at(20) });
    expect(await onCall()).toHaveLength(2);
    expect(JSON.stringify(await routeOfStranger(3))).not.toContain('sip:202@pbx.example');
    await tell(first, hangup);
    expect(await onCall()).toEqual([{ person_id: maria.id, call_id: callIdOf('pbx', second) }]);
    expect(await wrapsUpUntil()).toEqual({ wrap_up_until: null });
    await tell(second, { ...hangup, at: at(90) });
    expect(await onCall()).toEqual([]);
    expect(await wrapsUpUntil()).toEqual({ wrap_up_until: new Date(at(120)) });
  } finally {
    await door.sql.query('update people set simultaneous_calls = 1');
    await door.sql.query('delete from person_calls');
  }
});

test('a call that is handed on is one call: the next is on it, the first wraps up, and who answered stays who answered', async () => {
  const { maria, ivan } = door.company;
  const callId = await asked();
  await tell(callId, answer, { event: 'transfer', at: at(30), extension: '201' });
  expect(await onCall()).toEqual([]);
  await tell(callId, { event: 'answer', at: at(34), extension: '201' });
  expect(await onCall()).toEqual([{ person_id: ivan.id, call_id: callIdOf('pbx', callId) }]);
  expect((await newsOf('open-card')).map(({ audience }) => audience['people'])).toEqual([[maria.id], [ivan.id]]);
  await tell(callId, { event: 'hangup', at: at(31), extension: '202', cause: '16' }, hangup);
  expect((await rowOf(callId)).call).toMatchObject({ outcome: 'answered', answered_by_person_id: maria.id, talk_seconds: 60 });
  expect(await door.sql.query('select count(*)::int as n from calls where provider_call_id = $1', [callId])).toEqual([{ n: 1 }]);
});

test('a mobile that the exchange has screened, an extension of nobody, and somebody unnamed: the call was answered', async () => {
  const { ivan } = door.company;
  const byMobile = await asked();
  await tell(byMobile, { event: 'answer', at: at(9), extension: '+359878000001' });
  expect((await rowOf(byMobile)).call).toMatchObject({ state: 'connected', answered_by_person_id: ivan.id });
  for (const event of [
    { event: 'answer', at: at(9), extension: '999' },
    { event: 'answer', at: at(9) },
  ]) {
    const callId = await asked();
    await tell(callId, event, hangup);
    expect((await rowOf(callId)).call).toMatchObject({ outcome: 'answered', answered_by_person_id: null });
  }
});

test('in whatever order, repeated and at once, the same call comes out', async () => {
  const first = await asked();
  await tell(first, ...whole);
  const expected = await rowOf(first);
  expect(expected.call).toMatchObject({ outcome: 'answered', answered_by_person_id: door.company.maria.id });
  for (const order of [
    [4, 3, 2, 1, 0],
    [2, 4, 0, 2, 1, 3, 4],
    [3, 1, 0, 4, 2],
    [1, 0, 2, 3, 4, 4, 3, 2, 1, 0],
  ]) {
    const callId = await asked();
    await tell(callId, ...order.map((index) => whole[index]!));
    expect(await rowOf(callId)).toEqual(expected);
  }
  const callId = await asked();
  await Promise.all([...whole, ...whole].map((event) => tell(callId, event)));
  expect(await rowOf(callId)).toEqual(expected);
});

test('what is told before the question is asked is not lost', async () => {
  const callId = 'told.first';
  await tell(callId, answer, hangup);
  expect((await rowOf(callId)).call).toMatchObject({ state: 'ended', outcome: 'answered', intended_person_id: null });
  await door.ask('POST', '/route', { body: { callId, dialled: SALES, caller: GEORGI } });
  expect((await rowOf(callId)).call).toMatchObject({
    outcome: 'answered',
    caller_e164: GEORGI,
    dialled: SALES,
    application_id: door.company.roof.id,
    answered_by_person_id: door.company.maria.id,
  });
  await tell('missed.first', hangup);
  expect(await door.sql.query('select origin from callbacks')).toEqual([]);
  await door.ask('POST', '/route', { body: { callId: 'missed.first', dialled: SALES, caller: GEORGI } });
  expect(await door.sql.query('select origin from callbacks')).toEqual([{ origin: 'missed-call' }]);
});

test('a call that is never asked about is in the history by its first word', async () => {
  await tell('cdr.1', { event: 'new', at: at(0), dialled: '02 400 0001', caller: '0888123456' }, hangup);
  expect((await rowOf('cdr.1')).call).toMatchObject({
    outcome: 'missed',
    dialled: SALES,
    caller_e164: GEORGI,
    application_id: door.company.roof.id,
  });
});

test('a form is as good as JSON', async () => {
  const callId = await asked();
  const form = { callId, event: 'answer', at: at(9), extension: '202', cause: '', dialled: '' };
  door.time.now = new Date('2026-03-02T08:10:00.000Z');
  expect((await door.ask('POST', '/events', { form })).status).toBe(204);
  expect((await rowOf(callId)).call).toMatchObject({ answered_by_person_id: door.company.maria.id });
});

test.each<[string, Told]>([
  ['an event nobody knows', { event: 'melt', at: at(0) }],
  ['no moment', { event: 'answer' }],
  ['a moment without its zone', { event: 'answer', at: '2026-03-02 08:00:00' }],
  ['a moment of the year 0', { event: 'answer', at: '0000-01-01T00:00:00Z' }],
  ['a moment that is still to come', { event: 'hangup', at: '2026-03-02T09:00:00Z' }],
  ['an extension that is a sentence', { event: 'answer', at: at(0), extension: "202' or 1=1" }],
  ['a transfer to nobody', { event: 'transfer', at: at(0) }],
  ['a dialled number that is none', { event: 'new', at: at(0), dialled: 'sales' }],
])('%s is refused and nothing is written', async (_, event) => {
  const callId = await asked();
  const before = await door.sql.query('select count(*)::int as n, max(version) as version from call_events, calls');
  const answered = await tell(callId, event);
  expect(answered).toEqual([400]);
  expect(await door.sql.query('select count(*)::int as n, max(version) as version from call_events, calls')).toEqual(before);
  const text = await door.ask('POST', '/events?format=text', { body: { callId, ...event } });
  expect([text.status, text.text]).toEqual([400, expect.stringMatching(/^error=.+\n$/)]);
});
