import pg from 'pg';

export type Sql = {
  /** Runs one statement as the owner, past every policy: for making a world and for looking at what was written. */
  query<Row extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  insert(table: string, rows: readonly Record<string, unknown>[]): Promise<void>;
  close(): Promise<void>;
};

/** A test's own look into its database. */
export function openSql(url: string): Sql {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // A test that kills the server wants no second error for it.
  pool.on('error', () => undefined);
  const query = async <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(text, [...values])).rows;
  return {
    query,
    async insert(table, rows) {
      for (const row of rows) {
        const names = Object.keys(row);
        await query(
          `insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
          Object.values(row),
        );
      }
    },
    close: () => pool.end(),
  };
}
