import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { houseRules } from './house-rules.mjs';

/**
 * `tsc -b` and `eslint .` in one: builds the projects, tests included, and lints with the programs the build has just checked. Apart
 * they would each read and check the whole house, which is most of what verify takes.
 *
 * `check-code.mjs console` takes the console and what it stands on, `check-code.mjs house` all the rest, so that the two can run side by side.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const frontend = 'services/console';
const everything = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(({ path }) => path);
const parts = {
  console: {
    projects: [frontend, `${frontend}/tsconfig.tests.json`],
    files: [frontend],
    ignores: [],
  },
  house: {
    projects: [...everything.filter((path) => !path.endsWith(frontend)), 'tsconfig.tests.json'],
    files: ['.'],
    ignores: [`${frontend}/**`],
  },
};

const part = parts[process.argv[2]];
if (!part) {
  process.stderr.write('usage: check-code.mjs console|house\n');
  process.exit(2);
}
const { programs, errors } = build(part.projects);
const complaints = await lint(part, programs);
process.stdout.write([...errors, complaints].filter(Boolean).join('\n'));
process.exitCode = errors.length > 0 || complaints ? 1 : 0;

function build(projects) {
  const programs = [];
  const errors = [];
  const format = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  const report = (diagnostic) => errors.push(ts.formatDiagnostic(diagnostic, format).trimEnd());
  const system = { ...ts.sys, writeFile: writeWhatHasChanged };
  const host = ts.createSolutionBuilderHost(system, ts.createEmitAndSemanticDiagnosticsBuilderProgram, report);
  host.afterProgramEmitAndDiagnostics = (built) => programs.push(built.getProgram());
  const paths = projects.map((path) => join(root, path));
  ts.createSolutionBuilder(host, paths, { force: true }).build();
  return { programs, errors };
}

/** At once or not at all: the other part may be reading, and a process may be running, from what is built. */
function writeWhatHasChanged(path, text, withMark) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const unfinished = `${path}.${process.pid}`;
  ts.sys.writeFile(unfinished, text, withMark);
  renameSync(unfinished, path);
}

async function lint({ files, ignores }, programs) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: houseRules({ root, programs, ignores: ['infra/lint/fixtures/**', ...ignores] }),
  });
  const results = await eslint.lintFiles(files);
  const formatter = await eslint.loadFormatter('stylish');
  return results.some(({ errorCount, warningCount }) => errorCount + warningCount > 0) ? formatter.format(results) : '';
}
