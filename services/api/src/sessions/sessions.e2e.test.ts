import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import { type OpenedApi, openApi } from '../testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  await company.query('update people set password_hash = $1', [await hashPassword('a good password')]);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});

const signIn = (email: string, password = 'a good password') => api.request('POST', '/session', { body: { email, password } });
const tokenOf = (cookie: string | null) => /ringbase_session=([^;]+)/.exec(cookie ?? '')?.[1];

test('whoever signs in gets a cookie that no script reads and no other site sends', async () => {
  const answer = await signIn('IVAN@example.com');
  expect(answer).toMatchObject({
    status: 200,
    body: { person: { name: 'Ivan', role: 'manager' }, seesNumbers: true, company: { name: 'Windows & Doors' } },
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const token = tokenOf(cookie);
  expect(token).toHaveLength(43);
  expect(await company.query('select 1 from sessions where token_hash = $1', [token])).toEqual([]);
  expect(await api.request('GET', '/session', { token })).toMatchObject({
    status: 200,
    body: { person: { name: 'Ivan' }, superior: null },
  });
});

test.each([
  ['a wrong password', 'ivan@example.com', 'a bad password'],
  ['a stranger', 'nobody@example.com', 'a good password'],
  ['an address that is SQL', "ivan@example.com'--@example.com", 'a good password'],
])('%s is refused in the same words', async (_, email, password) => {
  const answer = await signIn(email, password);
  expect([400, 401]).toContain(answer.status);
  expect(answer.headers.get('set-cookie')).toBeNull();
  if (answer.status === 401) expect(answer.body).toMatchObject({ code: 'UNAUTHENTICATED', detail: 'E-mail or password is wrong' });
});

test('a session that is signed out is over at once', async () => {
  const token = tokenOf((await signIn('mira@example.com')).headers.get('set-cookie'));
  expect((await api.request('DELETE', '/session', { token })).status).toBe(204);
  expect((await api.request('GET', '/session', { token })).status).toBe(401);
});

test('a session slides while it is used and ends two weeks after', async () => {
  const began = company.time.now;
  const token = tokenOf((await signIn('petr@example.com')).headers.get('set-cookie'));
  const day = 86_400_000;
  for (const days of [13, 26]) {
    company.time.now = new Date(began.getTime() + days * day);
    expect((await api.request('GET', '/session', { token })).status).toBe(200);
  }
  company.time.now = new Date(began.getTime() + 41 * day);
  expect((await api.request('GET', '/session', { token })).status).toBe(401);
  company.time.now = began;
});

test('a dismissed person is refused with his next request, and does not come in again', async () => {
  const token = tokenOf((await signIn('anna@example.com')).headers.get('set-cookie'));
  await company.query('update people set dismissed_at = $1 where id = $2', [company.time.now, company.people.anna.id]);
  expect((await api.request('GET', '/session', { token })).status).toBe(401);
  expect((await signIn('anna@example.com')).status).toBe(401);
  await company.query('update people set dismissed_at = null where id = $1', [company.people.anna.id]);
  expect((await api.request('GET', '/session', { token })).status).toBe(200);
});

test('guessing is braked, and a stranger cannot brake somebody who knows his password', async () => {
  const guesses = await Promise.all(Array.from({ length: 8 }, (_, n) => signIn('kolo@example.com', `guess ${n}`)));
  expect(guesses.every((guess) => guess.status === 401)).toBe(true);
  expect(await signIn('kolo@example.com')).toMatchObject({ status: 429, body: { code: 'TOO_MANY' } });
  expect((await signIn('dora@example.com')).status).toBe(200);
  company.time.pass(16 * 60_000);
  expect((await signIn('kolo@example.com')).status).toBe(200);
});

test('guesses that come all at once, each with a session that it has invented, are braked like those one by one', async () => {
  const guess = (n: number) =>
    api.request('POST', '/session', {
      token: `invented_session_${String(n).padStart(30, '0')}`,
      body: { email: 'mira@example.com', password: `guess ${n}` },
    });
  const guesses = await Promise.all(Array.from({ length: 100 }, (_, n) => guess(n)));
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(8);
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(92);
  company.time.pass(16 * 60_000);
  expect((await signIn('mira@example.com')).status).toBe(200);
});

describe('behind a proxy that is believed', () => {
  let behind: OpenedApi;
  beforeAll(async () => {
    behind = await openApi(company, { trustProxy: 1 });
  });
  afterAll(() => behind?.stop());
  const from = (address: string) => ({ headers: { 'x-forwarded-for': `198.51.100.1, ${address}` } });
  const signInFrom = (address: string, email: string, password = 'a good password') =>
    behind.request('POST', '/session', { ...from(address), body: { email, password } });

  test('a stranger who tries forty passwords brakes himself and nobody else', async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => signInFrom('203.0.113.7', `guess${n}@example.com`)));
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
    expect((await signInFrom('203.0.113.7', 'dora@example.com')).status).toBe(429);
    expect((await signInFrom('203.0.113.8', 'dora@example.com')).status).toBe(200);
  });

  test('whoever invents sessions does not sign in more often for it', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 310; n += 1) {
      const token = `invented_session_${String(n).padStart(30, '0')}`;
      statuses.push((await behind.request('POST', '/session', { ...from('203.0.113.20'), token, body: {} })).status);
    }
    expect([statuses.indexOf(429), new Set(statuses.slice(0, 300))]).toEqual([300, new Set([400])]);
    expect((await signInFrom('203.0.113.21', 'dora@example.com')).status).toBe(200);
  });

  test('a session that asks too often is held alone, and so is an address without any', async () => {
    const [ivan, mira] = [await company.addSession(company.people.ivan), await company.addSession(company.people.mira)];
    const ask = async (address: string, token?: string) => (await behind.request('GET', '/nothing', { ...from(address), token })).status;
    const askUntilRefused = async (token?: string) => {
      for (let round = 0; round < 200; round += 1) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => ask('203.0.113.9', token)));
        if (answers.includes(429)) return;
      }
      throw new Error('Nothing was refused');
    };
    await askUntilRefused(ivan);
    expect([await ask('203.0.113.9', mira), await ask('203.0.113.9')]).toEqual([404, 404]);
    await askUntilRefused();
    expect([await ask('203.0.113.10'), await ask('203.0.113.9', mira)]).toEqual([404, 404]);
  });
});

