import { join } from 'node:path';
import { ensureDatabase } from '@ringbase/database';
import { startEmbeddedPostgres } from '@ringbase/platform';

export type StartedDatabase = { url: string; stop(): Promise<void> };

export type StartDatabaseOptions = {
  /** DATABASE_URL. */
  given: string | undefined;
  dataDirectory: string;
  writeLog: (line: string) => void;
  /** Use the embedded server of a house that runs already, instead of refusing. */
  joinRunning?: boolean;
};

/** The PostgreSQL that DATABASE_URL names, or an embedded one in the data directory. The URL is the owner's. */
export async function startDatabase({
  given,
  dataDirectory,
  writeLog,
  joinRunning = false,
}: StartDatabaseOptions): Promise<StartedDatabase> {
  if (given) return { url: given, stop: async () => undefined };
  const server = await startEmbeddedPostgres({ directory: join(dataDirectory, 'postgres'), durable: true, log: writeLog, joinRunning });
  try {
    return { url: await ensureDatabase(server.url, 'ringbase'), stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
