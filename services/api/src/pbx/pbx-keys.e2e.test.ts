import { createHash } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let token: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  token = await company.addSession(company.people.dora);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});

type Key = { id: string; name: string; hint: string; key?: string; revokedAt: string | null };
const list = async () => (await api.request('GET', '/pbx-keys', { token })).body as { items: Key[] };

test('a key is shown once, kept as its hash, listed by its beginning and revoked, and each is accounted for', async () => {
  const added = await api.request('POST', '/pbx-keys', { token, body: { name: '  Asterisk in Sofia ' } });
  const { id, key, hint } = added.body as Required<Key>;
  expect(added).toMatchObject({ status: 201, body: { name: 'Asterisk in Sofia', revokedAt: null, lastUsedAt: null } });
  expect(key).toMatch(/^rbp_[A-Za-z0-9_-]{43}$/);
  expect(key.startsWith(hint)).toBe(true);
  const [row] = await company.query('select * from pbx_keys where id = $1', [id]);
  expect(row).toMatchObject({ key_hash: createHash('sha256').update(key).digest('hex'), added_by: company.people.dora.id });
  expect(JSON.stringify(row)).not.toContain(key);
  const listed = await api.request('GET', '/pbx-keys', { token });
  expect(listed.text).not.toContain(key);
  expect((await list()).items).toMatchObject([{ id, hint, revokedAt: null }]);
  for (const _ of [1, 2]) expect((await api.request('DELETE', `/pbx-keys/${id}`, { token })).status).toBe(204);
  expect((await list()).items).toMatchObject([{ id, revokedAt: company.time.now.toISOString() }]);
  const acts = await company.query(`select act, actor_id from audit where object_kind = 'pbx-key' order by at, act`);
  expect(acts).toEqual(['pbx-key.added', 'pbx-key.revoked'].map((act) => ({ act, actor_id: company.people.dora.id })));
});

test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(101) }], [{ name: 'a\u0007b' }], [[]]])('%j names no key', async (body) => {
  const before = (await list()).items.length;
  expect((await api.request('POST', '/pbx-keys', { token, body })).status).toBe(400);
  expect((await list()).items).toHaveLength(before);
});

test('nobody who has signed in can read a hash', async () => {
  await expect(
    company.app.pool.query('set role ringbase_app').then(() => company.app.pool.query('select key_hash from pbx_keys')),
  ).rejects.toThrow('permission denied');
});
