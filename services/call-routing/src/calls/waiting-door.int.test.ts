import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Database, makeDatabase } from '@ringbase/database';
import type { CallScript } from '@ringbase/domain';
import { type Listening, listen, makeApp, makeIds, makeLogger, makeStorage, sealApp } from '@ringbase/platform';
import { callIdOf } from '@ringbase/telephony';
import { createTestDatabase, eventually, GEORGI, makeSmallCompany, openSql, SALES, type Sql, type TestDatabase } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { type CallRouting, mountCallRouting } from '../mount-call-routing.js';
import { PUBLIC_URL, post, TOKEN, twilio } from '../testing/phone-companies.js';

const waits: CallScript = {
  format: 1,
  start: 'queue',
  blocks: {
    queue: {
      kind: 'queue',
      whom: 'department',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 20,
      seconds: 300,
      mostWaiting: 5,
      callback: false,
      next: 'end',
      full: 'end',
    },
    end: { kind: 'hang-up' },
  },
};

let database: TestDatabase;
let sql: Sql;
let house: Database;
let routing: CallRouting;
let http: Listening;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-waiting-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  const company = await makeSmallCompany(sql, new Date());
  await sql.insert('call_scripts', [{ id: randomUUID(), department_id: company.sales.id, number: 1, graph: JSON.stringify(waits) }]);
  house = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 4,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const log = makeLogger({ service: 'test', level: 'silent' });
  const clock = () => new Date();
  const app = makeApp({ log });
  routing = await mountCallRouting(app, {
    ctx: makeHouseContext({ house, clock, ids: makeIds(clock), log }),
    publicUrl: PUBLIC_URL,
    authTokens: [TOKEN],
    defaultRegion: 'BG',
    dataDirectory: directory,
    storage: makeStorage(pathToFileURL(directory).href),
  });
  http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await http?.stop();
  await routing?.stop();
  await house?.close();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

test('a caller who is answered from memory as his music ends waits no longer, though the script’s own answer is written late', async () => {
  const phones = twilio();
  const send = (path: string, form: Record<string, string>) => post(http.port)(path, form, phones.sign(path, form));
  const { caller, callId } = await eventually('a caller waits', async () => {
    const root = phones.newCall();
    const phonesIn = phones.caller({ root, child: '', from: GEORGI, to: SALES });
    // The first of a busy machine may be answered from memory itself.
    const isTold = (await send('/twilio/voice', phonesIn)).text.includes('<Gather');
    return isTold && { caller: phonesIn, callId: callIdOf('twilio', root) };
  });
  const place = () => sql.query<{ state: string }>('select state from queue_places where call_id = $1', [callId]);
  expect(await place()).toEqual([{ state: 'waiting' }]);

  const stall = openSql(database.url);
  const stalled = stall.query(`begin; lock table call_events in access exclusive mode; select pg_sleep(3); commit`);
  const locks = `select 1 from pg_locks where mode = 'AccessExclusiveLock' and relation = 'call_events'::regclass and granted`;
  await eventually('nothing of a call is read', async () => (await sql.query(locks)).length > 0);
  const answer = await send(`/twilio/voice/step?kind=menu&call=${callId}&step=1&plan=script`, { ...caller, Digits: '' });
  expect(answer.text).toContain('<Dial');
  await stalled;
  await stall.close();

  await eventually('he waits no longer', async () => (await place())[0]?.state === 'left');
  expect(await sql.query(`select state, route_state->>'plan' as plan from calls where id = $1`, [callId])).toEqual([
    { state: 'ringing', plan: 'static' },
  ]);
});
