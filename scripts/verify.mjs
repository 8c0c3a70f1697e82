import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findDeadReferences } from '../infra/lint/check-documents.mjs';
import { findForeignMatter } from '../infra/lint/check-tree.mjs';

/**
 * `npm run verify [-- step …] [-- --without step]`: everything that can be judged without a database, two steps at a time, one line a step.
 * What a step printed is shown only if it failed. Ends non-zero if any did.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (path) => join(root, 'node_modules', path);

// The longest first, so that the two lanes end together.
const steps = [
  { name: 'types and house rules', run: () => checkCode('house') },
  { name: 'types and house rules of the console', run: () => checkCode('console') },
  {
    name: 'unit tests',
    run: () =>
      node(
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        tool('jest/bin/jest.js'),
        '--selectProjects=unit',
        '--silent',
      ),
  },
  { name: 'boundaries', run: () => node(tool('dependency-cruiser/bin/dependency-cruise.mjs'), 'libs', 'services', 'scripts', 'infra') },
  { name: 'dead code', run: () => node(tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints') },
  {
    name: 'format and lint',
    run: () =>
      node(
        tool('@biomejs/biome/bin/biome'),
        'ci',
        '--colors=off',
        '--error-on-warnings',
        '--diagnostic-level=warn',
        '--max-diagnostics=200',
        '.',
      ),
  },
  { name: 'document references', run: () => found(findDeadReferences(root)) },
  { name: 'foreign matter', run: () => found(findForeignMatter(root)) },
  { name: 'OpenAPI is current', after: 'types and house rules', run: checkOpenApi },
];

if (!existsSync(tool('.package-lock.json'))) {
  process.stderr.write('Nothing is installed yet: run npm ci first.\n');
  process.exit(1);
}

const { values, positionals: asked } = parseArgs({
  options: { without: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const isMeant = ({ name }) =>
  (asked.length === 0 || asked.some((word) => name.includes(word))) && !values.without.some((word) => name.includes(word));
const began = performance.now();
const failed = await runTwoAtATime(steps.filter(isMeant));
const total = seconds(began);
process.stdout.write(failed.length === 0 ? `verified in ${total}\n` : `not verified (${total}): ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runTwoAtATime(all) {
  const waiting = [...all];
  const done = new Map();
  const failures = [];
  const ready = ({ after }) => !after || done.has(after) || !all.some(({ name }) => name === after);
  const lane = async () => {
    while (waiting.length > 0) {
      const step = waiting.find(ready);
      if (!step) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      waiting.splice(waiting.indexOf(step), 1);
      const start = performance.now();
      const { ok, output, note = '' } = await step.run();
      done.set(step.name, ok);
      if (!ok) failures.push(step.name);
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${seconds(start).padStart(6)}  ${step.name}${note && ` (${note})`}\n`);
      if (!ok) process.stdout.write(`${indented(output)}\n`);
    }
  };
  await Promise.all([lane(), lane()]);
  return failures;
}

/** With a wide young generation, as nearly all that a type check makes stays. */
function checkCode(part) {
  return node('--max-semi-space-size=128', 'infra/lint/check-code.mjs', part);
}

function node(...args) {
  return collect(process.execPath, args);
}

function collect(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ ok: false, output: String(error) }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

function found(lines) {
  return Promise.resolve({ ok: lines.length === 0, output: lines.join('\n') });
}

/** Each service's committed description is what its routes say today. */
async function checkOpenApi() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  for (const name of ['@ringbase/api', '@ringbase/call-routing']) {
    const result = await collect(npm, ['run', '--silent', 'openapi', '-w', name, '--', '--check']);
    if (!result.ok) return result;
  }
  return { ok: true, output: '' };
}

function indented(text) {
  return text.trimEnd().replace(/^/gm, '     ');
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
