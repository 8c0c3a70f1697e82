import { readFile, writeFile } from 'node:fs/promises';
import { describePbxDoor } from './describe-pbx-door.js';

const file = new URL('../../openapi.json', import.meta.url);

/** Writes services/call-routing/openapi.json; with `--check` only says whether it is what the routes say, and ends with 1 if not. */
const text = `${JSON.stringify(describePbxDoor(), null, 2)}\n`;
if (process.argv.includes('--check')) {
  const written = await readFile(file, 'utf8').catch(() => '');
  if (written !== text) {
    process.stderr.write('services/call-routing/openapi.json is not what the routes say: npm run openapi -w @ringbase/call-routing\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
