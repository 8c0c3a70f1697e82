import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Database, findDialIntent, makeDatabase } from '@ringbase/database';
import { findFreePort } from '@ringbase/platform';
import { dialUrlsOf, makeTwilioTelephony } from '@ringbase/telephony';
import {
  account,
  createTestDatabase,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  openTab,
  type PhoneCompany,
  SALES,
  SERVICE,
  type ServiceProcess,
  type SmallCompany,
  type Sql,
  startPhoneCompany,
  startProcess,
  type TestDatabase,
} from '@ringbase/testing';
import { readLedger } from './ledger.js';

let database: TestDatabase;
let sql: Sql;
let company: SmallCompany;
let phones: PhoneCompany;
let routing: ServiceProcess;
let directory: string;
let house: Database;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-story-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  house = makeDatabase({
    url: database.url,
    role: 'worker',
    max: 1,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 3000,
    onIdleError: () => undefined,
  });
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  phones = await startPhoneCompany();
  await phones.control('PUT', '/control/clock', { virtual: true, now: new Date().toISOString() });
  const port = await findFreePort();
  routing = await startProcess('call-routing', {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    STORAGE_URL: pathToFileURL(directory).href,
    TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
    CLOCK_URL: `${phones.url}/clock`,
  });
  await Promise.all([phones.connect(SALES, routing.url), phones.connect(SERVICE, routing.url)]);
}, 60_000);

afterAll(async () => {
  await routing?.stop();
  await house?.close();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
  await phones?.stop();
});

beforeEach(async () => {
  await phones.phone('client:ivan', 'client', 'no-answer');
  await phones.phone('+359878000001', 'mobile', 'no-answer');
  await phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
  await phones.phone('sip:petar@pbx.example', 'sip', 'no-answer');
  await sql.query('delete from person_calls');
  await sql.query('update presence set wrap_up_until = null');
  await sql.query(`delete from callbacks`);
});

const pass = (seconds: number) => phones.control('POST', '/control/clock/advance', { ms: seconds * 1000 });

async function ended(callSid: string) {
  return eventually(
    `call ${callSid} has ended`,
    async () => (await sql.query(`select * from calls where provider_call_id = $1 and state = 'ended'`, [callSid]))[0],
  );
}

const legsOf = (callId: unknown) =>
  sql.query(`select role, outcome, person_id from legs where call_id = $1 order by role, person_id, outcome`, [callId]);
const trace = async (callId: unknown): Promise<string[]> =>
  (
    await sql.query<{ body: { trace: { reason: string }[] } }>(
      `select body from call_events where call_id = $1 and kind = 'routed' order by number`,
      [callId],
    )
  ).flatMap((row) => row.body.trace.map((entry) => entry.reason));

test('a known caller reaches the owner of his open application', async () => {
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 2000, talkMs: 40_000 });
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(60);
  const call = await ended(callSid);
  expect(call).toMatchObject({
    outcome: 'answered',
    application_id: company.roof.id,
    client_id: company.georgi.id,
    answered_by_person_id: company.ivan.id,
  });
  expect(await legsOf(call.id)).toEqual([
    { role: 'caller', outcome: 'connected', person_id: null },
    { role: 'manager', outcome: 'connected', person_id: company.ivan.id },
  ]);
  expect(await trace(call.id)).toEqual(['open-application', 'owner-available', 'ringing-owner', 'talked']);
  expect(await sql.query(`select count(*)::int as n from callbacks`)).toEqual([{ n: 0 }]);
});

test('an owner who does not answer at his desk takes the call on his mobile by pressing one', async () => {
  await phones.phone('+359878000001', 'mobile', 'answer', { afterMs: 3000, digits: '1', talkMs: 30_000 });
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(120);
  const call = await ended(callSid);
  expect(call).toMatchObject({ outcome: 'answered', answered_by_person_id: company.ivan.id });
  expect(await trace(call.id)).toEqual([
    'open-application',
    'owner-available',
    'ringing-owner',
    'nobody-answered',
    'ringing-owner-mobile',
    'talked',
  ]);
});

test('a mobile’s voicemail never swallows a client: the department rings after it', async () => {
  await phones.phone('+359878000001', 'mobile', 'voicemail', { afterMs: 3000 });
  await phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 3000, talkMs: 30_000 });
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(180);
  const call = await ended(callSid);
  expect(call).toMatchObject({ outcome: 'answered', answered_by_person_id: company.maria.id, intended_person_id: company.ivan.id });
  expect(await legsOf(call.id)).toContainEqual({ role: 'manager', outcome: 'not-accepted', person_id: company.ivan.id });
});

