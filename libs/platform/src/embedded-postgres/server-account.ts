import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The account the database server runs as; empty when it is simply ours. */
export type ServerAccount = { uid: number; gid: number } | Record<string, never>;

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account that already exists.
 * No account is created: a start command must not change the machine's users.
 */
export function findServerAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([account]) => account === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError('unsupported-machine', 'Root needs a "postgres" or "nobody" account to run the embedded database.');
}

/** Whether the account may enter `directory` and write there; asked of the system, so that every kind of permission counts. */
export function mayWriteIn(directory: string, account: ServerAccount): boolean {
  return succeeds('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', directory], account);
}

/** Whether the account can run the program at `path`. */
export function mayRun(path: string, account: ServerAccount): boolean {
  return succeeds(path, ['--version'], account);
}

function succeeds(program: string, args: string[], account: ServerAccount): boolean {
  return spawnSync(program, args, { ...account, cwd: '/', env: {}, stdio: 'ignore' }).status === 0;
}
