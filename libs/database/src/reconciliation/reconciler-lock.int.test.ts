import { createTestDatabase, startTcpProxy, type TcpProxy, type TestDatabase } from '@ringbase/testing';
import { type Database, makeDatabase } from '../connection/database.js';
import { withReconcilerLock } from './reconciliation-store.js';

let copy: TestDatabase;
let proxy: TcpProxy;
let [near, far]: Database[] = [];

const open = (url: string) =>
  makeDatabase({ url, role: 'worker', max: 1, statementTimeoutMs: 200, connectTimeoutMs: 2_000, onIdleError: () => undefined });
beforeAll(async () => {
  copy = await createTestDatabase();
  proxy = await startTcpProxy(copy.url);
  near = open(copy.url);
  far = open(proxy.url);
});
afterAll(async () => {
  await Promise.all([near?.close(), far?.close()]);
  await proxy?.stop();
  await copy?.drop();
});

const reconcile = (database: Database | undefined) => withReconcilerLock(database as Database, async () => 'done');

test('one works at a time, and the next when he is done', async () => {
  await withReconcilerLock(near as Database, async () => expect(await reconcile(far)).toBeNull());
  expect(await reconcile(far)).toBe('done');
});

test('a lock that was asked for while the server stood still is nobody’s when it goes on', async () => {
  await far?.pool.query('select 1');
  proxy.freeze();
  await expect(reconcile(far)).rejects.toThrow('timeout');
  proxy.thaw();
  // Whatever the pool has left of that connection has been answered then.
  await far?.pool.query('select 1');
  expect(await reconcile(near)).toBe('done');
});

test('a lock that could not be given back goes with its connection', async () => {
  const work = withReconcilerLock(far as Database, async () => {
    proxy.freeze();
    return 'done';
  });
  expect(await work).toBe('done');
  proxy.thaw();
  await far?.pool.query('select 1');
  expect(await reconcile(near)).toBe('done');
});
