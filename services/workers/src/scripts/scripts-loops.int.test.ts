import { randomUUID } from 'node:crypto';
import { makeIds, makeLogger, type Outgoing } from '@ringbase/platform';
import { callIdOf, parseInbound } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, waitUntil } from '@ringbase/testing';
import { type HouseContext, makeHouseContext, recordCallSignal } from '@ringbase/use-cases';
import { type Loop, startLoop } from '../loop/start-loop.js';
import { scriptsLoops } from './scripts-loops.js';

const log = makeLogger({ service: 'test', level: 'silent' });
const SALES = '+35924000001';
const SERVICE = '+35924000002';
let database: TestDatabase;
let company: TestCompany;
let ctx: HouseContext;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  ctx = makeHouseContext({ house: company.worker, clock: () => company.time.now, ids: makeIds(() => new Date()), log });
  for (const [e164, department] of [
    [SALES, company.sales],
    [SERVICE, company.service],
  ])
    await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
      e164,
      department,
    ]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

/** Systems that never answer until they are let go. */
const asked: string[] = [];
const letGo: (() => void)[] = [];
const hangs: Outgoing = ({ url }) => {
  asked.push(url);
  return new Promise((resolve) => letGo.push(() => resolve({ ok: false, failure: 'deadline', status: null })));
};
let loops: Loop[] = [];
beforeEach(async () => {
  await company.query('truncate outbox, script_effects, callbacks');
  asked.length = 0;
  loops = scriptsLoops(ctx, { outgoing: hangs }).map((loop) => startLoop(loop, log));
});
afterEach(async () => {
  for (const go of letGo.splice(0)) go();
  await Promise.all(loops.map((loop) => loop.stop()));
});

/** A call comes in to this number, and its script asks this system. */
async function ask(to: string, url: string): Promise<void> {
  const CallSid = `CA${randomUUID().replaceAll('-', '')}`;
  const params = { CallSid, From: '+359881234567', To: to, CallStatus: 'ringing', Direction: 'inbound' };
  await recordCallSignal(ctx, parseInbound({ originalUrl: '/twilio/voice', params }), { defaultRegion: 'BG' });
  const effect = { kind: 'http-request', method: 'GET', url, headers: {}, body: null, answer: {}, seconds: 20, key: 'block:1:0', step: 1 };
  await company.query(
    `insert into script_effects (id, call_id, key, kind, body, next_attempt_at) values ($1, $2, 'block:1:0', 'http-request', $3, $4)`,
    [randomUUID(), callIdOf('twilio', CallSid), JSON.stringify(effect), company.time.now],
  );
  for (const loop of loops) loop.wake();
}

test('four callers whose department’s system hangs keep nobody of another department from being served at once', async () => {
  for (let n = 1; n <= 4; n += 1) {
    await ask(SALES, `https://crm.example/${n}`);
    await waitUntil(() => asked.length === n);
  }
  await ask(SERVICE, 'https://register.example/5');
  await waitUntil(() => asked.includes('https://register.example/5'), 1_500);
  expect(asked).toHaveLength(5);
});

test('what waits for a system that is asked enough is asked as soon as one has ended', async () => {
  for (let n = 1; n <= 9; n += 1) await ask(SALES, `https://crm.example/${n}`);
  await waitUntil(() => asked.length === 8);
  letGo[0]?.();
  await waitUntil(() => asked.length === 9, 1_500);
});

test('a worker that stops waits for what it has asked, and its answer is written', async () => {
  await ask(SALES, 'https://crm.example/1');
  await waitUntil(() => asked.length === 1);
  let stopped = false;
  const stopping = Promise.all(loops.map((loop) => loop.stop())).then(() => (stopped = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(stopped).toBe(false);
  for (const go of letGo) go();
  await stopping;
  expect(await company.query('select state, failure from script_effects')).toEqual([{ state: 'failed', failure: 'deadline' }]);
});
