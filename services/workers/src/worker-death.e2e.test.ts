import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, waitUntil } from '@ringbase/testing';
import { startTestClock, type TestClock } from './testing/start-test-clock.js';
import { startWorker, type WorkerProcess } from './testing/start-worker.js';

// Processes start slowly on a busy machine.
jest.setTimeout(90_000);
const PATIENCE = 30_000;

let database: TestDatabase;
let company: TestCompany;
let clock: TestClock;
const running = new Set<WorkerProcess>();
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  clock = await startTestClock(company.time);
});
afterEach(async () => {
  await Promise.all([...running].map((worker) => worker.end('SIGKILL')));
  running.clear();
  await company.query('truncate outbox, callbacks');
});
afterAll(async () => {
  clock?.stop();
  await company?.close();
  await database?.drop();
});

async function start(workers = 'reminders'): Promise<WorkerProcess> {
  const worker = await startWorker({ DATABASE_URL: database.url, CLOCK_URL: clock.url, WORKERS: workers });
  running.add(worker);
  return worker;
}
async function addReminder(): Promise<string> {
  const id = randomUUID();
  await company.query(`insert into callbacks (id, origin, owner_id, due_at, time_zone) values ($1, 'reminder', $2, $3, 'UTC')`, [
    id,
    company.people.ivan.id,
    new Date(company.time.now.getTime() + 60_000),
  ]);
  return id;
}
const popUps = async () =>
  (await company.query(`select body->>'callbackId' as id from outbox where name = 'callback-due'`)).map((row) => String(row['id'])).sort();

test('two workers tell each of a hundred reminders once', async () => {
  await Promise.all([start(), start()]);
  const ids = await Promise.all(Array.from({ length: 100 }, addReminder));
  clock.pass(60_000);
  await waitUntil(async () => (await popUps()).length >= 100, PATIENCE);
  clock.pass(60_000);
  await sleep(1_000);
  expect(await popUps()).toEqual(ids.sort());
});

test('a reminder claimed by a worker that is killed before it has told is told by another, once', async () => {
  const first = await start();
  const id = await addReminder();
  // Whoever wants to tell has to wait: the worker stands between its claim and its commit.
  const barrier = await company.worker.pool.connect();
  await barrier.query('begin');
  await barrier.query('lock table outbox in exclusive mode');
  clock.pass(60_000);
  await waitUntil(async () => (await company.query('select 1 from callbacks where lease_until is not null')).length > 0, PATIENCE);
  await first.end('SIGKILL');
  running.delete(first);
  await barrier.query('rollback');
  barrier.release();
  await start();
  expect(await popUps()).toEqual([]);
  clock.pass(20_000);
  await waitUntil(async () => (await popUps()).length > 0, PATIENCE);
  clock.pass(60_000);
  await sleep(1_000);
  expect(await popUps()).toEqual([id]);
});

test('a worker that is asked to stop ends with what it has begun, and its health can be asked before', async () => {
  const worker = await start('relay,reminders,presence,retention');
  const answer = await fetch(`http://127.0.0.1:${worker.port}/readyz`);
  expect(await answer.json()).toEqual({ status: 'ok', checks: { database: 'ok', loops: 'ok' } });
  running.delete(worker);
  expect(await worker.end('SIGTERM')).toBe(0);
});

test('a worker told to run something unknown says so and does not start', async () => {
  await expect(startWorker({ DATABASE_URL: database.url, WORKERS: 'reminders,coffee' })).rejects.toThrow('ended at once');
});
