import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';
import { seedDemoCompany } from './seed-demo-company.js';

let directory: string;
let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-seed-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  const storageUrl = pathToFileURL(directory).href;
  await seedDemoCompany({ databaseUrl: database.url, storageUrl, now: new Date('2026-03-02T08:00:00Z'), say: () => undefined });
}, 120_000);
afterAll(async () => {
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

test('a client was last spoken to when the last of his answered calls ended', async () => {
  const clients = await sql.query<{ last_contact_at: Date | null; talked_at: Date | null }>(
    `select c.last_contact_at, (select max(k.ended_at) from calls k where k.client_id = c.id and k.outcome = 'answered') as talked_at from clients c`,
  );
  expect(clients.map((client) => client.last_contact_at)).toEqual(clients.map((client) => client.talked_at));
  expect(clients.filter((client) => client.talked_at !== null).length).toBeGreaterThan(100);
});

test('no application was touched before the last talk about it', async () => {
  expect(
    await sql.query(
      `select a.id from applications a join calls k on k.application_id = a.id where k.outcome = 'answered' and k.ended_at > a.touched_at`,
    ),
  ).toEqual([]);
});
