import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findForeignMatter } from './check-tree.mjs';

// Written here in pieces, so that this file does not itself say what no file may say.
const path = (...parts: string[]) => ['', ...parts, ''].join('/');
const word = (...parts: string[]) => parts.join('');

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tree-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['a folder named utils', 'libs/domain/src/utils/times.ts', 'export {};', /a drawer, not a name/],
  ['a file named helpers', 'libs/domain/src/calls/helpers.ts', 'export {};', /a drawer, not a name/],
  ['a folder named common', 'services/console/src/common/box.tsx', 'export {};', /a drawer, not a name/],
  ['a path below a working folder', 'README.md', `Look into ${path('work', 'shared')}plan.md`, /README.md:1: a path on somebody’s machine/],
  ['a path below a home', 'scripts/run.sh', `cd "${path('home', 'ivan')}ringbase"`, /somebody’s machine/],
  ['a package registry', '.npmrc', `registry=https://${word('registry', '.example.org')}/npm`, /a package registry/],
  [
    'a lock file made at another registry',
    'package-lock.json',
    `"resolved": "https://${word('registry', '.example.org')}/a.tgz"`,
    /a package registry/,
  ],
  ['a private key', 'infra/key.txt', word('-----BEGIN PRIV', 'ATE KEY-----'), /a secret/],
  ['a silenced linter', 'libs/domain/src/a.ts', word('// eslint', '-disable-next-line no-var'), /silences a rule/],
  ['a silenced compiler', 'libs/domain/src/b.ts', word('// @ts', '-nocheck'), /silences a rule/],
  [
    'a rule of the house told off',
    'libs/domain/src/d.ts',
    word('// biome', '-ignore lint/suspicious/noConsole: I like it'),
    /silences a rule/,
  ],
  ['a whole linter told off', 'libs/domain/src/e.ts', word('// biome', '-ignore-all lint: I know better'), /silences a rule/],
  ['work put off', 'libs/domain/src/c.ts', word('// TO', 'DO: later'), /work put off/],
])('%s is found', (_, file, text, expected) => {
  write(file, text);
  expect(findForeignMatter(root, [file])).toEqual([expect.stringMatching(expected)]);
});

test.each([
  [
    'a lock file made at the public registry',
    'package-lock.json',
    `"resolved": "https://${word('registry', '.npmjs.org')}/a/-/a-1.0.0.tgz"`,
  ],
  ['a route that happens to be called work', 'services/api/src/route.ts', "export const route = '/api/v1/work/calls';"],
  [
    'a matter of taste told off with a reason',
    'libs/domain/src/f.ts',
    word('// biome', '-ignore lint/suspicious/noArrayIndexKey: all alike'),
  ],
  ['a word of the field that ends in a drawer’s name', 'libs/domain/src/calls/find-common-owner.ts', 'export {};'],
])('%s is left in peace', (_, file, text) => {
  write(file, text);
  expect(findForeignMatter(root, [file])).toEqual([]);
});

function write(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), `${text}\n`);
}
