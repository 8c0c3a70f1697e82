import { randomBytes } from 'node:crypto';
import { copyDatabase, dropDatabase, ensureTemplate, migrate } from '@ringbase/database';
import { migrateQueue } from '@ringbase/platform';
import { readTestConfig } from './config.js';

export type TestDatabase = {
  name: string;
  /** The owner's address: what DATABASE_URL is to the services, who narrow it to their roles. */
  url: string;
  drop(): Promise<void>;
};

const TEMPLATE = 'ringbase_template';

/** An empty, migrated database for one test file: a copy of a template made once per run. Drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl } = readTestConfig();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ensureTemplate(databaseUrl, TEMPLATE, migrateEverything);
  const url = await copyDatabase(databaseUrl, TEMPLATE, name);
  return { name, url, drop: () => dropDatabase(databaseUrl, name) };
}

async function migrateEverything(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl);
  await migrateQueue(ownerUrl, { grantTo: ['ringbase_worker'] });
}