test('another site’s page changes nothing with a session’s cookie', async () => {
  const token = await company.addSession(company.people.ivan);
  const answer = await api.request('PUT', '/session/locale', {
    token,
    body: { locale: 'bg' },
    headers: { origin: 'https://elsewhere.test' },
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect((await api.request('PUT', '/session/locale', { token, body: { locale: 'bg' } })).status).toBe(204);
  expect(await api.request('GET', '/session', { token })).toMatchObject({ body: { person: { locale: 'bg' } } });
});

test('a browser’s telephone registers under its person’s own name, and who has none is told so', async () => {
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'browser', 'ivan_1')`, [
    company.people.ivan.id,
  ]);
  const ivan = await company.addSession(company.people.ivan);
  expect(await api.request('GET', '/softphone-token', { token: ivan })).toMatchObject({
    status: 200,
    body: { identity: 'ivan_1', adapter: 'simulated' },
  });
  const petr = await company.addSession(company.people.petr);
  expect((await api.request('GET', '/softphone-token', { token: petr })).status).toBe(404);
});

test('signing in and out is in the audit log, without a word of what was typed', async () => {
  const rows = await company.query(`select act, object_kind from audit where act like 'session.%' group by 1, 2 order by 1`);
  expect(rows).toEqual([
    { act: 'session.ended', object_kind: 'person' },
    { act: 'session.opened', object_kind: 'person' },
  ]);
});

test('the API describes itself', async () => {
  const answer = await api.request('GET', '/openapi.json');
  expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
});
