import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = fileURLToPath(new URL('..', import.meta.url));
type Words = { [key: string]: string | Words };

const read = (locale: string) => flatten(JSON.parse(readFileSync(`${here}${locale}.json`, 'utf8')) as Words);

function flatten(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;
const meanings = (words: Map<string, string>) => new Set([...words.keys()].map((key) => key.replace(plural, '')));
const english = read('en');

test.each(['ru', 'bg'])('%s says everything English says, and nothing else', (locale) => {
  expect([...meanings(read(locale))].sort()).toEqual([...meanings(english)].sort());
});

test.each(['en', 'ru', 'bg'])('%s has every plural form its grammar knows', (locale) => {
  const words = read(locale);
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const counted = [...meanings(words)].filter((key) => words.has(`${key}_other`));
  expect(counted.flatMap((key) => forms.filter((form) => !words.has(`${key}_${form}`)).map((form) => `${key}_${form}`))).toEqual([]);
});

test.each(['ru', 'bg'])('%s fills in what English fills in', (locale) => {
  const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  const words = read(locale);
  const differing = [...english].filter(([key, text]) => {
    const other = words.get(key);
    return other !== undefined && String(blanks(text)) !== String(blanks(other));
  });
  expect(differing).toEqual([]);
});

test.each(['en', 'ru', 'bg'])('%s does not shout', (locale) => {
  expect([...read(locale).values()].filter((text) => text.includes('!'))).toEqual([]);
});

test('every text that the source names is there', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  const used = files.flatMap((file) => [...readFileSync(source + file, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? ''));
  const known = meanings(english);
  expect(used.length).toBeGreaterThan(100);
  expect([...new Set(used)].filter((key) => !known.has(key))).toEqual([]);
});
