import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildWhatHasChanged } from './build.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ringbase-build-'));
  write('package.json', { workspaces: ['libs/*', 'page'] });
  write('package-lock.json', {});
  write('tsconfig.base.json', {});
  write('tsconfig.json', { files: [], references: [{ path: './libs/one' }] });
  write('libs/one/package.json', { name: 'one', scripts: { build: 'tsc -b' } });
  write('libs/one/src/index.ts', 'export const answer: number = 41;');
  write('page/package.json', { name: 'page', scripts: { build: 'mkdir -p dist && date +%N >> dist/times' } });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

const compiled = (): string => readFileSync(join(root, 'libs/one/dist/index.js'), 'utf8');
const timesBuilt = (): number => readFileSync(join(root, 'page/dist/times'), 'utf8').trim().split('\n').length;

test('builds once, again after a change, and again when what was built is gone', async () => {
  await buildWhatHasChanged(root);
  await buildWhatHasChanged(root);
  expect([compiled(), timesBuilt()]).toEqual([expect.stringContaining('41'), 1]);

  write('libs/one/src/index.ts', 'export const answer: number = 42;');
  await buildWhatHasChanged(root);
  expect([compiled(), timesBuilt()]).toEqual([expect.stringContaining('42'), 2]);

  rmSync(join(root, 'libs/one/dist'), { recursive: true });
  await buildWhatHasChanged(root);
  expect(existsSync(join(root, 'libs/one/dist/index.js'))).toBe(true);
}, 60_000);

test('a build that failed is not taken for one that succeeded', async () => {
  write('libs/one/src/index.ts', 'export const answer: = 41;');
  await expect(buildWhatHasChanged(root)).rejects.toThrow('Compiling libs/one/src/index.ts failed');
  await expect(buildWhatHasChanged(root)).rejects.toThrow('Compiling libs/one/src/index.ts failed');
});
