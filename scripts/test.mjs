import './prepare/require-node.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { buildWhatHasChanged } = await import('./prepare/build.mjs');
const { installWhatIsMissing } = await import('./prepare/install.mjs');
const { summarise } = await import('./prepare/summarise-tests.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  await installWhatIsMissing(root);
  await buildWhatHasChanged(root);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// The stories start the whole house each, and mostly wait: two at a time, after the others. Those of faults judge how soon it answers and run alone.
const given = process.argv.slice(2);
const rounds =
  given.length > 0
    ? [given]
    : [
        ['--selectProjects=unit', '--selectProjects=int', '--selectProjects=e2e'],
        ['--selectProjects=stories'],
        ['--selectProjects=faults', '--runInBand'],
      ];
const directory = mkdtempSync(join(tmpdir(), 'ringbase-results-'));
const reports = [];
let code = 0;
for (const [round, args] of rounds.entries()) {
  const file = join(directory, `${round}.json`);
  code = (await runJest(file, args)) || code;
  reports.push(readResults(file));
}
const { lines, failed } = summarise(reports);
rmSync(directory, { recursive: true, force: true });
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(failed ? 1 : code);

function runJest(outputFile, args) {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', jest, '--json', `--outputFile=${outputFile}`, ...args];
  // The workers need the flag too, and a test may start processes of its own: the environment carries it no further than to them.
  const child = spawn(process.execPath, flags, { cwd: root, stdio: 'inherit' });
  const pass = (signal) => child.kill(signal);
  process.on('SIGTERM', pass);
  process.on('SIGINT', () => undefined); // The terminal has told jest already; we wait for it.
  return new Promise((resolve) => child.once('close', (exit) => resolve(exit ?? 1)));
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
