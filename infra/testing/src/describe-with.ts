import { readTestConfig } from './config.js';

/** `describe` for tests that need a real Redis; named as skipped on a machine without one. The address is this worker's own database. */
export function describeWithRedis(name: string, tests: (redisUrl: string) => void): void {
  const { redisUrl, workerId } = readTestConfig();
  const [run, title] = redisUrl ? [describe, name] : [describe.skip, `${name} (no redis-server here)`];
  run(title, () => tests(`${redisUrl || 'redis://127.0.0.1:1'}/${workerId % 16}`));
}

/** `describe` for tests that need a real browser; named as skipped on a machine without Chromium. */
export function describeWithChromium(name: string, tests: (chromiumPath: string) => void): void {
  const { chromiumPath } = readTestConfig();
  const [run, title] = chromiumPath ? [describe, name] : [describe.skip, `${name} (no Chromium here)`];
  run(title, () => tests(chromiumPath));
}
