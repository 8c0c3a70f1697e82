import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first two are the same browser without what only a person needs around it: a page opens for half the CPU. */
const CHROMIUM_NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];
const CHROMIUM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The first of `names` that is an executable on `path` (in the form of the PATH variable). */
export function findProgram(names: string[], path: string): string | undefined {
  const candidates = names.flatMap((name) => path.split(delimiter).map((directory) => join(directory, name)));
  return candidates.find(isExecutable);
}

export function findChromium(path: string): string | undefined {
  return findProgram(CHROMIUM_NAMES, path) ?? CHROMIUM_PLACES.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
