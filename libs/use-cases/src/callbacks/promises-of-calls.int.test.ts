import { randomUUID } from 'node:crypto';
import type { CallSignal, LegStatus } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { chooseCandidateForCall } from '../calls/choose-candidate-for-call.js';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { makeContext } from '../context.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';

const OURS = '+35924000001';
const MOBILE = '+359881234567';
const OFFICE = '+35924445566';
const STRANGER = '+359897654321';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let clientId: string;
let applicationId: string;
const phoneOf: Record<string, string> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    OURS,
    company.sales,
  ]);
  for (const [name, { id }] of Object.entries(company.people))
    await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [
      id,
      `sip:${name}@pbx.example`,
    ]);
  clientId = await company.addClient(company.people.ivan.id, 'Георги');
  applicationId = await company.addApplication(clientId, company.people.ivan.id, company.sales);
  for (const number of [MOBILE, OFFICE]) phoneOf[number] = await addPhone(number);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  await company.query(
    'truncate recordings, legs, offers, call_events, call_signals, calls, callbacks, call_grants, dial_intents, call_facts, script_effects, remembered_choices, outbox cascade',
  );
  await company.query('delete from phones where e164 = $1', [STRANGER]);
});

async function addPhone(number: string): Promise<string> {
  const id = randomUUID();
  await company.query('insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $3)', [id, clientId, number]);
  return id;
}

type Call = { callId: string; root: string; from: string; to: string; intentId: string | null };
type Base = Omit<CallSignal, 'kind'>;
const record = (signal: CallSignal) => recordCallSignal(contexts.worker, signal, { defaultRegion: 'BG' });

function baseOf({ callId, root, from, to, intentId }: Call, what: string, child: string | null = null): Base {
  const leg = {
    legId: callId,
    providerCallId: root,
    parentProviderCallId: null,
    from,
    to,
    direction: intentId === null ? ('inbound' as const) : ('outbound' as const),
  };
  const base = { key: `${root}:${what}`, provider: 'twilio', callId, rootProviderCallId: root, leg };
  if (child === null) return base;
  const legId = callId.replace(/^.{4}/, 'beef');
  return { ...base, leg: { ...leg, legId, providerCallId: `${root}:child`, parentProviderCallId: root, to: child, direction: 'outbound' } };
}
const tell = (call: Call, status: LegStatus, seconds: number | null = null, child: string | null = null) =>
  record({
    ...baseOf(call, `${child ?? 'root'}:${status}`, child),
    kind: 'leg-progress',
    status,
    at: company.time.now,
    seconds,
    sequence: null,
    step: 1,
    intentId: call.intentId,
  });

async function phoneIn(from: string): Promise<Call> {
  const callId = randomUUID();
  const call = { callId, root: `CA${callId}`, from, to: OURS, intentId: null };
  company.time.pass(60_000);
  await record({ ...baseOf(call, 'inbound'), kind: 'inbound' });
  return call;
}
async function missed(from: string): Promise<Call> {
  const call = await phoneIn(from);
  company.time.pass(20_000);
  await tell(call, 'completed', 20);
  return call;
}
async function talkTo(call: Call, child: string, seconds: number): Promise<Call> {
  await tell(call, 'answered', null, child);
  company.time.pass(seconds * 1000);
  await tell(call, 'completed', seconds, child);
  await tell(call, 'completed', seconds + 5);
  return call;
}
const answered = async (from: string, by: keyof TestCompany['people'], seconds = 60) =>
  talkTo(await phoneIn(from), `sip:${by}@pbx.example`, seconds);
async function callBack(number: string, seconds = 60): Promise<void> {
  const intentId = randomUUID();
  await company.query(
    `insert into dial_intents (id, key, person_id, phone_id, client_id, state, caller_id, device_address, requested_at)
     values ($1, $1, $2, $3, $4, 'dialling', $5, 'sip:kira@pbx.example', $6)`,
    [intentId, company.people.kira.id, phoneOf[number], clientId, OURS, company.time.now],
  );
  const callId = randomUUID();
  company.time.pass(60_000);
  await talkTo({ callId, root: `CA${callId}`, from: OURS, to: 'sip:kira@pbx.example', intentId }, number, seconds);
}
const promises = () =>
  company.query(`select origin, state, kept_by_call_id is not null as by_call from callbacks where origin <> 'review' order by due_at`);
