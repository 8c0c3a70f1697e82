// Jest resolves modules through this: our own packages to their TypeScript source, so that no build is needed.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const sources = findSources();

/** name of each workspace -> its src/index.ts */
function findSources() {
  const folders = ['libs', 'services'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)));
  const found = new Map();
  for (const folder of [...folders, join(root, 'scripts'), join(root, 'infra', 'testing')]) {
    const entry = join(folder, 'src', 'index.ts');
    if (!existsSync(entry)) continue;
    found.set(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name, entry);
  }
  return found;
}

module.exports = (request, options) => {
  const ours = sources.get(request);
  if (ours) return ours;
  const relative = request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules');
  if (relative) {
    const stem = join(options.basedir, request.slice(0, -'.js'.length));
    for (const extension of ['.ts', '.tsx']) if (existsSync(stem + extension)) return stem + extension;
  }
  return options.defaultResolver(request, options);
};
