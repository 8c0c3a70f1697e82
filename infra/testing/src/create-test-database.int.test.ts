import { makeDatabase } from '@ringbase/database';
import { createTestDatabase } from '@ringbase/testing';
import pg from 'pg';

test('two test files never see each other’s rows', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await ask(one.url, 'CREATE TABLE only_here ()');
  expect(await ask(other.url, "SELECT to_regclass('only_here') AS found")).toEqual([{ found: null }]);
  await Promise.all([one.drop(), other.drop()]);
});

test('a test database is migrated, and services act in it in roles that own nothing', async () => {
  const database = await createTestDatabase();
  expect(await ask(database.url, "SELECT to_regclass('calls') IS NOT NULL AS migrated")).toEqual([{ migrated: true }]);
  const settings = { max: 1, statementTimeoutMs: 1_000, connectTimeoutMs: 1_000, onIdleError: () => undefined };
  const app = makeDatabase({ url: database.url, role: 'app', ...settings });
  const { rows } = await app.pool.query('SELECT current_user AS me, rolbypassrls AS sees_all FROM pg_roles WHERE rolname = current_user');
  await app.close();
  expect(rows).toEqual([{ me: 'ringbase_app', sees_all: false }]);
  await database.drop();
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
