import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { listClients } from './list-clients.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate clients, audit cascade'));

const addClients = async (names: readonly string[]) => {
  for (const name of names) await company.addClient(company.people.ivan.id, name);
};
/** All pages, a client each, as somebody turns them. */
async function turnPages(ctx: Parameters<typeof listClients>[0]) {
  const pages = [];
  for (let cursor: string | undefined, next: string | null = ''; next !== null && pages.length < 20; cursor = next ?? undefined) {
    const page = await listClients(ctx, { limit: 1, cursor });
    pages.push(page);
    next = page.next;
  }
  return pages;
}
const namesOf = (pages: Awaited<ReturnType<typeof turnPages>>) => pages.flatMap(({ items }) => items.map(({ name }) => name));
/** What a text says to whoever tries to read it as base64 as well. */
const readings = (text: string) => [text, Buffer.from(text, 'base64url').toString()];

test('the pages go by name, one client after another, and end', async () => {
  await addClients(['вера', 'Анна', 'Борис', 'Борис']);
  expect(namesOf(await turnPages(contexts.as(company.people.ivan)))).toEqual(['Анна', 'Борис', 'Борис', 'вера']);
});

test('where the next page begins tells no number that stands in a name', async () => {
  await addClients(['Иван 0888 123 456', 'Иван 0888 123 457', 'Петр']);
  const masked = await turnPages(contexts.as(company.people.ivan, { seesNumbers: false }));
  expect(masked).toHaveLength(3);
  for (const { next } of masked) for (const reading of readings(next ?? '')) expect(reading).not.toMatch(/888 ?123|123 ?45[67]|иван/iu);
  expect(namesOf(await turnPages(contexts.as(company.people.ivan)))).toContain('Иван 0888 123 456');
});

test('the page behind the longest name there may be is not refused', async () => {
  const longest = 'Щ'.repeat(200);
  await addClients([longest, 'Ю']);
  const pages = await turnPages(contexts.as(company.people.ivan));
  expect(namesOf(pages)).toEqual([longest, 'Ю']);
  expect(pages[0]?.next?.length).toBeLessThanOrEqual(200);
});

test.each([
  ['no id', 'nonsense'],
  ['nobody’s id', 'f0000000-0000-4000-8000-000000000000'],
])('a place that is %s is refused', async (_, cursor) => {
  await expect(listClients(contexts.as(company.people.ivan), { limit: 1, cursor })).rejects.toMatchObject({ code: 'INVALID' });
});

test('a place at another’s client is refused, as if there were none', async () => {
  const theirs = await company.addClient(company.people.mira.id, 'Мира');
  const asked = { limit: 1, cursor: theirs };
  await expect(listClients(contexts.as(company.people.ivan), asked)).rejects.toMatchObject({ code: 'INVALID' });
  await expect(listClients(contexts.as(company.people.mira), asked)).resolves.toMatchObject({ items: [] });
});
