import { outboxChannel } from '@ringbase/contracts';
import { makeLogger, makePubSub, type PubSub } from '@ringbase/platform';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, waitUntil } from '@ringbase/testing';
import { SESSION_COOKIE } from './sessions/session-cookie.js';
import { startApi } from './start-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: Awaited<ReturnType<typeof startApi>>;
let bells: PubSub;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  company.time.now = new Date();
  bells = await makePubSub({
    wire: { kind: 'postgres', connectionString: database.url },
    log: makeLogger({ service: 'test', level: 'silent' }),
  });
  api = await startApi({
    PORT: 0,
    TRUST_PROXY: 0,
    PUBLIC_URL: 'http://ringbase.test',
    DATABASE_URL: database.url,
    STORAGE_URL: 'file:///nowhere',
    DEFAULT_REGION: 'BG',
    LOG_LEVEL: 'silent',
    COMPANY_NAME: 'Windows & Doors',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'a token of the test',
    TWILIO_API_KEY: `SK${'0'.repeat(32)}`,
    TWILIO_API_SECRET: 'a secret of the test',
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
  });
});
afterAll(async () => {
  await api?.stop();
  await bells?.close();
  await company?.close();
  await database?.drop();
});

test('news of the API leaves at once: the relay is rung for, and need not come round', async () => {
  let rings = 0;
  await bells.subscribe(outboxChannel, () => {
    rings += 1;
  });
  const answer = await fetch(`http://127.0.0.1:${api.port}/api/v1/presence`, {
    method: 'PUT',
    headers: {
      cookie: `${SESSION_COOKIE}=${await company.addSession(company.people.ivan)}`,
      origin: 'http://ringbase.test',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ status: 'busy' }),
  });
  expect(answer.status).toBe(200);
  await waitUntil(async () => rings > 0);
  expect(await company.query(`select name from outbox where kind = 'news'`)).toEqual([{ name: 'changed' }]);
});
