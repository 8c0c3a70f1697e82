import { runOnDatabase } from '../start/run-on-database.js';
import { migrateAll } from './migrate-all.js';

await runOnDatabase(async (databaseUrl) => {
  await migrateAll(databaseUrl);
  process.stdout.write('The database is up to date.\n');
});