test('an unknown caller whom nobody answers leaves a message that becomes a promise of the curator’s', async () => {
  const callSid = await phones.callIn('+359899777888', SALES);
  await pass(240);
  const call = await ended(callSid);
  expect(call).toMatchObject({ outcome: 'voicemail', client_id: null, application_id: null, caller_e164: '+359899777888' });
  expect(await sql.query(`select origin, state, owner_id, caller_e164, client_id from callbacks`)).toEqual([
    { origin: 'voicemail', state: 'open', owner_id: company.cyril.id, caller_e164: '+359899777888', client_id: null },
  ]);
});

test('a caller who gives up while it rings leaves a promise of his owner’s, and the next talk keeps it', async () => {
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(5);
  await phones.control('POST', `/control/calls/${callSid}/hangup`);
  await pass(5);
  expect(await ended(callSid)).toMatchObject({ outcome: 'missed', answered_by_person_id: null });
  expect(await sql.query(`select origin, state, owner_id, client_id from callbacks`)).toEqual([
    { origin: 'missed-call', state: 'open', owner_id: company.ivan.id, client_id: company.georgi.id },
  ]);
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 1000, talkMs: 10_000 });
  const second = await phones.callIn(GEORGI, SALES);
  await pass(60);
  await ended(second);
  expect(await sql.query(`select state from callbacks`)).toEqual([{ state: 'kept' }]);
});

test.each([
  ['a client of the base', GEORGI],
  ['an unknown number', '+359899777889'],
])('a voice message of %s turns his missed call into one promise, from which it is heard', async (_, from) => {
  const missed = await phones.callIn(from, SALES);
  await pass(5);
  await phones.control('POST', `/control/calls/${missed}/hangup`);
  await pass(5);
  expect(await ended(missed)).toMatchObject({ outcome: 'missed' });
  const [before] = await sql.query<{ id: string; origin: string }>('select id, origin from callbacks');
  expect(before).toMatchObject({ origin: 'missed-call' });

  const spoken = await phones.callIn(from, SALES);
  await pass(240);
  const call = await ended(spoken);
  expect(call).toMatchObject({ outcome: 'voicemail' });
  const promises = await sql.query(
    `select c.id, c.origin, c.state, c.call_id, (select count(*)::int from recordings r where r.call_id = c.call_id and r.kind = 'voicemail') as messages
     from callbacks c`,
  );
  expect(promises).toEqual([{ id: before?.id, origin: 'voicemail', state: 'open', call_id: call.id, messages: 1 }]);

  const again = await phones.callIn(from, SALES);
  await pass(5);
  await phones.control('POST', `/control/calls/${again}/hangup`);
  await pass(5);
  await ended(again);
  expect(await sql.query('select origin, call_id from callbacks')).toEqual([{ origin: 'voicemail', call_id: call.id }]);
});

test.each([['anonymous'], ['sip:alice@example.org'], ['client:somebody'], ['12345'], ['+266696687']])(
  '%s is routed as an unknown caller',
  async (from) => {
    await phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 1000, talkMs: 5000 });
    const callSid = await phones.callIn(from, SALES);
    await pass(60);
    const call = await ended(callSid);
    expect(call).toMatchObject({ outcome: 'answered', client_id: null, caller_e164: null, answered_by_person_id: company.maria.id });
    expect(await trace(call.id)).toContain('unknown-caller');
  },
);

test('a number that is none of ours is answered politely and written down', async () => {
  await phones.connect('+35924000099', routing.url);
  const callSid = await phones.callIn(GEORGI, '+35924000099');
  await pass(30);
  const call = await ended(callSid);
  expect(call).toMatchObject({ department_id: null, outcome: 'missed' });
  const { heard } = await phones.control<{ heard: { callSid: string; what: string }[] }>('GET', `/control/ledger?callSid=${callSid}`);
  expect(heard.map((one) => one.what)).toContain('say');
});

test('the line of a manager who talks is busy and free again after his wrap-up', async () => {
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 1000, talkMs: 60_000 });
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(10);
  await eventually(
    'Ivan is on the call',
    async () => (await sql.query(`select 1 from person_calls where person_id = $1`, [company.ivan.id]))[0],
  );
  await pass(60);
  const call = await ended(callSid);
  const [presence] = await sql.query<{ wrap_up_since: Date; wrap_up_until: Date }>(
    `select wrap_up_since, wrap_up_until from presence where person_id = $1`,
    [company.ivan.id],
  );
  expect(await sql.query('select from person_calls')).toEqual([]);
  expect(presence?.wrap_up_since).toEqual(call.ended_at);
  expect(presence?.wrap_up_until.getTime()).toBe((call.ended_at as Date).getTime() + 30_000);
});

