import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  for (const name of ['dora', 'kira', 'kolo', 'ivan'] as const) tokens[name] = await company.addSession(company.people[name]);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});

const ask = (method: string, path: string, body?: unknown, name = 'kira') => api.request(method, path, { token: tokens[name], body });
const ofSales = (path: string) => `/departments/${company.sales}${path}`;
const acts = async (kind: string) =>
  (await company.query('select act from audit where object_kind = $1 order by at, id', [kind])).map((row) => row['act']);

describe('dispositions', () => {
  const set = (labels: readonly string[], required = false, name = 'kira') =>
    ask('PUT', '/dispositions', { departmentId: company.sales, required, labels }, name);
  type Listed = { required: boolean; items: { id: string; label: string }[]; retired: { id: string; label: string }[] };
  const list = async () => (await ask('GET', ofSales('/dispositions'))).body as Listed;
  const labels = async () => {
    const { items, retired } = await list();
    return [items.map(({ label }) => label), retired.map(({ label }) => label)];
  };

  test('are added, put in order, retired and taken back; what was said once stays known', async () => {
    expect(await list()).toEqual({ required: false, items: [], retired: [] });
    await set(['Sold', 'Wants an offer', 'Not interested'], true);
    const before = await list();
    expect(before.required).toBe(true);
    await set(['Not interested', 'Sold'], true);
    expect(await labels()).toEqual([['Not interested', 'Sold'], ['Wants an offer']]);
    await set(['Wants an offer', 'Not interested', 'Sold']);
    expect(await labels()).toEqual([['Wants an offer', 'Not interested', 'Sold'], []]);
    expect(new Set((await list()).items.map(({ id }) => id))).toEqual(new Set(before.items.map(({ id }) => id)));
  });

  test('that must be said though there is nothing to say stop nobody, and the wish is kept', async () => {
    await set([], true);
    expect(await list()).toMatchObject({ required: true, items: [] });
  });

  test('are said in other words and stay the same; words that are taken are refused', async () => {
    await set(['Sold', 'Wants an offer']);
    const [sold] = (await list()).items;
    const renamed = await ask('PUT', `/dispositions/${sold!.id}`, { label: '  Bought ' });
    expect(renamed).toMatchObject({ status: 200, body: { items: [{ id: sold!.id, label: 'Bought' }, { label: 'Wants an offer' }] } });
    expect(await ask('PUT', `/dispositions/${sold!.id}`, { label: 'Wants an offer' })).toMatchObject({
      status: 409,
      body: { details: { reason: 'taken' } },
    });
    // The words of a retired one are taken as well: taking it back brings them back.
    await set(['Bought']);
    expect((await ask('PUT', `/dispositions/${sold!.id}`, { label: 'Wants an offer' })).status).toBe(409);
    expect(await acts('disposition')).toEqual(['disposition.renamed']);
  });

  test('are nobody else’s', async () => {
    const [one] = (await list()).items;
    for (const name of ['kolo', 'ivan'])
      expect((await ask('PUT', `/dispositions/${one!.id}`, { label: 'Mine' }, name)).status).toBe(name === 'kolo' ? 404 : 403);
    expect((await set(['Mine'], false, 'kolo')).status).toBe(403);
    expect((await ask('GET', ofSales('/dispositions'), undefined, 'dora')).status).toBe(200);
  });
});

