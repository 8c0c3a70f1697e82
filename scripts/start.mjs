import './prepare/require-node.mjs';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { buildWhatHasChanged } = await import('./prepare/build.mjs');
const { installWhatIsMissing } = await import('./prepare/install.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));
const IMPATIENCE_MS = 1_000;

try {
  await installWhatIsMissing(root);
  await buildWhatHasChanged(root);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
runHouse();

/** The services run in a process group of their own: one Ctrl-C reaches us several times (terminal, npm), they are told once. */
function runHouse() {
  const house = fork(fileURLToPath(new URL('dist/start/main.js', import.meta.url)), { cwd: root, detached: true });
  let asked = 0;
  const end = () => {
    const now = Date.now();
    if (asked === 0) {
      asked = now;
      process.stdout.write('Stopping …\n');
      if (house.connected) house.disconnect(); // It stops when it has lost us, be it by this or by a crash of ours.
    } else if (now - asked > IMPATIENCE_MS) house.kill('SIGKILL');
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  // npm may be killed without a word to us. (Its shell is gone: package.json says exec, or it would keep SIGINT to itself.)
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => asked === 0 && process.ppid !== parent && end(), 500).unref();
  house.once('exit', (code, signal) => process.exit(signal ? 1 : code));
}
