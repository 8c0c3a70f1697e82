import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describeWithChromium, eventually } from '@ringbase/testing';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const FIRST_START_MS = 90_000;
const SECOND_START_MS = 10_000;
const WEEK_MS = 7 * 86_400_000;

type House = { process: ChildProcess; port: number; simulator: string; said: () => string; ended: Promise<number | null> };

let dataDirectory: string;
let houses: House[] = [];

beforeAll(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'ringbase-start-'));
  chmodSync(dataDirectory, 0o711); // Root's database runs under another account and must pass through.
});

afterEach(async () => {
  for (const { process: started, ended } of houses) {
    started.kill('SIGTERM');
    await ended;
  }
  houses = [];
});

afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

/** What `npm start` runs, on free ports. */
function run(
  env: Record<string, string> = {},
  before: string[] = [],
  starter = [process.execPath, 'scripts/start.mjs'],
): { child: ChildProcess; said: () => string; complained: () => string } {
  const [program, ...args] = [...before, ...starter];
  const child = spawn(program!, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', SIMULATOR_PORT: '0', DATA_DIR: dataDirectory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += chunk));
  child.stderr?.on('data', (chunk) => (err += chunk));
  return { child, said: () => out, complained: () => err };
}

const endOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve));

async function start(limit: number, starter?: string[]): Promise<House> {
  const { child, said, complained } = run({}, [], starter);
  const ended = endOf(child);
  for (let waited = 0; waited < limit && child.exitCode === null; waited += 50) {
    const [, port, simulator] = /Ringbase is ready: http:\/\/localhost:(\d+) · phone simulator: (\S+)\n/.exec(said()) ?? [];
    if (port && simulator) {
      const house = { process: child, port: Number(port), simulator, said, ended };
      houses.push(house);
      return house;
    }
    await wait(50);
  }
  child.kill('SIGKILL');
  throw new Error(`not ready within ${limit} ms:\n${said()}${complained()}`);
}

type Running = { pid: number; parent: number };

function listProcesses(): Running[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.filter(([, , state]) => !state?.startsWith('Z')).map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

function familyOf(pid: number, all = listProcesses()): number[] {
  return [pid, ...all.filter(({ parent }) => parent === pid).flatMap((child) => familyOf(child.pid, all))];
}

async function survivorsOf(family: number[]): Promise<number[]> {
  let survivors = family;
  for (let tries = 0; tries < 100 && survivors.length > 0; tries += 1) {
    const all = listProcesses();
    survivors = family.filter((pid) => all.some((running) => running.pid === pid));
    await wait(100);
  }
  return survivors;
}

const statusOf = async (url: string, accept = '*/*'): Promise<number> => (await fetch(url, { headers: { accept } })).status;

describe('npm start', () => {
  test('brings up console, REST and phone simulator, and Ctrl-C leaves nothing running', async () => {
    const { process: started, port, simulator, ended } = await start(FIRST_START_MS);
    const base = `http://localhost:${port}`;
    expect(await statusOf(`${base}/readyz`)).toBe(200);
    expect(await statusOf(`${base}/applications`, 'text/html')).toBe(200);
    expect(await statusOf(`${base}/api/v1/nothing-here`, 'text/html')).toBeGreaterThanOrEqual(400);
    expect(await statusOf(simulator)).toBe(200);

    const family = familyOf(started.pid!);
    expect(family.length).toBeGreaterThan(3); // start, services, simulator, database with its workers
    started.kill('SIGINT');
    started.kill('SIGINT'); // the terminal and npm both pass it on
    expect(await ended).toBe(0);
    expect(await survivorsOf(family)).toEqual([]);
  }, 150_000);

  test('is ready within ten seconds the second time', async () => {
    // The best of three: the machine may be busy with other tests.
    let fastest = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 3 && fastest > SECOND_START_MS; attempt += 1) {
      const began = performance.now();
      const again = await start(60_000);
      fastest = Math.min(fastest, performance.now() - began);
      again.process.kill('SIGTERM');
      await again.ended;
    }
    expect(fastest).toBeLessThan(SECOND_START_MS);
  }, 180_000);

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'goes down with an npm that got %s alone',
    async (signal) => {
      const { process: npm } = await start(60_000, ['npm', 'start']);
      const family = familyOf(npm.pid!);
      npm.kill(signal);
      expect(await survivorsOf(family)).toEqual([]);
    },
    90_000,
  );

  test('goes down with a starter that was killed', async () => {
    const { process: started } = await start(60_000);
    const family = familyOf(started.pid!);
    started.kill('SIGKILL');
    expect(await survivorsOf(family)).toEqual([]);
  }, 90_000);
});

