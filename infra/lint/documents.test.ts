import { join } from 'node:path';
import { findDeadReferences } from './check-documents.mjs';

const dead = findDeadReferences(join(import.meta.dirname, 'fixtures/documents'));

test.each([
  ['a link to a missing file', 'README.md:7: link to docs/gone.md'],
  ['a link to a missing heading', 'README.md:7: link to docs/rules.md#what-it-never-checks'],
  ['a missing picture', 'README.md:7: link to docs/gone.png'],
  ['a missing path in backticks', 'README.md:7: path libs/domain/src/calls/gone.ts'],
  ['a missing folder before a placeholder', 'README.md:8: path libs/gone/<noun>/'],
  ['a missing npm script', 'README.md:8: npm script gone'],
  ['a script of one workspace asked of the root', 'README.md:8: npm script openapi'],
  ['a missing workspace', 'README.md:8: workspace @fixture/gone'],
  ['a missing script in a command', 'README.md:11: npm script test'],
  ['a missing program in a command', 'README.md:12: path scripts/gone.mjs'],
  ['a link that is relative to the wrong folder', 'docs/rules.md:5: link to README.md'],
])('%s is found', (_, reference) => {
  expect(dead).toContain(`${reference}, which is not there`);
});

test('references that hold are left in peace', () => {
  expect(dead).toHaveLength(11);
});
