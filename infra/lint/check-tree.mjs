import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const drawers = /(^|\/)(utils?|helpers?|common|misc|shared-utils)(\/|\.[jt]sx?$|\.mjs$)/;

const machinePaths = /(?<![\w.:/-])\/(?:work|root|home\/[\w.-]+|Users\/[\w.-]+)\/(?!\*)|\b[A-Z]:\\Users\\/;
const registries = /\b(?:registry\.[\w-]+\.\w+|[\w.-]+\/(?:artifactory|nexus)\/|npm\.pkg\.github\.com|_authToken\b)/;
const secrets =
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abp]-[0-9A-Za-z-]{10,}|\bnpm_[A-Za-z0-9]{36}\b/;
/** biome may be told off for its taste, with a reason, never for a rule of the house. */
const houseRules =
  'noConsole|noExplicitAny|noTsIgnore|noFocusedTests|noSkippedTests|noNonNullAssertion|noDefaultExport|noUnused\\w+|useFilenamingConvention';
const silencers = new RegExp(
  String.raw`(?://|/\*)\s*(?:eslint-disable|biome-ignore(?!(?:-all|-start|-end)?\s+lint/\w+/(?!${houseRules})\w+: )|prettier-ignore|@ts-(?:ignore|nocheck)|istanbul ignore)`,
);
const postponed = /(?:\/\/|\/\*|^\s*\*|#|--)\s*(?:TODO|FIXME|XXX|HACK)\b/;

const textual = /\.(?:[cm]?[jt]sx?|json|ya?ml|md|sql|html|css|sh|svg|txt|toml)$|(?:^|\/)(?:run|Dockerfile|\.[a-z]+)$/;

/**
 * What no file of the project may be or say: drawers without a name (`utils`, `helpers`, `common`), places on somebody's
 * machine, registry hosts, secrets, comments that silence a rule, work put off. Returns one line for each find.
 */
export function findForeignMatter(root, files = listFiles(root)) {
  const drawersFound = files.filter((path) => drawers.test(path)).map((path) => `${path}: a drawer, not a name; say what it holds`);
  return [
    ...drawersFound,
    ...files.filter((path) => textual.test(path)).flatMap((path) => judge(path, readFileSync(join(root, path), 'utf8'))),
  ];
}

/** Everything git keeps or would keep; the fixtures that break the rules on purpose and the patterns above are left out. */
function listFiles(root) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => path !== '' && !path.startsWith('infra/lint/fixtures/') && path !== 'infra/lint/check-tree.mjs')
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile());
}

function judge(path, text) {
  const isLock = path === 'package-lock.json';
  // The public registry is what npm itself writes into the lock file; any other is somebody's own.
  const lines = (isLock ? text.replaceAll('https://registry.npmjs.org/', '') : text).split('\n');
  const rules = [
    [machinePaths, 'a path on somebody’s machine'],
    [registries, 'a package registry'],
    [secrets, 'a secret'],
    ...(isLock || path.endsWith('.md')
      ? []
      : [
          [silencers, 'a comment that silences a rule'],
          [postponed, 'work put off; do it or file it'],
        ]),
  ];
  return lines.flatMap((line, index) => rules.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${path}:${index + 1}: ${what}`));
}
