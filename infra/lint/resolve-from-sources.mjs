import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Teaches dependency-cruiser that `@ringbase/<name>` is that package's `src/index.ts`, so that the boundaries can be
 * checked before anything is built. Only the bare name is known: a deep import finds nothing and is reported.
 */
const root = process.cwd();
const packages = ['libs', 'services', 'infra'].flatMap((folder) =>
  existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => [name, join(root, folder, name, 'src/index.ts')]) : [],
);

export default {
  resolve: { alias: Object.fromEntries(packages.map(([name, index]) => [`@ringbase/${name}$`, index])) },
};
