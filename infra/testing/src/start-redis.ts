import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findFreePort, stopWithUs } from '@ringbase/platform';

export type TestRedis = { url: string; stop(): Promise<void> };

const READY_MS = 10_000;

/**
 * A Redis of the tests' own: any free port, nothing on disk. A killed test run leaves none behind.
 */
export async function startRedis(program: string, directory: string): Promise<TestRedis> {
  const port = await findFreePort();
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  if (server.pid !== undefined) stopWithUs(server, server.pid);
  const gone = new Promise<void>((resolve) => server.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('redis-server did not become ready')), READY_MS);
    server.once('error', reject);
    server.once('close', () => reject(new Error('redis-server ended at once')));
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (!/ready to accept connections/i.test(line)) return;
      clearTimeout(deadline);
      resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill();
      await gone;
    },
  };
}
