import { takeDialTurn } from '@ringbase/database';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts } from '../testing/test-contexts.js';

let database: TestDatabase;
let company: TestCompany;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

test.each([
  ['never yet', null, true],
  ['a second ago', -1_000, true],
  ['less than a second ago', -999, false],
  ['by a replica whose clock is two seconds ahead', 2_000, false],
  ['before the clock was set back by more than that', 2_001, true],
  ['before it was set back by an hour', 3_600_000, true],
])('the provider was asked %s', async (_, lastAt, expected) => {
  await company.query('truncate dial_pace');
  const now = company.time.now;
  if (lastAt !== null)
    await company.query(`insert into dial_pace (provider, last_at) values ('twilio', $1)`, [new Date(now.getTime() + lastAt)]);
  const { houseTransaction } = makeTestContexts(company).worker;
  expect(await houseTransaction((tx) => takeDialTurn(tx, 'twilio', now, 1_000))).toBe(expected);
});
