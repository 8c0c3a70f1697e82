import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** The database's roles: `app` reads and writes under row-level security for a person, the other two are narrow and act for the house. */
export type DatabaseRole = 'app' | 'routing' | 'worker';
/** Single statements. Transactions are `inTransaction`'s alone: drizzle's own keeps a connection for ever whose BEGIN was not answered. */
export type Db = Omit<NodePgDatabase, 'transaction'>;
export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

export type DatabaseOptions = {
  url: string;
  role: DatabaseRole;
  /** Connections at most. */
  max: number;
  /** Milliseconds after which the server gives a statement up; the client gives up 400 ms later, so that a frozen server cannot hold us. */
  statementTimeoutMs: number;
  /** Milliseconds to wait for a connection. */
  connectTimeoutMs: number;
  onIdleError: (error: Error) => void;
};

export type Database = {
  readonly role: DatabaseRole;
  readonly pool: pg.Pool;
  readonly db: Db;
  close(): Promise<void>;
};

/**
 * Connections that stay open however quiet it is. A new one costs its sign-in and plans each statement anew, some 100 ms on a slow machine: every call of a
 * small company would pay for it. What a rush has opened beyond these goes after ten seconds.
 */
const KEPT = 2;
/** Milliseconds of silence after which the other end is asked whether it is still there: a network may have forgotten it. */
const PROBE_AFTER = 10_000;

/** Opens a pool whose every connection acts in one of our roles, whoever the URL signs in as. */
export function makeDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    options: `-c role=ringbase_${options.role} -c statement_timeout=${options.statementTimeoutMs} -c idle_in_transaction_session_timeout=30000`,
    query_timeout: options.statementTimeoutMs + 400,
    connectionTimeoutMillis: options.connectTimeoutMs,
    min: Math.min(KEPT, options.max),
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER,
    application_name: `ringbase-${options.role}`,
  });
  pool.on('error', options.onIdleError);
  // Whoever holds a connection as it breaks learns it from his query; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { role: options.role, pool, db: drizzle(pool), close: () => pool.end() };
}
