import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainFailure } from './embedded-postgres-error.js';
import type { ServerAccount } from './server-account.js';

/**
 * LC_CTYPE must know UTF-8 besides the ICU collation: pg_trgm splits words by it, and under "C" a Cyrillic name has no
 * trigrams at all. The names differ between systems, the first that initdb accepts is taken.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'];

/** Creates the cluster in `place/data` unless it is there. A run cut short leaves nothing that looks finished. */
export function createCluster(initdb: string, place: string, account: ServerAccount, password: string, durable: boolean): string {
  const data = join(place, 'data');
  if (existsSync(data)) return data;
  const unfinished = join(place, 'data.unfinished');
  const passwordFile = join(place, 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o644 }); // Its directory is closed to everybody else.
  let output = '';
  try {
    for (const characterType of CHARACTER_TYPES) {
      rmSync(unfinished, { recursive: true, force: true });
      const run = spawnSync(initdb, flags(unfinished, passwordFile, characterType, durable), {
        ...account,
        cwd: place,
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
        encoding: 'utf8',
      });
      output = `${run.stdout}${run.stderr}${run.error?.message ?? ''}`;
      if (run.status === 0) {
        renameSync(unfinished, data);
        return data;
      }
      if (!/invalid locale name/i.test(output)) break;
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(unfinished, { recursive: true, force: true });
  throw explainFailure('creating it', place, output);
}

function flags(data: string, passwordFile: string, characterType: string, durable: boolean): string[] {
  return [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${characterType}`,
    '--locale-provider=icu',
    '--icu-locale=und',
    ...(durable ? [] : ['--no-sync']),
  ];
}
