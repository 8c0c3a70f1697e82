import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Everything a document points at exists: linked files and headings, paths in backticks, npm scripts and node programs in
 * commands. Returns one line for each dead reference. A path with a placeholder (`<noun>`, `*`, `…`) is checked as far as it is certain.
 */
export function findDeadReferences(root) {
  const scripts = readScripts(root);
  return listDocuments(root).flatMap((path) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    return lines.flatMap((line, index) => deadIn(line, { root, path, scripts }).map((what) => `${path}:${index + 1}: ${what}`));
  });
}

function listDocuments(root) {
  const docs = existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', name)) : [];
  return ['README.md', ...docs].filter((path) => path.endsWith('.md') && existsSync(join(root, path))).sort();
}

/** npm scripts by workspace name; '' is the root. */
function readScripts(root) {
  const read = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const main = read('.');
  const folders = (main.workspaces ?? []).flatMap((pattern) =>
    pattern.endsWith('/*') ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => join(pattern.slice(0, -2), name)) : [pattern],
  );
  const workspaces = folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map(read);
  return new Map([['', main], ...workspaces.map((workspace) => [workspace.name, workspace])].map(([name, it]) => [name, it.scripts ?? {}]));
}

function deadIn(line, { root, path, scripts }) {
  const linked = [...line.matchAll(/\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? match[2]);
  const named = [...line.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1].split(/\s+/)).filter((word) => isPath(word, root));
  const run = [...line.matchAll(/\bnode\s+(?:-\S+\s+)*([\w./-]+\.m?js)\b/g)].map((match) => match[1]);
  return [
    ...linked
      .filter((target) => !/^[a-z]+:/.test(target) && !linkHolds(target, root, path))
      .map((target) => `link to ${target}, which is not there`),
    ...[...named, ...run].filter((target) => !pathHolds(target, root, path)).map((target) => `path ${target}, which is not there`),
    ...deadScripts(line, scripts),
  ];
}

/** A word in backticks is a path of ours if it starts at a top-level folder of the repository or at `./`. */
function isPath(word, root) {
  if (!/^[\w.@][^\s:;=()]*$/.test(word) || !word.includes('/') || word.startsWith('@')) return false;
  const [first] = word.split('/');
  return first === '.' || first === '..' || existsSync(join(root, first));
}

function pathHolds(target, root, document) {
  const certain = target.replace(/[.,]$/, '').split(/[<*…{]/)[0];
  const whole = certain === target.replace(/[.,]$/, '') ? certain : certain.slice(0, certain.lastIndexOf('/') + 1);
  return [root, join(root, dirname(document))].some((from) => existsSync(join(from, sourceOf(whole))));
}

/** What is built stands for its source, so that the verdict is the same before a build and after it. */
function sourceOf(path) {
  return path.replace(/(^|\/)dist\/(.*)\.js$/, '$1src/$2.ts').replace(/(^|\/)dist(\/|$)/, '$1src$2');
}

function linkHolds(target, root, document) {
  const [file, anchor] = decodeURI(target).split('#');
  const path = file === '' ? document : normalize(join(dirname(document), file));
  if (!existsSync(join(root, path))) return false;
  if (anchor === undefined || !path.endsWith('.md')) return true;
  const headings = readFileSync(join(root, path), 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.map(slugOf).includes(anchor.toLowerCase());
}

const slugOf = (heading) =>
  heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function deadScripts(line, scripts) {
  return [...line.matchAll(/\bnpm (?:run ([\w:.-]+)|(start|test)\b)((?: +(?:-w|--workspace)[ =]?\S+)?)/g)].flatMap((match) => {
    const script = match[1] ?? match[2];
    const workspace = /(?:-w|--workspace)[ =]?([@\w/.-]+)/.exec(match[3] || line.slice(0, match.index))?.[1] ?? '';
    if (!scripts.has(workspace)) return [`workspace ${workspace}, which is not there`];
    return script in scripts.get(workspace) ? [] : [`npm script ${script}${workspace && ` of ${workspace}`}, which is not there`];
  });
}