const reviews = () => company.query(`select state, owner_id, client_id, application_id, call_id from callbacks where origin = 'review'`);
const open = [{ origin: 'missed-call', state: 'open', by_call: false }];
const kept = [{ origin: 'missed-call', state: 'kept', by_call: true }];

test('a client who phones three times has one promise; what comes after it was kept makes another', async () => {
  for (const number of [MOBILE, OFFICE, MOBILE]) await missed(number);
  expect(await promises()).toEqual(open);
  await answered(MOBILE, 'ivan');
  await missed(OFFICE);
  expect(await promises()).toEqual([...kept, ...open]);
});

test.each([
  ['two telephones of a client', [MOBILE, OFFICE]],
  ['one unknown number', [STRANGER, STRANGER]],
])('ten calls that end at one moment, from %s, make one promise', async (_, numbers) => {
  const calls: Call[] = [];
  for (let index = 0; index < 10; index += 1) calls.push(await phoneIn(numbers[index % 2] ?? ''));
  await Promise.all(calls.map((call) => tell(call, 'completed', 20)));
  expect(await promises()).toEqual(open);
});

test('a voice message beside missed calls of the same moment is what the one promise is of', async () => {
  const calls = [await phoneIn(MOBILE), await phoneIn(OFFICE), await phoneIn(MOBILE)];
  const spoken = await phoneIn(OFFICE);
  await Promise.all([
    ...calls.map((call) => tell(call, 'completed', 20)),
    record({
      ...baseOf(spoken, 'voicemail'),
      kind: 'voicemail-left',
      seconds: 9,
      providerRecordingId: null,
      callerGone: true,
      step: 4,
      plan: 'script',
    }).then(() => tell(spoken, 'completed', 30)),
  ]);
  expect(await company.query('select origin, state, call_id from callbacks')).toEqual([
    { origin: 'voicemail', state: 'open', call_id: spoken.callId },
  ]);
});

describe('whoever calls again while his promise is open', () => {
  const due = () => company.query(`select origin, due_at, fired_at from callbacks where origin <> 'review'`);
  const snooze = async (days: number) => {
    const until = new Date(company.time.now.getTime() + days * 86_400_000);
    await company.query('update callbacks set due_at = $1, fired_at = null', [until]);
    return until;
  };

  test('is told of at once, although it was put off till Monday', async () => {
    await missed(MOBILE);
    await snooze(3);
    await missed(OFFICE);
    expect(await due()).toEqual([{ origin: 'missed-call', due_at: company.time.now, fired_at: null }]);
  });

  test('is told of once more, when it was told of before', async () => {
    await missed(MOBILE);
    const first = company.time.now;
    await company.query('update callbacks set fired_at = $1, look_at = $1, lease_until = $2', [first, new Date(first.getTime() + 600_000)]);
    await missed(MOBILE);
    expect(await due()).toEqual([{ origin: 'missed-call', due_at: first, fired_at: null }]);
    expect(await company.query('select look_at, lease_until from callbacks')).toEqual([{ look_at: null, lease_until: null }]);
  });

  test('is not told of anew by what comes late of an earlier call', async () => {
    const early = await phoneIn(MOBILE);
    company.time.pass(20_000);
    const ended = company.time.now;
    await missed(OFFICE);
    const until = await snooze(3);
    company.time.now = ended;
    await tell(early, 'completed', 20);
    expect(await due()).toEqual([{ origin: 'missed-call', due_at: until, fired_at: null }]);
  });
});

