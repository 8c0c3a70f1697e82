import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listMissing } from './install.mjs';

const locked = {
  '': {},
  'libs/domain': { version: '0.1.0' },
  'node_modules/express': { version: '5.3.0', integrity: 'sha512-e' },
  'node_modules/only-for-windows': { version: '1.0.0', optional: true },
  'node_modules/@ringbase/domain': { link: true, resolved: 'libs/domain' },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ringbase-install-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', locked);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, packages: Record<string, unknown>): void {
  writeFileSync(join(root, file), JSON.stringify({ packages }));
}

test('a fresh clone misses everything its machine can use', () => {
  expect(listMissing(root)).toEqual(['node_modules/express', 'node_modules/@ringbase/domain']);
});

test('nothing is missing when the installed versions are the locked ones', () => {
  const { 'node_modules/only-for-windows': _, ...installed } = locked;
  write('node_modules/.package-lock.json', installed);
  expect(listMissing(root)).toEqual([]);
});

test('a package of another version counts as missing', () => {
  write('node_modules/.package-lock.json', { ...locked, 'node_modules/express': { version: '5.2.0', integrity: 'sha512-e' } });
  expect(listMissing(root)).toEqual(['node_modules/express']);
});
