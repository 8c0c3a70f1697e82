// Imported first by every command, so it must run on very old versions of Node: no newer syntax here.
import { readFileSync } from 'node:fs';

/** One line about a Node that is too old, undefined when it will do. `wanted` as in package.json: ">=20.19.0". */
export function complainAboutNode(version, wanted) {
  const have = version.split('.').map(Number);
  const need = wanted
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  const differing = need.findIndex((part, index) => part !== have[index]);
  if (differing === -1 || have[differing] > need[differing]) return undefined;
  return `Ringbase needs Node ${need.join('.')} or newer, this is ${version}: see https://nodejs.org`;
}

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const complaint = complainAboutNode(process.versions.node, engines.node);
if (complaint) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
