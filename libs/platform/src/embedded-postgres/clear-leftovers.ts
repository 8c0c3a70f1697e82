import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const WATCHDOG_MS = 3_000;
const STOP_MS = 10_000;

/**
 * Makes a data directory startable again after its last owner was killed: a server that is still ending is waited for,
 * one that nobody owns any more is stopped, a lock file without its server is removed. (PostgreSQL itself trusts the
 * lock whenever *any* process has that number, which in a restarted container is nearly always.)
 */
export async function clearLeftovers(data: string, ownerFile: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const server = readPid(lock);
  if (server === undefined) return;
  if (isServerOf(server, data)) {
    if (findOwned(data, ownerFile) !== undefined) {
      throw new EmbeddedPostgresError(
        'already-running',
        `Another Ringbase (process ${readPid(ownerFile)}) is running with the database in ${data}.`,
      );
    }
    if (!(await ended(server, data, WATCHDOG_MS))) process.kill(server, 'SIGINT');
    if (!(await ended(server, data, STOP_MS))) process.kill(server, 'SIGKILL');
    await ended(server, data, STOP_MS);
  }
  rmSync(lock, { force: true });
}

/** The server that another living process runs on these data, if it accepts connections. */
export function findRunning(data: string, ownerFile: string): { pid: number; port: number } | undefined {
  const pid = findOwned(data, ownerFile);
  if (pid === undefined) return undefined;
  const [, , , port, , , , status] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  return status?.trim() === 'ready' ? { pid, port: Number(port) } : undefined;
}

function findOwned(data: string, ownerFile: string): number | undefined {
  const server = readPid(join(data, 'postmaster.pid'));
  const owner = readPid(ownerFile);
  return server !== undefined && owner !== undefined && isAlive(owner) && isServerOf(server, data) ? server : undefined;
}

async function ended(server: number, data: string, timeout: number): Promise<boolean> {
  for (let waited = 0; waited < timeout && isServerOf(server, data); waited += 20) await wait(20);
  return !isServerOf(server, data);
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A zombie has no command line any more, so it does not count. */
function isServerOf(pid: number, data: string): boolean {
  return isAlive(pid) && commandOf(pid).includes(data);
}

function commandOf(pid: number): string {
  const listed = `/proc/${pid}/cmdline`;
  if (existsSync(listed)) return readFileSync(listed, 'utf8').replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}
