import { fileURLToPath } from 'node:url';
import { makeFileStorage } from './file-storage.js';
import type { Storage } from './storage.js';

/** Opens the storage an address names: `file:///var/lib/ringbase/files`. Throws one clear line for any other kind. */
export function makeStorage(url: string): Storage {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'file') return makeFileStorage(fileURLToPath(url));
  throw new Error(`STORAGE_URL: ${scheme ? `${scheme}: is not supported` : 'no address'}, use file:///absolute/path`);
}
