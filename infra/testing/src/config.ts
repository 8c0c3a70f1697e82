/** What the surroundings offer and demand, read once by the global setup. */
export type HostConfig = { ci: boolean; path: string; chromiumPath: string | undefined };

export function readHostConfig(): HostConfig {
  return {
    ci: process.env['CI'] === 'true',
    path: process.env['PATH'] ?? '',
    chromiumPath: process.env['CHROMIUM_PATH'] || undefined,
  };
}

/** What the global setup has started, as the tests see it; '' means the machine has no such program. */
export type TestConfig = { databaseUrl: string; redisUrl: string; chromiumPath: string; workerId: number };

export function readTestConfig(): TestConfig {
  const databaseUrl = process.env['TEST_DATABASE_URL'];
  if (!databaseUrl) throw new Error('No test database: only *.int.test.ts and *.e2e.test.ts have one.');
  return {
    databaseUrl,
    redisUrl: process.env['TEST_REDIS_URL'] ?? '',
    chromiumPath: process.env['CHROMIUM_PATH'] ?? '',
    workerId: Number(process.env['JEST_WORKER_ID'] ?? '1'),
  };
}
