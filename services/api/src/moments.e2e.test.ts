import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from './testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let token: string;
let applicationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  const { ivan } = company.people;
  token = await company.addSession(ivan);
  applicationId = await company.addApplication(await company.addClient(ivan.id), ivan.id, company.sales);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});

const YEAR_ZERO = '0000-01-01T00:00:00Z';
/** The year 10000 by UTC. */
const TOO_LATE = '9999-12-31T23:59:59-23:59';
const cursorAt = (moment: string) => Buffer.from(JSON.stringify([moment, '01890000-0000-7000-8000-000000000001'])).toString('base64url');
const reminder = (dueAt: string) => ({ applicationId, dueAt, timeZone: 'UTC' });

test.each<[string, string, string, (() => object) | undefined]>([
  ['a filter', 'GET', `/callbacks?dueBefore=${YEAR_ZERO}`, undefined],
  ['a filter’s far end', 'GET', `/callbacks?firedAfter=${TOO_LATE}`, undefined],
  ['a reminder', 'POST', '/callbacks', () => reminder(TOO_LATE)],
  ['a period', 'GET', `/callbacks/kept-share?from=${YEAR_ZERO}`, undefined],
])('a moment that PostgreSQL cannot read is refused as %s', async (_, method, path, body) => {
  expect(await api.request(method, path, { token, body: body?.() })).toMatchObject({
    status: 400,
    body: { code: 'INVALID', errors: [{ message: 'must lie in the years 1970 to 9998' }] },
  });
});

test.each(['/callbacks', '/applications', '/calls'])('a cursor of %s to such a moment is none of ours', async (path) => {
  for (const moment of ['+010000-01-01T00:00:00.000Z', YEAR_ZERO])
    expect(await api.request('GET', `${path}?cursor=${cursorAt(moment)}`, { token })).toMatchObject({
      status: 400,
      body: { code: 'INVALID' },
    });
  expect((await api.request('GET', `${path}?cursor=${cursorAt('2026-03-02T10:00:00Z')}`, { token })).status).toBe(200);
});

test('the first and the last moment that are taken are read', async () => {
  for (const moment of ['1970-01-01T00:00:00Z', '9998-12-31T23:59:59Z'])
    expect((await api.request('GET', `/callbacks?dueBefore=${moment}`, { token })).status).toBe(200);
});
