import { saveSimultaneousCalls, updateLocale } from '@ringbase/database';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { setSimultaneousCalls } from './set-simultaneous-calls.js';

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
beforeEach(() => company.query(`update people set simultaneous_calls = 1, locale = 'en'`));

type Name = keyof TestCompany['people'];
const person = (name: Name): TestPerson => company.people[name];
const numberOf = async (name: Name) =>
  (await company.query('select simultaneous_calls as n from people where id = $1', [person(name).id]))[0]?.n;

test.each<[Name, Name]>([
  ['dora', 'ivan'],
  ['dora', 'kira'],
  ['dora', 'dora'],
  ['kira', 'ivan'],
])('%s sets the number of %s', async (by, of) => {
  await setSimultaneousCalls(contexts.as(person(by)), { personId: person(of).id, simultaneousCalls: 2 });
  expect(await numberOf(of)).toBe(2);
});

test.each<[Name, Name, string]>([
  ['ivan', 'ivan', 'FORBIDDEN'],
  ['kira', 'kira', 'FORBIDDEN'],
  ['kira', 'petr', 'NOT_FOUND'],
  ['ivan', 'mira', 'NOT_FOUND'],
])('%s does not set the number of %s', async (by, of, code) => {
  const set = setSimultaneousCalls(contexts.as(person(by)), { personId: person(of).id, simultaneousCalls: 2 });
  await expect(set).rejects.toMatchObject({ code });
  expect(await numberOf(of)).toBe(1);
});

test.each<Name>(['ivan', 'kira'])('the database itself refuses %s who raises his own number', async (name) => {
  const raise = contexts.as(person(name)).transaction((tx) => saveSimultaneousCalls(tx, person(name).id, 5));
  await expect(raise).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await numberOf(name)).toBe(1);
});

test('everybody chooses his own language, and nobody another’s', async () => {
  const choose = (by: Name, of: Name) => contexts.as(person(by)).transaction((tx) => updateLocale(tx, person(of).id, 'bg'));
  await choose('ivan', 'ivan');
  await expect(choose('dora', 'mira')).rejects.toMatchObject({ cause: { code: '42501' } });
  await expect(choose('kira', 'mira')).rejects.toMatchObject({ cause: { code: '42501' } });
  expect(await company.query(`select name from people where locale = 'bg'`)).toEqual([{ name: 'Ivan' }]);
});
