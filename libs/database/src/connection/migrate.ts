import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Any number, the same for ever: two `migrate` at once wait for each other. */
const MIGRATION_LOCK = 7_405_001;
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Brings the database to the newest schema: one at a time, from a command, never at a service's start. The URL must be the owner's. */
export async function migrate(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'ringbase-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}