describe('how a department speaks and sounds', () => {
  const settings = { language: 'bg', timeZone: 'Europe/Moscow', recordingAnnouncement: 'Разговорът се записва.', wrapUpSeconds: 90 };

  test('is written and read, and accounted for', async () => {
    const soundId = randomUUID();
    await company.query(
      `insert into sounds (id, department_id, name, storage_key, bytes, sha256, duration_seconds, uploaded_by, uploaded_at)
       values ($1, $2, 'Piano', 'x', 4, 'hash', 1, $3, $4)`,
      [soundId, company.sales, company.people.kira.id, company.time.now],
    );
    const written = await ask('PUT', ofSales('/settings'), { ...settings, holdSoundId: soundId });
    expect(written).toMatchObject({ status: 200, body: { ...settings, holdSound: { id: soundId, name: 'Piano' } } });
    expect((await ask('GET', ofSales('/settings'), undefined, 'dora')).body).toEqual(written.body);
    const silent = await ask('PUT', ofSales('/settings'), { ...settings, recordingAnnouncement: null, holdSoundId: null });
    expect(silent.body).toMatchObject({ recordingAnnouncement: null, holdSound: null });
    expect(await acts('department')).toEqual(expect.arrayContaining(['department.settings-written']));
  });

  test.each([
    ['a language that is not spoken', { language: 'de' }],
    ['a time zone that does not exist', { timeZone: 'Europe/Atlantis' }],
    ['an offset instead of a zone', { timeZone: '+02:00' }],
    ['an announcement without a word', { recordingAnnouncement: '  ' }],
    ['a wrap-up of half a day', { wrapUpSeconds: 40_000 }],
    ['another’s music', { holdSoundId: randomUUID() }],
  ])('%s is refused, and nothing is changed', async (_, wrong) => {
    const before = (await ask('GET', ofSales('/settings'))).body;
    expect((await ask('PUT', ofSales('/settings'), { ...settings, holdSoundId: null, ...wrong })).status).toBe(400);
    expect((await ask('GET', ofSales('/settings'))).body).toEqual(before);
  });

  test('is nobody else’s', async () => {
    for (const name of ['kolo', 'ivan'])
      expect((await ask('PUT', ofSales('/settings'), { ...settings, holdSoundId: null }, name)).status).toBe(name === 'kolo' ? 404 : 403);
  });
});

describe('the ring group', () => {
  type Member = { person: { id: string; name: string }; role: string; ringing: boolean };
  const list = async () => ((await ask('GET', ofSales('/ring-group'))).body as { items: Member[] }).items;
  const rung = async () => (await list()).filter(({ ringing }) => ringing).map(({ person }) => person.id);

  test('is put in order, and whoever is left out is told but not rung', async () => {
    const everybody = (await list()).map(({ person }) => person.id);
    expect((await list()).every(({ role }) => role !== 'curator')).toBe(true);
    const [first, ...others] = everybody;
    expect((await ask('PUT', ofSales('/ring-group'), { personIds: others.toReversed() })).status).toBe(200);
    expect(await rung()).toEqual(others.toReversed());
    expect((await list()).at(-1)).toMatchObject({ person: { id: first }, ringing: false });
    await ask('PUT', ofSales('/ring-group'), { personIds: everybody });
    expect(await rung()).toEqual(everybody);
  });

  test('rings no stranger and no curator', async () => {
    const before = await list();
    for (const one of ['petr', 'kira'] as const)
      expect(await ask('PUT', ofSales('/ring-group'), { personIds: [company.people[one].id] })).toMatchObject({
        status: 400,
        body: { details: { strangers: [company.people[one].id] } },
      });
    expect(await list()).toEqual(before);
  });
});

describe('everybody who works here', () => {
  type Member = { id: string; superior: { id: string } | null; departments: { name: string }[]; devices: object[] | null };
  const staff = async (name: string) => ((await ask('GET', '/staff', undefined, name)).body as { items: Member[] }).items;

  test('is shown with his telephones to whoever leads him', async () => {
    const { ivan, anna, petr } = company.people;
    await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'mobile', '+359887000001')`, [
      ivan.id,
    ]);
    await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'mobile', '+359887000002')`, [
      petr.id,
    ]);
    const of = (items: Member[], id: string) => items.find((one) => one.id === id);
    const telephone = (address: string) => [{ kind: 'mobile', address, enabled: true }];
    const seenByKira = await staff('kira');
    expect(of(seenByKira, ivan.id)?.devices).toEqual(expect.arrayContaining(telephone('+359887000001')));
    expect(of(seenByKira, petr.id)?.devices).toBeNull();
    expect(of(seenByKira, anna.id)?.superior?.id).toBe(ivan.id);
    expect(of(await staff('dora'), petr.id)?.devices).toEqual(expect.arrayContaining(telephone('+359887000002')));
    expect((await ask('GET', '/staff', undefined, 'ivan')).status).toBe(403);
  });
});
