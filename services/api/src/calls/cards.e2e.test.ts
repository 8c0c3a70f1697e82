import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { addAnswer, addHangUp, addRinging } from '../testing/add-belongings.js';
import { type OpenedApi, openApi } from '../testing/open-api.js';

type Name = keyof TestCompany['people'];
type Card = { items: { callId: string }[] };

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
const tokens = {} as Record<Name, string>;
const number = '+359888123123';
let application: string;
let client: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
  for (const name of Object.keys(company.people) as Name[]) tokens[name] = await company.addSession(company.people[name]);
  client = await company.addClient(company.people.ivan.id, 'Georgi');
  application = await company.addApplication(client, company.people.ivan.id, company.sales);
  await sql.insert('phones', [{ id: randomUUID(), client_id: client, raw: number, e164: number }]);
});
afterAll(async () => {
  await sql?.close();
  await api?.stop();
  await company?.close();
  await database?.drop();
});

const card = (name: Name, call: string) => api.request('GET', `/calls/${call}/card`, { token: tokens[name] });
const at = () => company.time.now.toISOString();

/** Ivan's client phones; after Ivan it rings at Mira, who has nothing to do with him. */
async function ringAtMira(): Promise<string> {
  const call = randomUUID();
  await addRinging(sql.query, call, company.people.mira.id, number, at());
  await sql.query('update calls set application_id = $2, client_id = $3, department_id = $4, intended_person_id = $5 where id = $1', [
    call,
    application,
    client,
    company.sales,
    company.people.ivan.id,
  ]);
  return call;
}

test('a ringing call tells a colleague the client, the application’s number and its owner, and nothing else of it', async () => {
  const call = await ringAtMira();
  const { status, body, text } = await card('mira', call);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ringing: true,
    client: { name: 'Georgi' },
    applicationRef: { id: application, title: '', owner: { name: 'Ivan' } },
    application: null,
    candidates: [],
    callerNumber: number,
    takenBy: null,
  });
  expect(text).not.toContain('Windows');
  const rings = await api.request('GET', '/calls/ringing', { token: tokens.mira });
  expect((rings.body as Card).items.map((item) => item.callId)).toContain(call);
  for (const path of [`/calls/${call}`, `/applications/${application}`, `/clients/${client}`])
    expect((await api.request('GET', path, { token: tokens.mira })).status).toBe(404);
});

test('its owner sees the same card whole, and it does not ring at him', async () => {
  const call = await ringAtMira();
  expect((await card('ivan', call)).body).toMatchObject({
    ringing: false,
    application: { title: 'Windows' },
    applicationRef: { title: 'Windows' },
  });
  const rings = await api.request('GET', '/calls/ringing', { token: tokens.ivan });
  expect((rings.body as Card).items).toEqual([]);
});

test('a call that rings at somebody else does not exist for a stranger', async () => {
  const call = await ringAtMira();
  expect((await card('petr', call)).status).toBe(404);
  expect((await card('kolo', call)).status).toBe(404);
});

test('the race that was lost tells only who has won it', async () => {
  const call = await ringAtMira();
  await sql.query('update offers set over_at = $2 where call_id = $1', [call, at()]);
  await sql.query(`update calls set state = 'connected', answered_by_person_id = $2, answered_at = $3 where id = $1`, [
    call,
    company.people.anna.id,
    at(),
  ]);
  const { body, text } = await card('mira', call);
  expect(body).toMatchObject({ ringing: false, client: null, applicationRef: null, callerNumber: null, takenBy: { name: 'Anna' } });
  expect(text).not.toContain('Georgi');
  expect(text).not.toContain(number);
});

test('answering grants the application until the wrap-up ends, and not a moment longer', async () => {
  const call = await ringAtMira();
  await sql.query(`update calls set state = 'connected', answered_by_person_id = $2, answered_at = $3 where id = $1`, [
    call,
    company.people.mira.id,
    at(),
  ]);
  await sql.insert('call_grants', [{ person_id: company.people.mira.id, application_id: application, call_id: call, granted_at: at() }]);
  const read = async () => (await api.request('GET', `/applications/${application}`, { token: tokens.mira })).status;
  expect((await card('mira', call)).body).toMatchObject({
    claimedByMe: true,
    takenBy: null,
    application: { title: 'Windows', phones: [{ e164: number }] },
  });
  expect(await read()).toBe(200);
  await sql.query(`update calls set state = 'ended', outcome = 'answered', ended_at = $2 where id = $1`, [call, at()]);
  const wrapUpEnds = new Date(company.time.now.getTime() + 30_000);
  await sql.query('update call_grants set until = $2 where call_id = $1', [call, wrapUpEnds.toISOString()]);
  expect(await read()).toBe(200);
  expect((await card('mira', call)).body).toMatchObject({ client: { name: 'Georgi' } });
  company.time.pass(30_000);
  expect(await read()).toBe(404);
  expect((await card('mira', call)).body).toMatchObject({ client: null, applicationRef: null, application: null });
  expect((await api.request('GET', `/calls/${call}`, { token: tokens.mira })).body).toMatchObject({ application: null });
});

