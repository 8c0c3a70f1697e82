import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

type Named = { name: string };
type Issue = { file: string; dependencies: Named[]; exports: Named[]; types: Named[]; files: Named[] };

const knip = join(import.meta.dirname, '../../node_modules/knip/bin/knip.js');
const { stdout, stderr } = spawnSync(process.execPath, [knip, '--no-progress', '--no-config-hints', '--reporter', 'json'], {
  cwd: join(import.meta.dirname, 'fixtures/dead-code'),
  encoding: 'utf8',
});
if (!stdout) throw new Error(stderr);
const { issues } = JSON.parse(stdout) as { issues: Issue[] };
const found = (kind: Exclude<keyof Issue, 'file'>) => issues.flatMap((issue) => issue[kind].map(({ name }) => `${issue.file}: ${name}`));

test('a file that nothing imports is found', () => {
  expect(found('files')).toEqual(['src/forgotten.ts: src/forgotten.ts']);
});

test('an export and a type that nothing imports are found', () => {
  expect([...found('exports'), ...found('types')]).toEqual(['src/advance.ts: retreat', 'src/advance.ts: Retreat']);
});

test('a dependency that nothing imports is found', () => {
  expect(found('dependencies')).toEqual(['package.json: zod']);
});
