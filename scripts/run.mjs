// `npm run migrate` and its kin: installs and builds what is missing, then runs scripts/dist/<command>/main.js.
import './prepare/require-node.mjs';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { buildWhatHasChanged } = await import('./prepare/build.mjs');
const { installWhatIsMissing } = await import('./prepare/install.mjs');

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...args] = process.argv.slice(2);

try {
  await installWhatIsMissing(root);
  await buildWhatHasChanged(root);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const child = spawn(process.execPath, [fileURLToPath(new URL(`dist/${command}/main.js`, import.meta.url)), ...args], { stdio: 'inherit' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => undefined); // The terminal has told the command already; we wait for it.
child.once('exit', (code) => process.exit(code ?? 1));
