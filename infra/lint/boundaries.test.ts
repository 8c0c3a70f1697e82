import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import boundaries from '../../.dependency-cruiser.mjs';
import { readFixtures, rulesShown } from './fixtures.js';

type Violation = { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] };
type Cruise = { modules: { source: string; dependents: string[] }[]; summary: { violations: Violation[] } };

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'fixtures/boundaries');
const fixtures = readFixtures(folder);
const bitten = cruise();

test.each(fixtures.map((fixture) => [fixture.path, fixture]))('%s is judged as its first line says', (path, fixture) => {
  expect([...(bitten.get(path) ?? [])].sort()).toEqual(fixture.bites);
});

test('every rule of the boundaries has a fixture it bites', () => {
  const shown = rulesShown(fixtures);
  expect(boundaries.forbidden.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
});

test('a package without a row in the table is noticed', () => {
  const rows = boundaries.forbidden.map((rule) => rule.name);
  const packages = execFileSync('git', ['ls-files', ':(glob)*/*/package.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const missing = packages
    .trim()
    .split('\n')
    .map((path) => path.split('/').slice(0, 2).join('-'))
    .filter((name) => !rows.includes(`${name}-imports-only-its-row`));
  expect(missing).toEqual([]);
});

function cruise(): Map<string, Set<string>> {
  const printed = execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      join(root, '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
      'libs',
      'services',
      'scripts',
      'infra',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64e6 },
  );
  const { modules, summary } = JSON.parse(printed) as Cruise;
  const dependents = new Map(modules.map((module) => [module.source, module.dependents]));
  const rules = new Map<string, Set<string>>();
  for (const { from, rule, cycle } of summary.violations) {
    // A cycle is reported once for all its files; too many dependents in domain, at the library they depend on.
    const guilty = from.includes('node_modules/')
      ? dependents.get(from)?.filter((path) => path.startsWith('libs/domain/'))
      : cycle?.map((step) => step.name);
    for (const path of guilty ?? [from]) rules.set(path, (rules.get(path) ?? new Set()).add(rule.name));
  }
  return rules;
}
