import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@ringbase/platform';
import { type HostConfig, readHostConfig } from './config.js';
import { findChromium, findProgram } from './find-program.js';
import { startRedis } from './start-redis.js';

export type TestEnvironment = {
  variables: { TEST_DATABASE_URL: string; TEST_REDIS_URL: string; CHROMIUM_PATH: string };
  stop(): Promise<void>;
};

/** What the int and e2e tests stand on: one PostgreSQL, a Redis and a Chromium where the machine has them. */
export async function startTestEnvironment(): Promise<TestEnvironment> {
  const host = readHostConfig();
  const redisProgram = findProgram(['redis-server', 'valkey-server'], host.path);
  const chromium = host.chromiumPath ?? findChromium(host.path);
  demand(host, 'redis-server', redisProgram);
  demand(host, 'Chromium', chromium);

  const directory = mkdtempSync(join(tmpdir(), 'ringbase-test-'));
  chmodSync(directory, 0o711); // Root's database runs under another account and must pass through.
  const [postgres, redis] = await Promise.all([
    startEmbeddedPostgres({ directory: join(directory, 'postgres'), durable: false, log: () => undefined }),
    redisProgram ? startRedis(redisProgram, directory) : undefined,
  ]);
  return {
    variables: { TEST_DATABASE_URL: postgres.url, TEST_REDIS_URL: redis?.url ?? '', CHROMIUM_PATH: chromium ?? '' },
    stop: async () => {
      await Promise.all([postgres.stop(), redis?.stop()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** In CI a missing part fails the run; elsewhere the tests that need it are named as skipped. */
function demand(host: HostConfig, name: string, found: string | undefined): void {
  if (found) return;
  if (host.ci) throw new Error(`${name} is missing, and CI=true skips nothing.`);
  process.stderr.write(`${name} is not installed: the tests that need it are skipped.\n`);
}