test('the card offers the caller’s other applications, those of them that may be seen', async () => {
  const call = await ringAtMira();
  const other = await company.addApplication(client, company.people.ivan.id, company.service);
  const foreign = await company.addClient(company.people.petr.id, 'Same number');
  await sql.insert('phones', [{ id: randomUUID(), client_id: foreign, raw: number, e164: number }]);
  await company.addApplication(foreign, company.people.petr.id, company.service);
  const { candidates } = (await card('ivan', call)).body as { candidates: { id: string }[] };
  expect(candidates.map((candidate) => candidate.id)).toEqual([other]);
});

/** A call of the sales department rings at these people. */
async function ringAt(names: readonly Name[], from: string, clientId: string | null = null): Promise<string> {
  const call = randomUUID();
  const [first, ...others] = names.map((name) => company.people[name].id);
  await addRinging(sql.query, call, first as string, from, at());
  await sql.query(
    `update call_events set body = body || jsonb_build_object('departmentId', $2::text) ||
       jsonb_build_object('attribution', (body->'attribution') || jsonb_build_object('clientId', $3::text))
     where call_id = $1 and kind = 'received'`,
    [call, company.sales, clientId],
  );
  for (const other of others) {
    await sql.query('insert into offers (call_id, step, person_id, offered_at) values ($1, 1, $2, $3)', [call, other, at()]);
    await sql.query(
      `update call_events set body = jsonb_set(body, '{targets}', (body->'targets') || jsonb_build_array((body->'targets'->0) || jsonb_build_object('personId', $2::text)))
       where call_id = $1 and kind = 'routed'`,
      [call, other],
    );
  }
  return call;
}
const makeOf = (call: string, name: Name, more: Record<string, unknown> = {}) =>
  api.request('POST', `/calls/${call}/application`, {
    token: tokens[name],
    body: { title: 'A door', clientName: 'New caller', ...more },
  });

test('a call of an unknown number becomes an application with the number filled in, once', async () => {
  const call = await ringAt(['mira'], '+359888777666');
  await addAnswer(sql.query, call, company.people.mira.id, at());
  const first = await makeOf(call, 'mira');
  expect(first).toMatchObject({ status: 201, body: { title: 'A door', owner: { name: 'Mira' }, phones: [{ e164: '+359888777666' }] } });
  const second = await makeOf(call, 'mira');
  expect((second.body as { id: string }).id).toBe((first.body as { id: string }).id);
});

test('what an assistant makes of a call is his superior’s', async () => {
  const call = await ringAt(['anna'], '+359888777667');
  await addAnswer(sql.query, call, company.people.anna.id, at());
  expect(await makeOf(call, 'anna')).toMatchObject({ status: 201, body: { owner: { name: 'Ivan' } } });
});

test('who lost the race of a call cannot make it his own', async () => {
  const call = await ringAt(['mira', 'ivan'], '+359888777668');
  await addAnswer(sql.query, call, company.people.mira.id, at());
  expect(await makeOf(call, 'ivan')).toMatchObject({ status: 403 });
  expect(await makeOf(call, 'petr')).toMatchObject({ status: 404 });
  expect(await makeOf(call, 'mira')).toMatchObject({ status: 201 });
});

test('who answers a known client without an application makes one for that client, whoever he is to him', async () => {
  const known = await company.addClient(company.people.petr.id, 'Of Petr');
  await sql.insert('phones', [{ id: randomUUID(), client_id: known, raw: '+359888777669', e164: '+359888777669' }]);
  const call = await ringAt(['mira'], '+359888777669', known);
  await addAnswer(sql.query, call, company.people.mira.id, at());
  expect(await makeOf(call, 'mira', { clientId: client })).toMatchObject({ status: 404 });
  expect(await makeOf(call, 'mira', { clientId: known })).toMatchObject({ status: 201, body: { client: { name: 'Of Petr' } } });
  expect(await sql.query('select count(*)::int as n from phones where e164 = $1', ['+359888777669'])).toEqual([{ n: 1 }]);
});

/** A call of the sales department that nobody picked up: who it was meant for, at whom it rang, and of whose client. */
async function missed(names: readonly Name[], from: string, known: { clientId: string; intended: Name } | null): Promise<string> {
  const call = await ringAt(names, from, known?.clientId ?? null);
  const intended = known === null ? null : company.people[known.intended].id;
  await sql.query(
    `update call_events set body = jsonb_set(body, '{attribution,intendedPersonId}', coalesce(to_jsonb($2::text), 'null')) where call_id = $1 and kind = 'received'`,
    [call, intended],
  );
  await sql.query(
    `update calls set state = 'ended', outcome = 'missed', ended_at = $2, department_id = $3, client_id = $4, intended_person_id = $5 where id = $1`,
    [call, at(), company.sales, known?.clientId ?? null, intended],
  );
  await addHangUp(sql.query, call, at());
  return call;
}

