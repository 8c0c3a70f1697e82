import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './npm-command.mjs';
import { runStep } from './run-step.mjs';

/** Runs `npm ci` when node_modules is missing or is not what package-lock.json says. */
export async function installWhatIsMissing(root) {
  const missing = listMissing(root);
  if (missing.length === 0) return;
  // Development dependencies build the house: they are installed whatever NODE_ENV says.
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await runStep('Installing dependencies', root, [...npmCommand(), ...flags]);
}

/** Names of the packages of the lock file that are not installed in the locked version. */
export function listMissing(root) {
  const locked = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.keys(locked).filter((path) => {
    const { link, optional, version, integrity, resolved } = locked[path];
    if (!path.includes('node_modules/') || optional) return false;
    const found = installed[path];
    return !found || (link ? found.resolved !== resolved : found.version !== version || found.integrity !== integrity);
  });
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
