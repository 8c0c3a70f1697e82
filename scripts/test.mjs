import './prepare/require-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { buildWhatHasChanged } = await import('./prepare/build.mjs');
const { installWhatIsMissing } = await import('./prepare/install.mjs');
const { summarise } = await import('./prepare/summarise-tests.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));
/** Milliseconds. */
const LINGERING = 30_000;

try {
  await installWhatIsMissing(root);
  await buildWhatHasChanged(root);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// The stories start the whole house each: two at a time, after the others; a third starves all of them on two cores. The one of many calls takes all of the machine, another judges how soon all is there again: they run alone.
const given = process.argv.slice(2);
const rounds =
  given.length > 0
    ? [given]
    : [
        ['--selectProjects=unit', '--selectProjects=int', '--selectProjects=e2e'],
        ['--selectProjects=stories', '--maxWorkers=2'],
        ['--selectProjects=load', '--runInBand'],
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
  const guard = setInterval(() => endIfStuck(child, outputFile), LINGERING / 10);
  return new Promise((resolve) => child.once('exit', (exit) => resolve(exit ?? 1))).finally(() => clearInterval(guard));
}

/** What a failed test has left running keeps jest from ending, for ever: once its results are written it has half a minute. */
function endIfStuck(child, outputFile) {
  if (!existsSync(outputFile) || Date.now() - statSync(outputFile).mtimeMs < LINGERING) return;
  process.stderr.write('The tests are over and something that they started is not: ended.\n');
  child.kill('SIGKILL');
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
