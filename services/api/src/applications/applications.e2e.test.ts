import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

type Name = keyof TestCompany['people'];
type Items = { items: { id: string; title: string; client: { name: string } }[]; total: number | null };

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
const tokens = {} as Record<Name, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
  for (const name of Object.keys(company.people) as Name[]) tokens[name] = await company.addSession(company.people[name]);
});
afterAll(async () => {
  await sql?.close();
  await api?.stop();
  await company?.close();
  await database?.drop();
});

const as = (name: Name, method: string, path: string, body?: unknown) => api.request(method, path, { token: tokens[name], body });
const search = async (name: Name, q: string) => ((await as(name, 'GET', `/applications?q=${encodeURIComponent(q)}`)).body as Items).items;
const fresh = async (ownerName: Name = 'ivan', clientName = 'Client') => {
  const owner = company.people[ownerName].id;
  const client = await company.addClient(owner, clientName);
  return { client, id: await company.addApplication(client, owner, company.sales) };
};

describe('search', () => {
  test('“иванов” finds ИВАНОВ, Иванова and Ивановский, and nobody else', async () => {
    for (const name of ['ИВАНОВ Пётр', 'Иванова Мария', 'ООО «Ивановский завод»', 'Петров Иван']) await fresh('ivan', name);
    const names = (await search('ivan', 'иванов')).map((item) => item.client.name);
    expect(names.sort()).toEqual(['ИВАНОВ Пётр', 'Иванова Мария', 'ООО «Ивановский завод»'].sort());
    expect((await search('ivan', 'петр иванов')).map((item) => item.client.name)).toEqual(['ИВАНОВ Пётр']);
    expect((await search('ivan', 'ёлкин')).length).toBe((await search('ivan', 'елкин')).length);
  });

  test('finds by a word of the title, by a contact’s name and by the number, with its sign or without', async () => {
    const { id, client } = await fresh('ivan', 'Organisation');
    await sql.query(`update applications set title = 'Панорамные двери' where id = $1`, [id]);
    await sql.query(`insert into contacts (id, client_id, name) values (gen_random_uuid(), $1, 'Снежана Контактова')`, [client]);
    const [row] = await sql.query<{ number: number }>('select number from applications where id = $1', [id]);
    for (const q of ['ДВЕРИ', 'панорам', 'контактова', 'снежана двери', String(row?.number), `№ ${row?.number}`, `#${row?.number}`])
      expect({ q, found: (await search('ivan', q)).map((item) => item.id) }).toEqual({ q, found: [id] });
  });

  test('finds a client by his number in whatever way it is typed, and by its end', async () => {
    const { id, client } = await fresh('ivan', 'Phoned');
    await sql.query(`insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, '0888 765 432', '+359888765432')`, [
      client,
    ]);
    for (const q of ['0888 765 432', '+359 888 765432', '00359888765432', '0888/765-432', '765432', '5432'])
      expect({ q, found: (await search('ivan', q)).map((item) => item.id) }).toEqual({ q, found: [id] });
  });

  test.each(['%', '_', "'", '\\', '%%%', "' or 1=1 --", '((', '*'])('takes %p as a letter like any other', async (q) => {
    expect((await as('ivan', 'GET', `/applications?q=${encodeURIComponent(q)}`)).status).toBe(200);
    expect(await search('ivan', q)).toEqual([]);
  });

  test('a colleague’s applications are not found, in any way', async () => {
    const { client } = await fresh('mira', 'Секретов');
    await sql.query(`insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, 'x', '+359888111222')`, [client]);
    for (const q of ['секретов', '0888 111 222']) expect(await search('ivan', q)).toEqual([]);
    for (const q of ['секретов', '0888 111 222']) expect(await search('mira', q)).toHaveLength(1);
    expect(((await as('ivan', 'GET', `/clients?q=${encodeURIComponent('секретов')}`)).body as Items).items).toEqual([]);
  });
});

