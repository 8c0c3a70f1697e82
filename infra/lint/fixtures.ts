import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Fixture = { path: string; bites: string[] };

/**
 * Reads the files under `folder` whose first line says what the house thinks of them: `bites: rule, rule ×2` for a
 * violation, `passes: why` for its lawful twin. Files without such a line are what the others import.
 */
export function readFixtures(folder: string): Fixture[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const [, verdict, words] = /^(?:\/\/|\/\*|<!--|#) (bites|passes): (.*?)(?: \*\/| -->)?\n/.exec(readFileSync(file, 'utf8')) ?? [];
      if (!verdict || words === undefined) return [];
      return [{ path: file.slice(folder.length + 1), bites: verdict === 'bites' ? words.split(', ').sort() : [] }];
    });
}

/** The rules that were broken in one file, in the words of a fixture's first line. */
export function describeViolations(rules: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => (count > 1 ? `${rule} ×${count}` : rule)).sort();
}

/** The rules that some fixture breaks. */
export function rulesShown(fixtures: readonly Fixture[]): Set<string> {
  return new Set(fixtures.flatMap((fixture) => fixture.bites.map((rule) => rule.replace(/ ×\d+$/, ''))));
}
