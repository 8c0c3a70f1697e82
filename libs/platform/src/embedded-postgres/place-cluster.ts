import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mayWriteIn, type ServerAccount } from './server-account.js';
import { sharedDirectory } from './shared-directory.js';

/**
 * Chooses where the cluster's files lie: in `directory`, or, when the server's account cannot enter it (root's own
 * checkout), in a shared directory whose path is noted in `directory/location`. Removing `directory` means starting
 * afresh in both cases.
 */
export function placeCluster(directory: string, account: ServerAccount): string {
  mkdirSync(directory, { recursive: true });
  const here = join(directory, 'cluster');
  const note = join(directory, 'location');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  if (noted && existsSync(noted)) return noted;

  makeFor(account, here);
  if (mayWriteIn(here, ownerOf(here))) return here;
  rmSync(here, { recursive: true });
  const elsewhere = join(sharedDirectory(), createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16));
  rmSync(elsewhere, { recursive: true, force: true });
  makeFor(account, elsewhere);
  writeFileSync(note, `${elsewhere}\n`);
  return elsewhere;
}

/** The account the cluster in `place` belongs to: root runs a cluster that an ordinary user made as that user. */
export function ownerOf(place: string): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = statSync(place);
  return { uid, gid };
}

function makeFor(account: ServerAccount, directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(directory, account.uid, account.gid);
}