describe('a change', () => {
  test('raises the version, stands in the history with its author, and is told to whom it concerns', async () => {
    const { id } = await fresh();
    await sql.query('truncate outbox');
    const answer = await as('ivan', 'PATCH', `/applications/${id}`, {
      version: 1,
      status: 'interested',
      amount: { minor: 120_000, currency: 'EUR' },
    });
    expect(answer).toMatchObject({ status: 200, body: { version: 2, status: 'interested', amount: { minor: 120_000, currency: 'EUR' } } });
    const history = (await as('kira', 'GET', `/applications/${id}/timeline`)).body as { items: unknown[] };
    expect(history.items).toMatchObject([
      { kind: 'change', field: 'amount', from: null, to: '1200.00 EUR', actor: { name: 'Ivan' } },
      { kind: 'change', field: 'status', from: 'new', to: 'interested', actor: { name: 'Ivan' } },
    ]);
    const [news] = await sql.query<{ body: unknown; audience: { people: string[]; departments: string[] } }>(
      'select body, audience from outbox',
    );
    expect(news?.body).toEqual({ kind: 'changed', changes: [{ noun: 'application', id, applicationId: id }] });
    expect(news?.audience.departments).toEqual([company.sales]);
    expect(news?.audience.people.sort()).toEqual([company.people.ivan.id, company.people.anna.id].sort());
  });

  test('of what somebody else has changed in between is a conflict, and nothing is overwritten', async () => {
    const { id } = await fresh();
    const both = await Promise.all([
      as('ivan', 'PATCH', `/applications/${id}`, { version: 1, status: 'interested' }),
      as('anna', 'PATCH', `/applications/${id}`, { version: 1, status: 'completed' }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const [won, lost] = both[0].status === 200 ? both : [both[1], both[0]];
    expect(lost.body).toMatchObject({ code: 'CONFLICT', details: { version: 2, status: (won.body as { status: string }).status } });
    expect(await sql.query('select count(*)::int as changes from application_changes where application_id = $1', [id])).toEqual([
      { changes: 1 },
    ]);
  });

  test('to what it already is changes nothing', async () => {
    const { id } = await fresh();
    expect(await as('ivan', 'PATCH', `/applications/${id}`, { version: 1, status: 'new' })).toMatchObject({
      status: 200,
      body: { version: 1 },
    });
  });

  test('an application is given to somebody by the curator, not by a manager; the new owner sees it, the old one no longer', async () => {
    const { id } = await fresh('ivan');
    await sql.query('update clients set owner_id = null');
    const gift = { version: 1, ownerId: company.people.mira.id };
    expect(await as('ivan', 'PATCH', `/applications/${id}`, gift)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await as('mira', 'GET', `/applications/${id}`)).status).toBe(404);
    expect(await as('kira', 'PATCH', `/applications/${id}`, gift)).toMatchObject({ status: 200, body: { owner: { name: 'Mira' } } });
    expect((await as('mira', 'GET', `/applications/${id}`)).status).toBe(200);
    expect((await as('ivan', 'GET', `/applications/${id}`)).status).toBe(404);
    const nobody = { version: 2, ownerId: '00000000-0000-4000-8000-000000000000' };
    expect(await as('kira', 'PATCH', `/applications/${id}`, nobody)).toMatchObject({
      status: 400,
      body: { details: { field: 'ownerId' } },
    });
  });
});

describe('entering by hand', () => {
  const entry = { title: 'Balcony', newClient: { kind: 'person', name: 'New Client', phone: '0888 999 000' } };

  test.each<[Name, string | null]>([
    ['ivan', 'Ivan'],
    ['anna', 'Ivan'],
    ['kira', null],
    ['dora', null],
  ])('%s enters an application for a new client; its owner is %p', async (name, owner) => {
    const answer = await as(name, 'POST', '/applications', { ...entry, departmentId: company.sales });
    expect(answer).toMatchObject({
      status: 201,
      body: { title: 'Balcony', owner: owner && { name: owner }, phones: [{ e164: '+359888999000' }] },
    });
    const { id } = answer.body as { id: string };
    expect((await as(name, 'GET', `/applications/${id}`)).status).toBe(200);
    expect(((await as(name, 'GET', `/applications/${id}/timeline`)).body as { items: unknown[] }).items).toMatchObject([
      { kind: 'change', field: 'created' },
    ]);
  });

  test('into a foreign department, for a foreign client or for two at once it is refused', async () => {
    const foreign = await company.addClient(company.people.petr.id);
    const of = async (body: unknown) => (await as('ivan', 'POST', '/applications', body)).status;
    expect(await of({ ...entry, departmentId: company.service })).toBe(403);
    expect(await of({ title: 'Balcony', clientId: foreign, departmentId: company.sales })).toBe(400);
    expect(await of({ ...entry, clientId: foreign, departmentId: company.sales })).toBe(400);
    expect(await of({ title: 'Balcony', departmentId: company.sales })).toBe(400);
  });
});

test('that a card or a list was read is in the audit log before it is shown', async () => {
  const { id } = await fresh();
  await sql.query('truncate audit');
  await as('ivan', 'GET', `/applications/${id}`);
  await as('ivan', 'GET', '/applications?limit=2');
  await as('mira', 'GET', `/applications/${id}`);
  const rows = await sql.query(`select act, actor_id, cardinality(object_ids) as objects from audit order by at, id`);
  const actor = company.people.ivan.id;
  expect(rows).toEqual([
    { act: 'application.read', actor_id: actor, objects: 1 },
    { act: 'application.listed', actor_id: actor, objects: 2 },
  ]);
});

test('a comment comes back and moves the application to the top of the list', async () => {
  const older = await fresh('petr');
  await fresh('petr');
  company.time.pass(1_000);
  expect(await as('petr', 'POST', `/applications/${older.id}/comments`, { text: ' <b>Called</b> back ' })).toMatchObject({
    status: 201,
    body: { kind: 'comment', text: '<b>Called</b> back', actor: { name: 'Petr' } },
  });
  expect(((await as('petr', 'GET', '/applications')).body as Items).items[0]?.id).toBe(older.id);
});

test('a page that does not exist is refused', async () => {
  expect(await as('ivan', 'GET', '/applications?cursor=bm90aGluZw')).toMatchObject({ status: 400, body: { code: 'INVALID' } });
  const forged = Buffer.from(JSON.stringify(['no date', '00000000-0000-4000-8000-000000000000'])).toString('base64url');
  expect((await as('ivan', 'GET', `/applications?cursor=${forged}`)).status).toBe(400);
});
