import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { describeViolations, readFixtures, rulesShown } from './fixtures.js';
import { houseRules } from './house-rules.mjs';

type Result = { filePath: string; messages: { ruleId: string | null; message: string }[] };

const folder = join(import.meta.dirname, 'fixtures/eslint');
const fixtures = readFixtures(folder);
const bitten = lint();

test.each(fixtures.map((fixture) => [fixture.path, fixture]))('%s is judged as its first line says', (path, fixture) => {
  expect(describeViolations(bitten.get(path) ?? [])).toEqual(fixture.bites);
});

test('every rule that is switched on has a fixture it bites', () => {
  const shown = rulesShown(fixtures);
  const rules = houseRules({ root: folder, projects: [] }).flatMap((part) => Object.keys('rules' in part ? (part.rules ?? {}) : {}));
  expect([...new Set(rules)].filter((name) => !shown.has(name))).toEqual([]);
});

function lint(): Map<string, string[]> {
  const eslint = join(import.meta.dirname, '../../node_modules/eslint/bin/eslint.js');
  const { stdout, stderr } = spawnSync(process.execPath, [eslint, '--format', 'json', '.'], { cwd: folder, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const results = JSON.parse(stdout) as Result[];
  return new Map(
    results.map(({ filePath, messages }) => [
      relative(folder, filePath),
      messages.map(({ ruleId, message }) => ruleId ?? (/noInlineConfig/.test(message) ? '(no inline configuration)' : message)),
    ]),
  );
}