describeWithChromium('the demo company that npm start brings', (chromiumPath) => {
  test('has calls of weeks ago, and they are heard in the browser', async () => {
    const { port, said } = await start(FIRST_START_MS);
    const [, email = '', password = ''] = /director\s+(\S+)\s+(\S+)/.exec(said()) ?? [];
    expect(password).toBe('ringbase-demo');
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`http://localhost:${port}`);
      await page.getByTestId('sign-in-email').fill(email);
      await page.getByTestId('sign-in-password').fill(password);
      await page.getByTestId('sign-in-submit').click();
      await page.getByTestId('presence-switch').waitFor();
      const { id, applicationId } = await page.evaluate(async (before) => {
        const { items } = await (await fetch('/api/v1/calls?outcome=answered&limit=100')).json();
        type Seen = { id: string; startedAt: string; application: { id: string } | null; recordings: unknown[] };
        const old = (items as Seen[]).findLast(
          (call) => call.startedAt < before && call.application !== null && call.recordings.length > 0,
        );
        return { id: old?.id, applicationId: old?.application?.id };
      }, new Date(Date.now() - WEEK_MS).toISOString());
      await page.goto(`http://localhost:${port}/applications/${applicationId}`);
      const recording = page.locator(`[data-testid=call-entry][data-call-id="${id}"] [data-testid=recording][data-state=attached]`);
      await recording.getByTestId('play').click();
      const time = () => recording.getByTestId('player').getAttribute('data-time').then(Number);
      const early = await eventually('time moves', async () => (await time()) || null);
      await eventually('time moves on', async () => (await time()) > early);
    } finally {
      await browser.close();
    }
  }, 180_000);
});

describe('npm start says in one line', () => {
  async function complaint(env: Record<string, string>, before: string[] = []): Promise<string> {
    const { child, complained } = run(env, before);
    expect(await endOf(child)).toBe(1);
    const lines = complained().trim().split('\n');
    expect(lines).toHaveLength(1);
    return lines.at(-1) ?? '';
  }

  test.each(['PORT', 'SIMULATOR_PORT'])(
    'that the port of %s is taken',
    async (variable) => {
      const taken = createServer();
      await new Promise<void>((listening) => taken.listen(0, listening));
      const address = taken.address();
      const port = address !== null && typeof address === 'object' ? String(address.port) : '';
      expect(await complaint({ [variable]: port })).toBe(
        `Port ${port} is taken: stop the program that uses it or choose another one with ${variable}=…`,
      );
      await new Promise((closed) => taken.close(closed));
    },
    60_000,
  );

  test('that Node is too old', async () => {
    const older = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.0'})";
    expect(await complaint({ NODE_OPTIONS: `--import=${older}` })).toMatch(/^Ringbase needs Node 20\.19\.0 or newer, this is 18\.20\.0/);
  });

  test('that the disk is full', async () => {
    const full = mkdtempSync(join(tmpdir(), 'ringbase-full-'));
    chmodSync(full, 0o711);
    // A limit on the size of files makes writing fail as a full disk does, without the rights to make one.
    const limited = ['/bin/sh', '-c', 'ulimit -f 200; exec "$@"', 'limited'];
    expect(await complaint({ DATA_DIR: full }, limited)).toMatch(/^The disk is full: /);
    rmSync(full, { recursive: true });
  }, 60_000);

  test('that it is running already with this data', async () => {
    await start(60_000);
    expect(await complaint({})).toMatch(/^Another Ringbase \(process \d+\) is running/);
  }, 90_000);

  test('which variable is wrong', async () => {
    expect(await complaint({ PORT: 'eighty' })).toBe('Configuration is not usable: PORT: must be a port number');
  }, 30_000);
});
