import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { makeStorage } from './make-storage.js';
import type { Storage } from './storage.js';

let base: string;
let root: string;
let storage: Storage;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'storage-'));
  root = join(base, 'root');
  storage = makeStorage(pathToFileURL(root).href);
});
afterEach(() => rm(base, { recursive: true, force: true }));

const bytesOf = (...pieces: (Buffer | string)[]) => Readable.from(pieces);
const limit = { maxBytes: 10_000_000 };

describe('a stored file', () => {
  test('comes back byte by byte, with its length and hash', async () => {
    const content = randomBytes(300_000);
    const stored = await storage.put('recordings/2026/03/a.wav', bytesOf(content.subarray(0, 1_000), content.subarray(1_000)), limit);
    expect(stored).toEqual({ bytes: 300_000, sha256: createHash('sha256').update(content).digest('hex') });
    expect((await buffer(await storage.open('recordings/2026/03/a.wav'))).equals(content)).toBe(true);
    expect(await storage.find('recordings/2026/03/a.wav')).toMatchObject({ bytes: 300_000 });
  });

  test('can be read in part', async () => {
    await storage.put('a', bytesOf('0123456789'), limit);
    expect((await buffer(await storage.open('a', { start: 2, end: 4 }))).toString()).toBe('234');
  });

  test('is for the owner of the process alone', async () => {
    await storage.put('d/a', bytesOf('x'), limit);
    expect((await stat(join(root, 'd/a'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, 'd'))).mode & 0o777).toBe(0o700);
  });

  test('keeps its content when a new one fails on the way, and leaves nothing behind', async () => {
    await storage.put('a', bytesOf('old'), limit);
    const failing = Readable.from(
      (async function* () {
        yield 'new';
        throw new Error('cut');
      })(),
    );
    await expect(storage.put('a', failing, limit)).rejects.toThrow('cut');
    expect((await buffer(await storage.open('a'))).toString()).toBe('old');
    expect(await readdir(root)).toEqual(['a']);
  });

  test('is never larger than allowed, and its source is not read on', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1_000);
      })(),
    );
    await expect(storage.put('a', endless, { maxBytes: 5_000 })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(endless.destroyed).toBe(true);
    expect(await storage.find('a')).toBeNull();
    expect(await readdir(root)).toEqual([]);
  });

  test('is replaced as a whole, also by two at once', async () => {
    await Promise.all([storage.put('a', bytesOf('x'.repeat(50_000)), limit), storage.put('a', bytesOf('y'.repeat(50_000)), limit)]);
    expect((await readFile(join(root, 'a'), 'utf8')).replaceAll(/^(.)\1*$/g, '$1')).toMatch(/^[xy]$/);
    expect(await readdir(root)).toEqual(['a']);
  });

  test('can be removed, also when it is not there', async () => {
    await storage.put('d/a', bytesOf('x'), limit);
    await storage.remove('d/a');
    await storage.remove('d/a');
    await storage.remove('nowhere/b');
    expect(await storage.find('d/a')).toBeNull();
  });

  test('that is not there is NOT_FOUND', async () => {
    await expect(storage.open('a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await storage.put('a', bytesOf('x'), limit);
    await expect(storage.open('a/b')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a key', () => {
  test.each([
    '',
    '..',
    '../outside',
    'a/../../outside',
    '/etc/passwd',
    'a//b',
    './a',
    'a/.hidden',
    'a\0b',
    'a\\..\\b',
    'a b',
    'имя',
    'a.part',
    'x'.repeat(200),
    Array(20).fill('a').join('/'),
  ])('%j leads nowhere', async (key) => {
    await writeFile(join(base, 'outside'), 'secret');
    await expect(storage.put(key, bytesOf('x'), limit)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.open(key)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.find(key)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.remove(key)).rejects.toMatchObject({ code: 'INVALID' });
    expect(await readFile(join(base, 'outside'), 'utf8')).toBe('secret');
  });

  test('does not lead out through a link', async () => {
    await storage.check();
    await mkdir(join(base, 'elsewhere'));
    await writeFile(join(base, 'elsewhere', 'secret'), 'secret');
    await symlink(join(base, 'elsewhere'), join(root, 'link'));
    await symlink(join(base, 'elsewhere', 'secret'), join(root, 'file'));
    await expect(storage.open('link/secret')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.open('file')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.put('link/new', bytesOf('x'), limit)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(storage.remove('link/secret')).rejects.toMatchObject({ code: 'INVALID' });
    expect(await readdir(join(base, 'elsewhere'))).toEqual(['secret']);
  });
});

test('a disk that cannot be written is UNAVAILABLE', async () => {
  await writeFile(root, 'a file where the directory should be');
  await expect(storage.put('d/a', bytesOf('x'), limit)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(storage.check()).rejects.toThrow();
});

test.each([
  ['s3://bucket', 's3: is not supported'],
  ['/var/lib', 'no address'],
])('%s is refused in one line', (url, line) => expect(() => makeStorage(url)).toThrow(`STORAGE_URL: ${line}, use file:///absolute/path`));
