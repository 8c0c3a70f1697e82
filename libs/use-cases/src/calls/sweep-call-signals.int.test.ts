import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts } from '../testing/test-contexts.js';
import { sweepCallSignals } from './sweep-call-signals.js';

const DAY = 86_400_000;

let database: TestDatabase;
let company: TestCompany;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

async function addCall(state: 'ended' | 'connected', messages: readonly [key: string, days: number][]): Promise<string> {
  const id = randomUUID();
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, started_at, version)
     values ($1, 't', gen_random_uuid(), 'inbound', $2, $3, 'x', '+35920000000', $4, 1)`,
    [id, state, state === 'ended' ? 'missed' : null, company.time.now],
  );
  for (const [number, [key, days]] of messages.entries()) {
    const at = new Date(company.time.now.getTime() - days * DAY);
    await company.query(`insert into call_signals (key, call_id, answer, created_at) values ($1, $2, '[]', $3)`, [key, id, at]);
    await company.query(`insert into call_events (call_id, number, key, kind, body, at) values ($1, $2, $3, 'received', '{}', $4)`, [
      id,
      number + 1,
      key,
      at,
    ]);
  }
  return id;
}

test('claims of messages go thirty days after them when their call has ended, and the call’s events stay', async () => {
  await addCall('ended', [
    ['old', 31],
    ['on the day', 30],
    ['young', 29],
  ]);
  await addCall('connected', [['of a call that never ended', 31]]);
  const { worker } = makeTestContexts(company);
  expect(await sweepCallSignals(worker)).toBe(1);
  expect(await sweepCallSignals(worker)).toBe(0);
  const keys = async (table: string) => (await company.query(`select key from ${table} order by key`)).map(({ key }) => key);
  expect(await keys('call_signals')).toEqual(['of a call that never ended', 'on the day', 'young']);
  expect(await keys('call_events')).toEqual(['of a call that never ended', 'old', 'on the day', 'young']);
});

test('more than one batch is taken in several rounds', async () => {
  await company.query('delete from call_signals');
  const id = await addCall('ended', []);
  await company.query(
    `insert into call_signals (key, call_id, answer, created_at) select 'k' || n, $1, '[]', $2 from generate_series(1, 5001) n`,
    [id, new Date(company.time.now.getTime() - 40 * DAY)],
  );
  const { worker } = makeTestContexts(company);
  expect([await sweepCallSignals(worker), await sweepCallSignals(worker), await sweepCallSignals(worker)]).toEqual([5000, 1, 0]);
});
