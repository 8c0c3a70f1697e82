import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { DomainError } from '@ringbase/domain';
import { parseKey, type Storage, type Stored } from './storage.js';

const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

/** Files under one directory. Nothing outside it can be reached, neither by a key nor through a link inside it. */
export function makeFileStorage(root: string): Storage {
  const pathOf = (key: string) => join(root, ...parseKey(key));
  const confined = async (path: string): Promise<string> => {
    const [base, real] = await Promise.all([realpath(root), realpath(path)]);
    if (real !== base && !real.startsWith(base + sep)) throw new DomainError('INVALID', 'This is no key of a stored file');
    return real;
  };

  return {
    async put(key, content, { maxBytes }) {
      const path = pathOf(key);
      try {
        await mkdir(dirname(path), { recursive: true, mode: DIRECTORY_MODE });
        await confined(dirname(path));
        return await replace(path, content, maxBytes);
      } catch (error) {
        content.destroy();
        throw explain(error, 'UNAVAILABLE');
      }
    },
    async open(key, range) {
      try {
        const path = await confined(pathOf(key));
        return createReadStream(path, range ?? {});
      } catch (error) {
        throw explain(error, 'NOT_FOUND');
      }
    },
    async find(key) {
      try {
        const info = await stat(await confined(pathOf(key)));
        return info.isFile() ? { bytes: info.size, modifiedAt: info.mtime } : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw explain(error, 'NOT_FOUND');
      }
    },
    async remove(key) {
      const path = pathOf(key);
      try {
        await confined(dirname(path));
        await rm(path, { force: true });
        await syncDirectory(dirname(path));
      } catch (error) {
        if (!isMissing(error)) throw explain(error, 'NOT_FOUND');
      }
    },
    async check() {
      await mkdir(root, { recursive: true, mode: DIRECTORY_MODE });
      await access(root, constants.W_OK);
    },
  };
}

/** Writes beside the file, makes it safe, then puts it in its place; a crash leaves the old content and at most a `.part`. */
async function replace(path: string, content: Readable, maxBytes: number): Promise<Stored> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', FILE_MODE);
    let stored: Stored;
    try {
      stored = await writeAll(file, content, maxBytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    await syncDirectory(dirname(path));
    return stored;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeAll(file: FileHandle, content: Readable, maxBytes: number): Promise<Stored> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content as AsyncIterable<Buffer | string>) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    bytes += chunk.length;
    if (bytes > maxBytes) throw new DomainError('PAYLOAD_TOO_LARGE', `More than ${maxBytes} bytes`);
    hash.update(chunk);
    await writeChunk(file, chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function writeChunk(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length; ) written += (await file.write(chunk, written)).bytesWritten;
}

// The name of a new file is safe only when its directory is.
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function isMissing(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function explain(error: unknown, missing: 'NOT_FOUND' | 'UNAVAILABLE'): unknown {
  if (!isNativeError(error) || !('syscall' in error) || !('code' in error)) return error;
  if (isMissing(error) && missing === 'NOT_FOUND') return new DomainError('NOT_FOUND', 'There is no such file');
  const reason = error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'The disk is full' : 'The disk cannot be used';
  return new DomainError('UNAVAILABLE', reason, { code: error.code });
}
