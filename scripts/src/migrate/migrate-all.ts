import { migrate } from '@ringbase/database';
import { migrateQueue } from '@ringbase/platform';

/** Our tables and the queue's: all that must be there before a service starts. The URL is the owner's. */
export async function migrateAll(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl);
  await migrateQueue(databaseUrl, { grantTo: ['ringbase_worker'] });
}
