import { randomUUID } from 'node:crypto';
import type { BlockCaller } from '@ringbase/contracts';
import { type Database, makeDatabase } from '@ringbase/database';
import type { CallSignal } from '@ringbase/domain';
import { makeIds, makeLogger } from '@ringbase/platform';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { listCalls } from '../calls/list-calls.js';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { type HouseContext, makeHouseContext } from '../context.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { blockCaller } from './block-caller.js';
import { changeBlockingSettings } from './change-blocking-settings.js';
import { endBlock } from './end-block.js';
import { listBlockedCallers } from './list-blocked-callers.js';
import { readBlockingSettings } from './read-blocking-settings.js';
import { restoreBlock } from './restore-block.js';

const DID = '+35924000001';
const SERVICE_DID = '+35924000002';
const STRANGER = '+359899000001';
const settings = { rateEnabled: true, rateCalls: 10, rateMinutes: 10, rateBlockMinutes: 60, rateKnownClients: false };

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let routing: Database;
let house: HouseContext;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  for (const [e164, department] of [
    [DID, company.sales],
    [SERVICE_DID, company.service],
  ])
    await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Ours', 'BG')`, [
      e164,
      department,
    ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'mobile', '+359878000001')`, [
    company.people.ivan.id,
  ]);
  const client = await company.addClient(company.people.ivan.id);
  await company.query(`insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, '0888', '+359888123456')`, [client]);
  routing = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 8,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  house = makeHouseContext({
    house: routing,
    clock: () => company.time.now,
    ids: makeIds(() => new Date()),
    log: makeLogger({ service: 'test', level: 'silent' }),
  });
});
afterAll(async () => {
  await routing?.close();
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  await company.query('truncate outbox, audit, callbacks, calls, blocked_callers cascade');
  await company.query('update blocking_settings set rate_enabled = true, rate_calls = 10, rate_minutes = 10, rate_known_clients = false');
  company.time.pass(86_400_000);
});

const inMinutes = (minutes: number) => new Date(company.time.now.getTime() + minutes * 60_000).toISOString();
const director = () => contexts.as(company.people.dora);
const curator = () => contexts.as(company.people.kira);
const block = (more: Record<string, unknown>): BlockCaller =>
  ({ departmentId: null, until: null, reason: 'Sells air', ...more }) as BlockCaller;
const lives = async () => (await listBlockedCallers(director(), { state: 'live', limit: 50 })).items;

/** Somebody phones; gives the call's id and whether he was turned away. */
async function phone(from: string, to = DID): Promise<{ callId: string; rejected: boolean }> {
  const callId = randomUUID();
  const leg = { legId: randomUUID(), providerCallId: callId, parentProviderCallId: null, from, to, direction: 'inbound' as const };
  const base = { provider: 'twilio', callId, rootProviderCallId: callId, leg };
  const answer = await recordCallSignal(house, { ...base, key: `voice:${callId}`, kind: 'inbound' }, { defaultRegion: 'BG' });
  const end: CallSignal = {
    ...base,
    key: `status:${callId}`,
    kind: 'leg-progress',
    status: 'failed',
    at: company.time.now,
    seconds: 0,
    sequence: null,
    step: null,
    intentId: null,
  };
  await recordCallSignal(house, end, { defaultRegion: 'BG' });
  return { callId, rejected: answer[0]?.kind === 'reject' };
}

async function phoneOften(from: string, times: number): Promise<boolean[]> {
  const rejected: boolean[] = [];
  for (let call = 0; call < times; call += 1) {
    rejected.push((await phone(from)).rejected);
    company.time.pass(10_000);
  }
  return rejected;
}

test('a blocked number is turned away and every trace of it is written: the call, its reason, the count, and no promise', async () => {
  const made = await blockCaller(director(), block({ kind: 'number', number: '0899 000 001' }));
  expect(made).toMatchObject({ kind: 'number', shown: STRANGER, stoppedCalls: 0, state: 'live', mayEnd: true });
  const { callId, rejected } = await phone(STRANGER);
  expect(rejected).toBe(true);
  expect(await company.query('select state, outcome, blocked_caller_id from calls where id = $1', [callId])).toEqual([
    { state: 'ended', outcome: 'blocked', blocked_caller_id: made.id },
  ]);
  expect(await company.query('select 1 from callbacks')).toEqual([]);
  expect(await company.query('select 1 from offers')).toEqual([]);
  const calls = await listCalls(director(), { outcome: 'blocked', blockedCallerId: made.id, limit: 50 });
  expect(calls.items.map((call) => call.id)).toEqual([callId]);
  expect(await lives()).toMatchObject([{ id: made.id, stoppedCalls: 1, lastStoppedAt: company.time.now.toISOString() }]);
});

test('a prefix stops whoever begins so, of the department that it is for', async () => {
  await blockCaller(curator(), block({ kind: 'prefix', prefix: '+359 899', departmentId: company.sales }));
  expect((await phone(STRANGER)).rejected).toBe(true);
  expect((await phone(STRANGER, SERVICE_DID)).rejected).toBe(false);
  expect((await phone('+359888000001')).rejected).toBe(false);
});

test('who withholds his number follows the script until a block says otherwise', async () => {
  expect((await phone('anonymous')).rejected).toBe(false);
  await blockCaller(director(), block({ kind: 'withheld', until: inMinutes(30) }));
  expect((await phone('Restricted')).rejected).toBe(true);
  expect((await phone(STRANGER)).rejected).toBe(false);
  company.time.pass(30 * 60_000);
  expect((await phone('+266696687')).rejected).toBe(false);
});

test('the eleventh call within ten minutes blocks its number for an hour, and then it is let through', async () => {
  expect(await phoneOften(STRANGER, 12)).toEqual([...Array.from({ length: 10 }, () => false), true, true]);
  expect(await lives()).toMatchObject([
    { kind: 'number', shown: STRANGER, origin: 'rate', rate: { calls: 11, minutes: 10 }, blockedBy: null, stoppedCalls: 2 },
  ]);
  company.time.pass(60 * 60_000);
  expect((await phone(STRANGER)).rejected).toBe(false);
  expect(await lives()).toEqual([]);
});

test('calls spread over more time block nobody', async () => {
  for (let call = 0; call < 15; call += 1) {
    expect((await phone(STRANGER)).rejected).toBe(false);
    company.time.pass(61_000);
  }
});

test('calls that come at once begin one block', async () => {
  await phoneOften(STRANGER, 10);
  const rejected = await Promise.all(Array.from({ length: 8 }, () => phone(STRANGER)));
  expect(rejected.map((call) => call.rejected)).toEqual(Array.from({ length: 8 }, () => true));
  expect(await lives()).toMatchObject([{ stoppedCalls: 8 }]);
});

test('a number let through by hand may phone ten times more, and a second block is the second of its number', async () => {
  await phoneOften(STRANGER, 11);
  const [automatic] = await lives();
  await endBlock(curator(), { id: automatic!.id });
  expect(await phoneOften(STRANGER, 11)).toEqual([...Array.from({ length: 10 }, () => false), true]);
  expect(await company.query('select ordinal from blocked_callers order by ordinal')).toEqual([{ ordinal: 1 }, { ordinal: 2 }]);
});

test('clients and our own telephones may phone as often as they like, unless the settings say so of clients', async () => {
  expect(await phoneOften('+359878000001', 12)).not.toContain(true);
  expect(await phoneOften('+359888123456', 12)).not.toContain(true);
  await changeBlockingSettings(director(), { ...settings, rateKnownClients: true });
  expect(await readBlockingSettings(curator())).toEqual({ ...settings, rateKnownClients: true });
  expect((await phone('+359888123456')).rejected).toBe(true);
  await changeBlockingSettings(director(), { ...settings, rateEnabled: false });
  expect(await phoneOften('+359899000002', 12)).not.toContain(true);
});

test('a block is ended and restored, and both are in the log', async () => {
  const { id } = await blockCaller(director(), block({ kind: 'number', number: STRANGER }));
  expect(await endBlock(director(), { id })).toMatchObject({ state: 'over', endedBy: { name: 'Dora' } });
  expect((await phone(STRANGER)).rejected).toBe(false);
  expect((await listBlockedCallers(director(), { state: 'over', limit: 50 })).items).toMatchObject([{ id }]);
  expect(await restoreBlock(director(), { id })).toMatchObject({ state: 'live', endedAt: null });
  expect((await phone(STRANGER)).rejected).toBe(true);
  expect(
    await company.query(`select act from audit where object_kind = 'blocked-caller' and act <> 'blocked-caller.listed' order by at, act`),
  ).toEqual(['blocked', 'ended', 'restored'].map((act) => ({ act: `blocked-caller.${act}` })));
});

test('a block is not restored beside a new one of the same caller', async () => {
  const { id } = await blockCaller(director(), block({ kind: 'number', number: STRANGER }));
  await endBlock(director(), { id });
  await blockCaller(director(), block({ kind: 'number', number: STRANGER }));
  await expect(restoreBlock(director(), { id })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('two who block the same caller at once make one block', async () => {
  const both = [1, 2].map(() => blockCaller(director(), block({ kind: 'number', number: STRANGER })));
  const settled = await Promise.allSettled(both);
  expect(settled.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'CONFLICT' });
});

test.each<[string, Record<string, unknown>, object]>([
  ['no number', { kind: 'number', number: 'somebody' }, { code: 'INVALID', details: { field: 'number', reason: 'not-a-number' } }],
  ['what stands for a withheld one', { kind: 'number', number: '+266696687' }, { code: 'INVALID', details: { reason: 'withheld' } }],
  ['our own number', { kind: 'number', number: '02 400 0001' }, { code: 'INVALID', details: { reason: 'own-number' } }],
  [
    'a prefix of our own number',
    { kind: 'prefix', prefix: '+35924' },
    { code: 'INVALID', details: { field: 'prefix', reason: 'own-number' } },
  ],
  ['half a country', { kind: 'prefix', prefix: '+3598' }, { code: 'INVALID', details: { reason: 'too-short' } }],
  ['no prefix', { kind: 'prefix', prefix: '0899' }, { code: 'INVALID', details: { reason: 'not-a-prefix' } }],
  ['a moment that has passed', { kind: 'withheld', until: '2020-01-01T00:00:00Z' }, { code: 'INVALID', details: { field: 'until' } }],
  ['a department of nobody’s', { kind: 'withheld', departmentId: randomUUID() }, { code: 'INVALID', details: { field: 'departmentId' } }],
  ['a call that there is not', { kind: 'call', callId: randomUUID() }, { code: 'NOT_FOUND' }],
])('%s is refused with a reason, and nothing is written', async (_, more, expected) => {
  await expect(blockCaller(director(), block(more))).rejects.toMatchObject(expected);
  expect(await company.query('select 1 from blocked_callers')).toEqual([]);
});

test('a curator blocks for his department alone, and ends what is his or came by itself', async () => {
  const kolo = contexts.as(company.people.kolo);
  await expect(blockCaller(curator(), block({ kind: 'withheld' }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(blockCaller(curator(), block({ kind: 'withheld', departmentId: company.service }))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const mine = await blockCaller(curator(), block({ kind: 'withheld', departmentId: company.sales }));
  const everybodys = await blockCaller(director(), block({ kind: 'number', number: STRANGER }));
  expect((await listBlockedCallers(kolo, { state: 'live', limit: 50 })).items).toMatchObject([{ id: everybodys.id, mayEnd: false }]);
  await expect(endBlock(kolo, { id: mine.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(endBlock(curator(), { id: everybodys.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await endBlock(curator(), { id: mine.id })).toMatchObject({ state: 'over' });
});

test('the database itself lets nobody but them read or write a block', async () => {
  await blockCaller(director(), block({ kind: 'number', number: STRANGER }));
  for (const person of [company.people.ivan, company.people.anna])
    expect((await listBlockedCallers(contexts.as(person), { state: 'live', limit: 50 })).items).toEqual([]);
  const asDirector = contexts.as({ ...company.people.ivan, role: 'director' });
  await expect(blockCaller(asDirector, block({ kind: 'withheld' }))).rejects.toThrow();
  await expect(readBlockingSettings(contexts.as(company.people.ivan))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('who may not see numbers blocks the caller of a call, and sees him masked', async () => {
  const { callId } = await phone(STRANGER);
  const blind = contexts.as(company.people.kira, { seesNumbers: false });
  const reason = 'Calls from +359899000001 all day';
  const made = await blockCaller(blind, block({ kind: 'call', callId, departmentId: company.sales, reason }));
  expect(made).toMatchObject({ kind: 'number', shown: '+359 ••• ••• 01', callId });
  expect(JSON.stringify(made)).not.toContain('899000001');
  expect((await phone(STRANGER)).rejected).toBe(true);
  const { callId: withheld } = await phone('anonymous');
  await expect(blockCaller(blind, block({ kind: 'call', callId: withheld, departmentId: company.sales }))).rejects.toMatchObject({
    code: 'INVALID',
    details: { reason: 'no-number' },
  });
});
