import { randomUUID } from 'node:crypto';
import { type CallScript, defaultScript } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { requestReplay } from './request-replay.js';

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
beforeEach(() => company.query('truncate script_replays, call_scripts, audit, outbox cascade'));

const words = { en: 'No', ru: 'Нет', bg: 'Не' };
const deaf: CallScript = { format: 1, start: 'word', blocks: { word: { kind: 'say', words, next: 'end' }, end: { kind: 'hang-up' } } };
/** A script that asks the calls for what not everybody may see, by a variable of its own. */
const tests = (value: string, name = 'caller.number'): CallScript => ({
  format: 1,
  start: 'set',
  blocks: {
    set: { kind: 'set-variable', name: 'who', value: `{{${name}}}`, next: 'asks' },
    asks: { kind: 'condition', when: { kind: 'variable', name: 'who', test: 'begins-with', value }, yes: 'ring', no: 'word' },
    ring: { kind: 'ring', whom: 'department', seconds: 30, next: 'word' },
    ...deaf.blocks,
  },
});
const addScript = (graph: CallScript, number: number) =>
  company.query('insert into call_scripts (id, department_id, number, graph) values ($1, $2, $3, $4)', [
    randomUUID(),
    company.sales,
    number,
    JSON.stringify(graph),
  ]);
const askAs = (name: 'kira' | 'dora', script: CallScript, seesNumbers: boolean) =>
  requestReplay(contexts.as(company.people[name], { seesNumbers }), {
    departmentId: company.sales,
    source: { kind: 'script', script },
    since: new Date(company.time.now.getTime() - 7_200_000).toISOString(),
    until: company.time.now.toISOString(),
  });
const replays = () => company.query('select from script_replays');

test('one is refused to who sees no numbers, digit by digit, and says where and what to do', async () => {
  await addScript(defaultScript, 1);
  for (const value of ['+3', '+35', '+359'])
    await expect(askAs('kira', tests(value), false)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('by somebody who sees numbers'),
      details: { reason: 'tests-caller-number', blocks: ['asks'] },
    });
  expect(await replays()).toEqual([]);
  expect(await company.query('select from audit')).toEqual([]);
});

test('one is replayed for who sees them', async () => {
  expect(await askAs('kira', tests('+359'), true)).toMatchObject({ state: 'waiting' });
});

test('one is refused to everybody but a director where it asks for a client’s name', async () => {
  await expect(askAs('kira', tests('Pet', 'client.name'), true)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    details: { reason: 'tests-client-name' },
  });
  expect(await askAs('dora', tests('Pet', 'client.name'), true)).toMatchObject({ state: 'waiting' });
});

test('one is replayed where a version of this department has asked just that', async () => {
  await addScript(tests('+359'), 1);
  await addScript(deaf, 2);
  expect(await askAs('kira', tests('+359'), false)).toMatchObject({ state: 'waiting' });
  await expect(askAs('kira', tests('+3598'), false)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await company.query('update call_scripts set department_id = $1', [company.service]);
  await expect(askAs('kira', tests('+359'), false)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
