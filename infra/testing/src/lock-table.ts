import pg from 'pg';

/** Nothing reads or writes this table from now on, whoever asks waits: as in a database that stands still. Answers what lets go of it. */
export async function lockTable(databaseUrl: string, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${client.escapeIdentifier(table)} in access exclusive mode`);
  return () => client.end();
}
