import { createTestDatabase, startTcpProxy, type TcpProxy, type TestDatabase } from '@ringbase/testing';
import { sql } from 'drizzle-orm';
import { type Database, makeDatabase } from './database.js';
import { transactionOfHouse } from './transaction.js';

const CONNECTIONS = 2;

let copy: TestDatabase;
let proxy: TcpProxy;
let database: Database;

beforeAll(async () => {
  copy = await createTestDatabase();
  proxy = await startTcpProxy(copy.url);
});
afterAll(async () => {
  await proxy?.stop();
  await copy?.drop();
});
beforeEach(() => {
  database = makeDatabase({
    url: proxy.url,
    role: 'worker',
    max: CONNECTIONS,
    statementTimeoutMs: 200,
    connectTimeoutMs: 2_000,
    onIdleError: () => undefined,
  });
});
afterEach(async () => {
  proxy.thaw();
  proxy.restore();
  await database.close();
});

type Work = Parameters<typeof transactionOfHouse>[1];
const ask: Work = (tx) => tx.execute(sql`select 1`);
const all = (work: Work) => Promise.allSettled(Array.from({ length: CONNECTIONS }, () => transactionOfHouse(database, work)));

/** Every connection of the pool gives a transaction of its own, at the same time. */
async function expectWholePool(): Promise<void> {
  let came = 0;
  let everybodyIsThere: () => void = () => undefined;
  const everybody = new Promise<void>((resolve) => {
    everybodyIsThere = resolve;
  });
  const answers = await all(async (tx) => {
    await tx.execute(sql`select 1`);
    came += 1;
    if (came === CONNECTIONS) everybodyIsThere();
    await everybody;
  });
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: CONNECTIONS }, () => 'fulfilled'));
}

test('transactions whose BEGIN a frozen server did not answer cost the pool nothing', async () => {
  await expectWholePool();
  proxy.freeze();
  for (let round = 0; round < 3; round += 1)
    expect((await all(ask)).map(({ status }) => status)).toEqual(Array.from({ length: CONNECTIONS }, () => 'rejected'));
  proxy.thaw();
  await expectWholePool();
});

test('a connection that freezes within its transaction is not used again, and what it wrote is gone', async () => {
  const pids = new Set<unknown>();
  const name = 'written-before-the-freeze';
  const answers = await all(async (tx) => {
    pids.add((await tx.execute(sql`select pg_backend_pid() as pid`)).rows[0]?.pid);
    await tx.execute(sql`insert into dial_pace (provider, last_at) values (${`${name}-${pids.size}`}, '2026-01-01Z')`);
    proxy.freeze();
    await tx.execute(sql`select 1`);
  });
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: CONNECTIONS }, () => 'rejected'));
  proxy.thaw();
  await expectWholePool();
  const after = await all(async (tx) => {
    const { rows } = await tx.execute(sql`select pg_backend_pid() as pid, (select count(*)::int from dial_pace) as written`);
    return rows[0];
  });
  for (const answer of after) {
    expect(answer).toMatchObject({ status: 'fulfilled', value: { written: 0 } });
    expect(pids).not.toContain((answer as PromiseFulfilledResult<{ pid: unknown }>).value.pid);
  }
});

test('a transaction that breaks loses its connection only, and tells what the work met', async () => {
  await expectWholePool();
  const breaks = transactionOfHouse(database, async (tx) => {
    await tx.execute(sql`select 1`);
    proxy.cut();
    await tx.execute(sql`select 2`);
  });
  await expect(breaks).rejects.toMatchObject({ query: 'select 2' });
  proxy.restore();
  await expectWholePool();
});

test('work that is refused is undone, and its connection serves on', async () => {
  const pidOf = async () =>
    transactionOfHouse(database, async (tx) => (await tx.execute(sql`select pg_backend_pid() as pid`)).rows[0]?.pid);
  const before = await pidOf();
  const refusal = new Error('no');
  const refused = transactionOfHouse(database, async (tx) => {
    await tx.execute(sql`insert into dial_pace (provider, last_at) values ('refused', '2026-01-01Z')`);
    throw refusal;
  });
  await expect(refused).rejects.toBe(refusal);
  expect(await pidOf()).toBe(before);
  expect((await database.db.execute(sql`select from dial_pace where provider = 'refused'`)).rows).toEqual([]);
});
