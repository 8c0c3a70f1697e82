import {
  createTestDatabase,
  lockTable,
  makeTestCompany,
  startTcpProxy,
  type TcpProxy,
  type TestCompany,
  type TestDatabase,
  waitUntil,
} from '@ringbase/testing';
import { type OpenedApi, openApi } from './testing/open-api.js';

let database: TestDatabase;
let proxy: TcpProxy;
let company: TestCompany;
let api: OpenedApi;
let token: string;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startTcpProxy(database.url);
  company = await makeTestCompany(proxy.url);
  api = await openApi(company);
  token = await company.addSession(company.people.ivan);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await proxy?.stop();
  await database?.drop();
});

const applications = () => api.request('GET', '/applications', { token });

test('a lost database is told as not available at the moment, and asked again it is there again', async () => {
  expect((await applications()).status).toBe(200);
  proxy.cut();
  for (const [method, path, body] of [
    ['GET', '/applications', undefined],
    ['POST', '/session', { email: 'ivan@example.com', password: 'any' }],
  ] as const) {
    const answer = await api.request(method, path, { token, body });
    expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE', title: 'Not available at the moment', status: 503 } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.text).not.toMatch(/connect|ECONN|127\.0\.0\.1|select/i);
  }
  proxy.restore();
  await waitUntil(async () => (await applications()).status === 200);
});

test('a connection that breaks in the middle of a transaction is told so too', async () => {
  const release = await lockTable(database.url, 'applications');
  const waiting = applications();
  await waitUntil(async () => (await company.query('select 1 from pg_locks where not granted')).length > 0);
  proxy.cut();
  await release();
  expect(await waiting).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  proxy.restore();
  await waitUntil(async () => (await applications()).status === 200);
});