test('who let a colleague’s client ring cannot make him his own; whose he is, and his assistant whom it rang at too, can', async () => {
  const { ivan, mira } = company.people;
  const from = '+359888777672';
  const georgi = await company.addClient(ivan.id, 'Without an application');
  await sql.insert('phones', [{ id: randomUUID(), client_id: georgi, raw: from, e164: from }]);
  const one = await missed(['mira', 'anna'], from, { clientId: georgi, intended: 'ivan' });
  expect(await makeOf(one, 'mira', { title: 'x', clientName: 'x' })).toMatchObject({ status: 403 });
  expect(await makeOf(one, 'mira', { clientId: georgi })).toMatchObject({ status: 403 });
  expect(await sql.query('select from applications where client_id = $1', [georgi])).toEqual([]);
  expect((await api.request('GET', `/clients/${georgi}`, { token: tokens.mira })).status).toBe(404);
  expect(await makeOf(one, 'anna', { clientId: georgi })).toMatchObject({ status: 201, body: { owner: { name: 'Ivan' } } });
  const other = await missed(['mira'], from, { clientId: georgi, intended: 'ivan' });
  expect(await makeOf(other, 'ivan', { clientId: georgi })).toMatchObject({ status: 201, body: { owner: { name: 'Ivan' } } });
  expect(await sql.query('select from applications where client_id = $1 and owner_id = $2', [georgi, mira.id])).toEqual([]);
});

test('who let an unknown caller ring may make an application of the call afterwards, until a colleague has made one of it', async () => {
  const first = await missed(['mira', 'ivan'], '+359888777673', null);
  expect(await makeOf(first, 'mira')).toMatchObject({ status: 201, body: { owner: { name: 'Mira' } } });
  // The client is Mira's now, whatever he was when it rang.
  expect(await makeOf(first, 'ivan')).toMatchObject({ status: 403 });
  const second = await missed(['mira', 'ivan'], '+359888777674', null);
  const both = await Promise.all([makeOf(second, 'mira'), makeOf(second, 'ivan')]);
  expect(both.map((each) => each.status).sort()).toEqual([201, 403]);
  expect(await sql.query('select count(*)::int as n from phones where e164 = $1', ['+359888777674'])).toEqual([{ n: 1 }]);
});

test('two who press Answer at once: one takes the call, the other is told who', async () => {
  const call = await ringAt(['mira', 'ivan'], '+359888777670');
  const claim = (name: Name, tab: string) => api.request('POST', `/calls/${call}/claim`, { token: tokens[name], body: { tab } });
  const both = await Promise.all([claim('mira', 'tab-of-mira'), claim('ivan', 'tab-of-ivan')]);
  expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  const winner = both[0]?.status === 200 ? 'mira' : 'ivan';
  expect(both.find((one) => one.status === 409)?.body).toMatchObject({ details: { takenBy: { id: company.people[winner].id } } });
  // Another tab of the winner's own is no other than a colleague.
  expect(await claim(winner, 'another-tab')).toMatchObject({
    status: 409,
    body: { details: { takenBy: { id: company.people[winner].id } } },
  });
  expect((await claim(winner, `tab-of-${winner}`)).status).toBe(200);
  // His leg never connects: after a while another's Answer is as good.
  company.time.pass(5_000);
  expect((await claim(winner === 'mira' ? 'ivan' : 'mira', 'tab-of-another')).status).toBe(200);
});

test('a claim that no telephone makes good tells when it lapses, and then the call rings again', async () => {
  const call = await ringAt(['mira'], '+359888777671');
  const { status } = await api.request('POST', `/calls/${call}/claim`, { token: tokens.mira, body: { tab: 'tab-of-mira' } });
  expect(status).toBe(200);
  const lapses = new Date(company.time.now.getTime() + 15_000).toISOString();
  expect((await card('mira', call)).body).toMatchObject({ ringing: true, claimedByMe: true, claimedUntil: lapses });
  company.time.pass(15_000);
  expect((await card('mira', call)).body).toMatchObject({ ringing: true, claimedByMe: false, claimedUntil: null });
});

test('that a card was read is in the audit log', async () => {
  const call = await ringAtMira();
  await sql.query('truncate audit');
  await card('mira', call);
  expect(await sql.query('select act, actor_id, object_ids from audit')).toEqual([
    { act: 'call.card-read', actor_id: company.people.mira.id, object_ids: [call, client, application] },
  ]);
});
