import { createTestDatabase, openSql, type Sql, startTcpProxy, type TcpProxy, type TestDatabase, waitUntil } from '@ringbase/testing';
import { makeLogger } from '../log/make-logger.js';
import { makePostgresNotifier } from './postgres-notifier.js';

let database: TestDatabase;
let proxy: TcpProxy;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startTcpProxy(database.url);
  sql = openSql(database.url);
});
afterAll(async () => {
  await sql?.close();
  await proxy?.stop();
  await database?.drop();
});

const connections = async () =>
  (await sql.query(`select pid from pg_stat_activity where application_name = 'ringbase-news' and datname = $1`, [database.name])).length;

test('a connection that was stuck takes none with it that came after it', async () => {
  const notifier = makePostgresNotifier(proxy.url, 'news', makeLogger({ service: 'test', level: 'silent' }));
  await notifier.notify('before');
  proxy.freeze();
  const stuck = notifier.notify('while it stands still');
  const next = notifier.notify('behind it');
  await expect(stuck).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  proxy.thaw();
  await next;
  await notifier.notify('after');
  await waitUntil(async () => (await connections()) === 1);
  await notifier.close();
  await waitUntil(async () => (await connections()) === 0);
});
