import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-bench-test-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What `npm run bench` runs, in the surroundings of a shell that names nothing of ours. */
async function bench(...args: string[]): Promise<{ code: number | null; said: string; complained: string }> {
  const child = spawn(process.execPath, ['scripts/dist/bench/main.js', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CHROMIUM_PATH: process.env.CHROMIUM_PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (complained += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said, complained };
}

test('npm run bench measures webhook, lookup and card to its end', async () => {
  const file = join(directory, 'bench.json');
  const { code, said, complained } = await bench('--quick', '--phones', '1000', '--rounds', '1', '--json', file);
  expect({ code, complained: code === 0 ? '' : complained }).toEqual({ code: 0, complained: '' });
  expect(said).toMatch(/Inbound webhook, 1,000 phones[\s\S]*Lookup[\s\S]*Card painted[\s\S]*What dominates: /);
  const result = JSON.parse(await readFile(file, 'utf8'));
  expect(result.plan).toMatchObject({ sizes: [1000], rounds: 1 });
  for (const side of ['ours', 'minimum']) {
    expect(result.webhook[side]).toHaveLength(1);
    for (const { perSecond, p50, p99 } of result.webhook[side]) expect(Math.min(perSecond, p50, p99)).toBeGreaterThan(0);
  }
  if (process.env.CHROMIUM_PATH) {
    expect(result.card.browserMs).toHaveLength(3);
    expect(result.card.deskMs).toHaveLength(3);
  }
}, 300_000);
