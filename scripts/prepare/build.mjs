import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compile } from './compile.mjs';
import { npmCommand } from './npm-command.mjs';
import { runStep } from './run-step.mjs';

const COMPILED = 'tsc -b';

/** Makes every package runnable unless nothing has changed since the last time. */
export async function buildWhatHasChanged(root) {
  const stamp = join(root, 'node_modules', '.cache', 'ringbase', 'build');
  const packages = listPackages(root);
  const fingerprint = fingerprintOf(root, packages);
  const built = packages.every(({ folder }) => existsSync(join(folder, 'dist')));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  rmSync(stamp, { force: true });
  process.stdout.write('Compiling …\n');
  await compilePackages(root);
  for (const { name, folder, scripts } of packages) {
    if (scripts.build !== COMPILED) await runStep(`Building ${name}`, folder, [...npmCommand(), 'run', 'build']);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/** All that is compiled and no more: what tests need that start processes. */
export async function compilePackages(root) {
  const compiled = listPackages(root).filter(({ scripts }) => scripts.build === COMPILED);
  await compile(
    root,
    compiled.map(({ folder }) => folder),
  );
}

function listPackages(root) {
  return listWorkspaces(root).map((folder) => ({ folder, ...readPackage(folder) }));
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function listWorkspaces(root) {
  const { workspaces } = readPackage(root);
  return workspaces
    .flatMap((pattern) =>
      pattern.endsWith('/*')
        ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => join(root, pattern.slice(0, -1), name))
        : join(root, pattern),
    )
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

/** Changes with every file that a build reads, however it came by its date. */
function fingerprintOf(root, packages) {
  const hash = createHash('sha256').update(process.version);
  const shared = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json'].map((name) => join(root, name));
  for (const file of [...shared, ...packages.flatMap(({ folder }) => listSources(folder))]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

const NOT_SOURCES = /^(dist|dist-types|node_modules|\.turbo)$|\.tsbuildinfo$|\.test\.tsx?$/;

function listSources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listSources(join(folder, entry.name)) : join(folder, entry.name)));
}
