import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const SYSTEM_DIRECTORY = '/var/lib/ringbase';

/** A directory of ours that every account may enter, outside any checkout. */
export function sharedDirectory(): string {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0 && makeOwn(SYSTEM_DIRECTORY, uid)) return SYSTEM_DIRECTORY;
  const temporary = join(tmpdir(), `ringbase-${uid}`);
  if (makeOwn(temporary, uid)) return temporary;
  throw new EmbeddedPostgresError('failed', `Neither ${SYSTEM_DIRECTORY} nor ${temporary} can be used for the embedded database.`);
}

/** Programs are run from here, so a directory somebody else prepared under our name is refused. */
function makeOwn(directory: string, uid: number): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
  } catch {
    return false;
  }
  const found = lstatSync(directory);
  return found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0;
}
