import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.js';

const silent = (): void => undefined;
const asRoot = process.getuid?.() === 0;

let base: string;
let running: EmbeddedPostgres[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'ringbase-embedded-'));
  chmodSync(base, 0o711);
});

afterEach(async () => {
  await Promise.all(running.map((database) => database.stop()));
  running = [];
  rmSync(base, { recursive: true, force: true });
});

async function start(directory: string): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ directory, log: silent, durable: false });
  running.push(database);
  return database;
}

async function ask(database: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

test('letters beyond ASCII have cases, an order and trigrams', async () => {
  const database = await start(join(base, 'db'));
  expect(await ask(database, "SELECT lower('ИВАН')")).toBe('иван');
  expect(await ask(database, "SELECT string_agg(word, ' ' ORDER BY word) FROM unnest(ARRAY['ель', 'Ёлка', 'яма', 'Бар']) AS word")).toBe(
    'Бар Ёлка ель яма',
  );
  await ask(database, 'CREATE EXTENSION pg_trgm');
  expect(await ask(database, "SELECT similarity('Иванов', 'ИВАНОВ')")).toBe(1);
});

test('what was written is there after a stop and a second start, which is fast', async () => {
  const first = await start(join(base, 'db'));
  await ask(first, 'CREATE TABLE kept AS SELECT 7 AS number');
  await first.stop();
  const began = performance.now();
  const second = await start(join(base, 'db'));
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(await ask(second, 'SELECT number FROM kept')).toBe(7);
});

test('a stopped database leaves no process, however many times it is stopped', async () => {
  const database = await start(join(base, 'db'));
  await Promise.all([database.stop(), database.stop()]);
  expect(() => process.kill(database.pid, 0)).toThrow('ESRCH');
});

test('it never outlives a process that was killed, and starts again after that', async () => {
  const directory = join(base, 'db');
  const database = await start(directory);
  const data = String(await ask(database, 'SHOW data_directory'));
  await database.stop();
  const owner = spawnSync(process.execPath, ['-e', killedOwner(directory)], { encoding: 'utf8', timeout: 30_000, cwd: process.cwd() });
  expect({ signal: owner.signal, stderr: owner.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  const orphan = Number(owner.stdout);
  for (let tries = 0; tries < 100 && commandOf(orphan) !== ''; tries += 1) await wait(50);
  expect(commandOf(orphan)).toBe('');

  // In a restarted container the number in the lock belongs to a stranger.
  writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
  expect(await ask(await start(directory), 'SELECT 1')).toBe(1);
});

test('a second start on the same directory is told that one is running', async () => {
  await start(join(base, 'db'));
  await expect(start(join(base, 'db'))).rejects.toMatchObject({ problem: 'already-running' });
});

test('a command can join the database that another process runs, and leaves it running', async () => {
  const directory = join(base, 'db');
  const first = await start(directory);
  await ask(first, 'CREATE TABLE kept AS SELECT 7 AS number');
  const joined = await startEmbeddedPostgres({ directory, log: silent, durable: false, joinRunning: true });
  expect(await ask(joined, 'SELECT number FROM kept')).toBe(7);
  await joined.stop();
  expect(await ask(first, 'SELECT number FROM kept')).toBe(7);
});

test('a port in use is named', async () => {
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const attempt = startEmbeddedPostgres({ directory: join(base, 'db'), port, log: silent, durable: false });
  await expect(attempt).rejects.toMatchObject({ problem: 'port-taken' });
  await new Promise((closed) => taken.close(closed));
});

test('its files and its password are closed to other accounts', async () => {
  await start(join(base, 'db'));
  expect(statSync(join(base, 'db', 'cluster')).mode & 0o077).toBe(0);
});

// PostgreSQL refuses to run as root, so another account is used there: only root can show it.
(asRoot ? describe : describe.skip)('as root', () => {
  test('a directory only root may enter gets its cluster elsewhere, and a fresh one when the directory is removed', async () => {
    chmodSync(base, 0o700);
    const directory = join(base, 'db');
    const first = await start(directory);
    await ask(first, 'CREATE TABLE kept AS SELECT 7 AS number');
    const place = readFileSync(join(directory, 'location'), 'utf8').trim();
    await first.stop();
    await (await start(directory)).stop();

    rmSync(directory, { recursive: true });
    const fresh = await start(directory);
    expect(await ask(fresh, "SELECT to_regclass('kept')")).toBeNull();
    await fresh.stop();
    rmSync(place, { recursive: true });
    expect(existsSync(place)).toBe(false);
  });
});

/** A process that starts the database, tells its number and is killed without a chance to stop it. */
function killedOwner(directory: string): string {
  const compiled = new URL('../../dist/embedded-postgres/start-embedded-postgres.js', import.meta.url).href;
  return `import(${JSON.stringify(compiled)}).then(async ({ startEmbeddedPostgres }) => {
    const { pid } = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, log() {}, durable: false });
    process.stdout.write(String(pid), () => process.kill(process.pid, 'SIGKILL'));
  });`;
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid), '--no-headers'], { encoding: 'utf8' })
    .stdout.replace(/.*<defunct>/, '')
    .trim();
}
