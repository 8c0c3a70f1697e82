import { migrateAll } from '../migrate/migrate-all.js';
import { runOnDatabase } from '../start/run-on-database.js';
import { sayWhatWasMade } from './say-what-was-made.js';
import { seedDemoCompany } from './seed-demo-company.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await runOnDatabase(async (databaseUrl, { storageUrl }) => {
  await migrateAll(databaseUrl);
  sayWhatWasMade(await seedDemoCompany({ databaseUrl, storageUrl, now: new Date(), say }), say);
});
