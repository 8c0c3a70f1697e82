import pg from 'pg';

export const QUEUE_SCHEMA = 'bullmq';

export interface MigrateQueueOptions {
  /** Roles that shall add and do work; the owner of the schema needs no grant. */
  grantTo?: readonly string[];
}

/**
 * Brings BullMQ's tables up to its version, in a schema of their own, and lets the named roles use them. Run by a command,
 * never by a service that starts; several at once wait for each other. Returns the version.
 */
export async function migrateQueue(connectionString: string, { grantTo = [] }: MigrateQueueOptions = {}): Promise<number> {
  const { runMigrations } = await import('bullmq');
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const version = await runMigrations(client, QUEUE_SCHEMA);
    for (const role of grantTo) {
      const name = pg.escapeIdentifier(role);
      await client.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${name}`);
      await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${name}`);
      await client.query(`GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${name}`);
    }
    return version;
  } finally {
    await client.end();
  }
}