describe('a promise closes itself', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['when he phones again and is answered', () => answered(MOBILE, 'ivan')],
    ['whoever answers', () => answered(MOBILE, 'mira')],
    ['from another telephone of his', () => answered(OFFICE, 'ivan')],
    ['when somebody calls him back', () => callBack(MOBILE)],
    ['at another telephone of his', () => callBack(OFFICE)],
  ])('%s', async (_, talk) => {
    await missed(MOBILE);
    await company.query('truncate outbox');
    await company.query('update callbacks set lease_until = $1', [new Date(company.time.now.getTime() + 600_000)]);
    await talk();
    expect(await promises()).toEqual(kept);
    expect(await company.query('select from callbacks where lease_until is not null')).toEqual([]);
    const told = await company.query(
      `select audience from outbox where name = 'changed' and body->'changes'->0->>'noun' = 'callback' and body->'changes'->0->>'id' = (select id::text from callbacks where origin <> 'review')`,
    );
    expect(told).toEqual([{ audience: { people: [company.people.ivan.id], departments: [company.sales] } }]);
  });

  test('of an unknown number, once the number is a client’s and he is talked to at another', async () => {
    await missed(STRANGER);
    await addPhone(STRANGER);
    await answered(OFFICE, 'ivan');
    expect(await promises()).toEqual(kept);
  });

  test('when a talk with an unknown number turns out to have been one with him', async () => {
    const missing = await missed(MOBILE);
    const call = await answered(STRANGER, 'ivan');
    expect(await promises()).toEqual(open);
    await addPhone(STRANGER);
    const { ivan } = company.people;
    // Calls are written by the house's own role, as the services do it.
    const actor = { personId: ivan.id, role: ivan.role, seesNumbers: true, timeZone: 'Europe/Sofia' };
    await chooseCandidateForCall(makeContext(contexts.worker, company.app, actor), { callId: call.callId, applicationId });
    expect(await promises()).toEqual(kept);
    expect(await company.query('select kept_by_call_id from callbacks where call_id = $1', [missing.callId])).toEqual([
      { kept_by_call_id: call.callId },
    ]);
  });
});

describe('it stays open', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['when the answer was put down at once', () => answered(MOBILE, 'ivan', 3)],
    ['when a machine picked up', () => callBack(MOBILE, 4)],
    ['when he phones again in vain', () => missed(OFFICE)],
    ['when somebody else is talked to', () => answered(STRANGER, 'ivan')],
  ])('%s', async (_, happens) => {
    await missed(MOBILE);
    await happens();
    expect(await promises()).toEqual(open);
  });

  test('when what is told late is a talk of before it', async () => {
    const talk = await phoneIn(MOBILE);
    await tell(talk, 'answered', null, 'sip:ivan@pbx.example');
    const before = company.time.now;
    await missed(OFFICE);
    const { now } = company.time;
    company.time.now = new Date(before.getTime() + 30_000);
    await tell(talk, 'completed', 30, 'sip:ivan@pbx.example');
    await tell(talk, 'completed', 35);
    company.time.now = now;
    expect(await promises()).toEqual(open);
  });
});

describe('a call that somebody else has answered', () => {
  test('is the owner’s to look at, once', async () => {
    const call = await answered(MOBILE, 'mira');
    await tell(call, 'completed', 65);
    const { ivan } = company.people;
    expect(await reviews()).toEqual([
      { state: 'open', owner_id: ivan.id, client_id: clientId, application_id: applicationId, call_id: call.callId },
    ]);
    await answered(MOBILE, 'mira');
    expect(await reviews()).toHaveLength(2);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['his assistant’s is not', () => answered(MOBILE, 'anna')],
    ['his own is not', () => answered(MOBILE, 'ivan')],
    ['one put down at once is not', () => answered(MOBILE, 'mira', 2)],
    ['a stranger’s is not', () => answered(STRANGER, 'mira')],
    ['one that a colleague made is not', () => callBack(MOBILE)],
  ])('%s', async (_, happens) => {
    await happens();
    expect(await reviews()).toEqual([]);
  });
});
