import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeViolations, readFixtures, rulesShown } from './fixtures.js';

type Report = { diagnostics: { category: string; location: { path: string } }[] };
type Rules = Record<string, string | Record<string, unknown>>;

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'fixtures/biome');
const fixtures = readFixtures(folder);
const bitten = check();

test.each(fixtures.map((fixture) => [fixture.path, fixture]))('%s is judged as its first line says', (path, fixture) => {
  expect(describeViolations(bitten.get(path) ?? [])).toEqual(fixture.bites);
});

test('every rule that biome.json names has a fixture it bites', () => {
  const { linter } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as { linter: { rules: Rules } };
  const named = Object.entries(linter.rules).flatMap(([group, rules]) =>
    typeof rules === 'string' ? [] : Object.entries(rules).flatMap(([rule, level]) => (level === 'off' ? [] : [`lint/${group}/${rule}`])),
  );
  const shown = rulesShown(fixtures);
  expect(named.filter((name) => !shown.has(name))).toEqual([]);
});

function check(): Map<string, string[]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'ci', '--colors=off', '--reporter=json', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  const rules = new Map<string, string[]>();
  for (const { category, location } of (JSON.parse(stdout) as Report).diagnostics) {
    rules.set(location.path, [...(rules.get(location.path) ?? []), category]);
  }
  return rules;
}
