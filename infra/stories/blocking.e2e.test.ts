import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFreePort } from '@ringbase/platform';
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
import { signInApi } from './api-session.js';
import { checkLegs } from './check-legs.js';
import { readLedger } from './ledger.js';

const STRANGER = '+359899000001';

let database: TestDatabase;
let sql: Sql;
let company: SmallCompany;
let phones: PhoneCompany;
let routing: ServiceProcess;
let api: ServiceProcess;
let directory: string;
let ask: <T>(method: string, path: string, body?: unknown) => Promise<T>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-blocking-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  phones = await startPhoneCompany();
  await phones.control('PUT', '/control/clock', { virtual: true, now: new Date().toISOString() });
  const [routingPort, apiPort] = await Promise.all([findFreePort(), findFreePort()]);
  const common = {
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    CLOCK_URL: `${phones.url}/clock`,
    STORAGE_URL: pathToFileURL(join(directory, 'storage')).href,
    ...account,
  };
  [routing, api] = await Promise.all([
    startProcess('call-routing', { ...common, PORT: String(routingPort), PUBLIC_URL: `http://127.0.0.1:${routingPort}` }),
    startProcess('api', {
      ...common,
      PORT: String(apiPort),
      PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
      TWILIO_API_BASE_URL: phones.url,
    }),
  ]);
  await Promise.all([SALES, SERVICE].map((number) => phones.connect(number, routing.url)));
  await phones.phone('client:ivan', 'client', 'no-answer');
  await phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
  await phones.phone('sip:petar@pbx.example', 'sip', 'no-answer');
  await phones.phone('+359878000001', 'mobile', 'no-answer');
  ask = await signInApi(sql, api.url, company.dora.id);
}, 60_000);

afterAll(async () => {
  await Promise.all([routing?.stop(), api?.stop()]);
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
  await phones?.stop();
});

type Block = { id: string; shown: string; origin: string; stoppedCalls: number; lastStoppedAt: string | null; state: string };
const pass = (seconds: number) => phones.control('POST', '/control/clock/advance', { ms: seconds * 1000 });
const blocks = async (state: string) => (await ask<{ items: Block[] }>('GET', `/blocked-callers?state=${state}`)).items;

/** Somebody phones, and leaves a message when nobody answers; what became of his call, and at how many telephones it rang. */
async function phone(from: string, to = SALES) {
  const callSid = await phones.callIn(from, to);
  await pass(300);
  const call = await eventually(
    `call ${callSid} is written down as ended`,
    async () =>
      (
        await sql.query<{ id: string; outcome: string }>(`select id, outcome from calls where provider_call_id = $1 and state = 'ended'`, [
          callSid,
        ])
      )[0],
  );
  const ledger = await readLedger(phones);
  const voice = ledger.webhooks.filter((webhook) => webhook.callSid === callSid && webhook.kind === 'voice');
  return {
    ...call,
    answers: voice.map((webhook) => webhook.responseBody?.replace(/^<\?xml.*?\?>/, '')),
    rung: ledger.legs.filter((leg) => leg.parentCallSid === callSid).length,
  };
}

const rejected = '<Response><Reject/></Response>';

test('a blocked number is rejected and nobody is rung; its call stands in the list as blocked', async () => {
  const block = await ask<Block>('POST', '/blocked-callers', { kind: 'number', number: GEORGI, reason: 'Shouts at people' });
  const call = await phone(GEORGI);
  expect(call).toMatchObject({ outcome: 'blocked', rung: 0, answers: [rejected] });
  const calls = await ask<{ items: { id: string; outcome: string; callerShown: string }[] }>('GET', '/calls?outcome=blocked');
  expect(calls.items).toMatchObject([{ id: call.id, outcome: 'blocked', callerShown: GEORGI }]);
  expect(await ask('GET', `/calls/${call.id}`)).toMatchObject({
    trace: [{ reason: 'blocked-number', facts: { blockedCallerId: block.id } }],
  });
  expect(await sql.query('select 1 from callbacks')).toEqual([]);
  expect(await blocks('live')).toMatchObject([{ id: block.id, stoppedCalls: 1 }]);

  await ask('POST', `/blocked-callers/${block.id}/end`);
  const letThrough = await phone(GEORGI);
  expect(letThrough.outcome).toBe('voicemail');
  expect(letThrough.rung).toBeGreaterThan(0);
  expect(await blocks('live')).toEqual([]);
});

test('a caller who withholds his number follows the script until withheld callers are blocked', async () => {
  expect((await phone('anonymous')).answers).not.toContain(rejected);
  await ask('POST', '/blocked-callers', { kind: 'withheld', departmentId: company.sales.id, reason: 'Silent calls at night' });
  expect(await phone('anonymous')).toMatchObject({ outcome: 'blocked', rung: 0, answers: [rejected] });
  expect((await phone('anonymous', SERVICE)).answers).not.toContain(rejected);
});

test('a number that phones more than three times in an hour is blocked by itself for half an hour, and then let through', async () => {
  await ask('PUT', '/blocking-settings', {
    rateEnabled: true,
    rateCalls: 3,
    rateMinutes: 60,
    rateBlockMinutes: 30,
    rateKnownClients: false,
  });
  const outcomes: string[] = [];
  for (let call = 0; call < 5; call += 1) outcomes.push((await phone(STRANGER)).outcome);
  expect(outcomes).toEqual(['voicemail', 'voicemail', 'voicemail', 'blocked', 'blocked']);
  const [automatic] = (await blocks('live')).filter((block) => block.origin === 'rate');
  expect(automatic).toMatchObject({ shown: STRANGER, stoppedCalls: 2 });
  await pass(30 * 60);
  expect((await phone(STRANGER)).outcome).toBe('voicemail');
  expect((await blocks('over')).map((block) => block.id)).toContain(automatic?.id);
});

test('a flood of calls from one number is stopped: the eleventh and all after it', async () => {
  await ask('PUT', '/blocking-settings', {
    rateEnabled: true,
    rateCalls: 10,
    rateMinutes: 10,
    rateBlockMinutes: 60,
    rateKnownClients: false,
  });
  const flooder = '+359899000002';
  const sids: string[] = [];
  for (let call = 0; call < 14; call += 1) {
    sids.push(await phones.callIn(flooder, SALES));
    await pass(2);
  }
  await pass(300);
  const outcomes = await eventually('all fourteen calls are over', async () => {
    const rows = await sql.query<{ outcome: string }>(
      `select outcome from calls where provider_call_id = any ($1) and state = 'ended' order by started_at`,
      [sids],
    );
    return rows.length === sids.length && rows.map((row) => row.outcome);
  });
  expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'voicemail'), ...Array.from({ length: 4 }, () => 'blocked')]);
  expect(await sql.query(`select count(*)::int as n from blocked_callers where e164 = $1`, [flooder])).toEqual([{ n: 1 }]);
});

test('afterwards every leg that the phone company knows is written once, and every call is over', async () => {
  expect(await checkLegs(sql, await readLedger(phones))).toEqual([]);
});
