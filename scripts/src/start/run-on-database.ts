import { readStartConfig, type StartConfig } from './config.js';
import { explainFailure } from './explain-failure.js';
import { type StartedDatabase, startDatabase } from './start-database.js';

/** Runs a command on the database that DATABASE_URL names, or on the embedded one: a running house's, else started for the command's length. */
export async function runOnDatabase(command: (databaseUrl: string, config: StartConfig) => Promise<void>): Promise<void> {
  let dataDirectory = '';
  let database: StartedDatabase | undefined;
  try {
    const config = readStartConfig();
    dataDirectory = config.dataDirectory;
    database = await startDatabase({ given: config.DATABASE_URL, dataDirectory, writeLog: () => undefined, joinRunning: true });
    await command(database.url, config);
  } catch (error) {
    process.stderr.write(`${explainFailure(error, dataDirectory)}\n`);
    process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}