describe('a click of a manager who has his mobile alone', () => {
  const MOBILE = '+359878000001';
  const telephony = () =>
    makeTwilioTelephony({
      accountSid: account.TWILIO_ACCOUNT_SID,
      authToken: account.TWILIO_AUTH_TOKEN,
      apiKey: account.TWILIO_API_KEY,
      apiSecret: account.TWILIO_API_SECRET,
      apiBaseUrl: phones.url,
    });

  /** What the worker does with a click that waits. */
  async function click() {
    const id = randomUUID();
    await sql.insert('dial_intents', [
      {
        id,
        key: id,
        person_id: company.ivan.id,
        phone_id: company.georgiPhone.id,
        client_id: company.georgi.id,
        application_id: company.roof.id,
        state: 'dialling',
        device_address: MOBILE,
        caller_id: SALES,
        requested_at: new Date(),
        claimed_at: new Date(),
      },
    ]);
    const { providerCallId } = await telephony().createCall({
      to: MOBILE,
      from: SALES,
      timeoutSeconds: 30,
      ...dialUrlsOf(routing.url, id),
    });
    return { id, providerCallId };
  }
  const rungClients = async (callSid: string) => (await phones.legs()).filter((leg) => leg.parentCallSid === callSid).map((leg) => leg.to);

  beforeEach(() => phones.phone(GEORGI, 'mobile', 'answer', { afterMs: 1000, talkMs: 20_000 }));

  test('rings the client after he has pressed one', async () => {
    await phones.phone(MOBILE, 'mobile', 'answer', { afterMs: 3000, digits: '1', talkMs: 40_000 });
    const { providerCallId } = await click();
    await pass(120);
    const call = await ended(providerCallId);
    expect(call).toMatchObject({ direction: 'outbound', outcome: 'answered', answered_by_person_id: company.ivan.id });
    expect(await rungClients(providerCallId)).toEqual([GEORGI]);
    expect(await legsOf(call.id)).toEqual([
      { role: 'client', outcome: 'connected', person_id: null },
      { role: 'manager', outcome: 'connected', person_id: company.ivan.id },
    ]);
  });

  test('has the client told that he is recorded before they are bridged, where the department says so', async () => {
    await sql.query(`update departments set recording_announcement = 'This call is recorded.' where id = $1`, [company.sales.id]);
    await phones.phone(MOBILE, 'mobile', 'answer', { afterMs: 3000, digits: '1', talkMs: 40_000 });
    const { providerCallId } = await click();
    await pass(120);
    await sql.query('update departments set recording_announcement = null');
    expect(await ended(providerCallId)).toMatchObject({ direction: 'outbound', outcome: 'answered' });
    const { heard, legs } = await readLedger(phones);
    const client = legs.find((leg) => leg.parentCallSid === providerCallId);
    expect(heard.filter((one) => one.callSid === client?.callSid && one.what === 'say')).toMatchObject([
      { detail: expect.stringContaining('This call is recorded.') },
    ]);
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['his voicemail', 'voicemail', { afterMs: 3000 }],
    ['somebody who presses another digit', 'answer', { afterMs: 3000, digits: '5', talkMs: 40_000 }],
  ])('rings nobody when %s picks up', async (_, behaviour, more) => {
    await phones.phone(MOBILE, 'mobile', behaviour, more);
    const { id, providerCallId } = await click();
    await pass(120);
    const call = await ended(providerCallId);
    expect(call).toMatchObject({ direction: 'outbound', outcome: 'failed', answered_by_person_id: null });
    expect(await rungClients(providerCallId)).toEqual([]);
    expect(await legsOf(call.id)).toEqual([{ role: 'manager', outcome: 'not-accepted', person_id: company.ivan.id }]);
    expect(await findDialIntent(house.db, id)).toMatchObject({ state: 'failed', reason: 'not-accepted', callId: call.id });
    expect(await sql.query('select from person_calls where call_id = $1', [call.id])).toEqual([]);
  });
});

test('no verb or attribute that the phone company does not know was ever sent', async () => {
  const { warnings } = await phones.control<{ warnings: unknown[] }>('GET', '/control/ledger');
  expect(warnings).toEqual([]);
});
