import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { StepError } from './run-step.mjs';
import { swcOptions } from './swc-options.mjs';

/**
 * Turns `src` of each package into JavaScript in its `dist`, as `tsc -b` does, in a fiftieth of its time: types are not
 * looked at, that is the business of `npm run verify`.
 */
export async function compile(root, folders) {
  // What is imported here may have been installed a moment ago.
  const { transformFileSync } = await import('@swc/core');
  for (const folder of folders) {
    for (const source of listSources(join(folder, 'src'))) {
      try {
        const { code, map } = transformFileSync(source, { ...swcOptions(source.endsWith('x')), sourceMaps: true });
        write(targetOf(folder, source), code, map);
      } catch (error) {
        throw new StepError(`Compiling ${relative(root, source)} failed: ${error.message}`, { cause: error });
      }
    }
  }
}

function listSources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test\.tsx?|d\.ts)$/.test(entry.name) ? path : [];
  });
}

function targetOf(folder, source) {
  return join(folder, 'dist', relative(join(folder, 'src'), source)).replace(/\.tsx?$/, '.js');
}

/** A file that stays the same is left alone: somebody may be reading it. */
function write(target, code, map) {
  const content = `${code}//# sourceMappingURL=${basename(target)}.map\n`;
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.map`, map);
  writeFileSync(target, content);
}
