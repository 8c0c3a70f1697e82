import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from './testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
let token: string;
const planted: string[] = [];
const ids = { client: randomUUID(), contact: randomUUID(), application: randomUUID(), inbound: randomUUID(), outbound: randomUUID() };

/** A number of its own for each place where one can stand. */
function plant(write: (national: string) => string = (national) => `+359${national}`): string {
  const national = `88${(7_310_000 + planted.length * 137).toString()}`;
  planted.push(national);
  return write(national);
}
const spaced = (national: string) => `0${national.slice(0, 2)} ${national.slice(2, 5)}-${national.slice(5)}`;

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
  token = await company.addSession(company.people.ivan);
  await sql.query('update people set sees_numbers = false where id = $1', [company.people.ivan.id]);
  await fill(company.people.ivan.id, company.sales, company.time.now.toISOString());
});
afterAll(async () => {
  await sql?.close();
  await api?.stop();
  await company?.close();
  await database?.drop();
});

async function fill(me: string, department: string, at: string): Promise<void> {
  await sql.insert('clients', [
    { id: ids.client, kind: 'person', name: `Ivan ${plant(spaced)}`, owner_id: me, email: `${plant()}@example.com`, city: plant(spaced) },
  ]);
  await sql.insert('contacts', [{ id: ids.contact, client_id: ids.client, name: `Petar ${plant()}`, post: plant(spaced) }]);
  const callers = plant();
  const phone = randomUUID();
  await sql.insert('phones', [
    { id: phone, client_id: ids.client, raw: callers, e164: callers },
    { id: randomUUID(), client_id: ids.client, contact_id: ids.contact, raw: plant(spaced), e164: plant() },
    { id: randomUUID(), client_id: ids.client, raw: plant((national) => `tel ${spaced(national)} вътр. 12`) },
  ]);
  await sql.insert('applications', [
    {
      id: ids.application,
      title: `Windows, ${plant()}`,
      client_id: ids.client,
      contact_id: ids.contact,
      department_id: department,
      owner_id: me,
      source: plant(),
      note: `ring ${plant(spaced)} or ${plant((national) => [...national].join('.'))}`,
      touched_at: at,
    },
  ]);
  await sql.insert('comments', [
    {
      id: randomUUID(),
      application_id: ids.application,
      author_id: me,
      text: `he said ${plant((n) => `(0${n.slice(0, 2)}) ${n.slice(2)}`)}`,
      at,
    },
  ]);
  await sql.insert('application_changes', [
    { id: randomUUID(), application_id: ids.application, actor_id: me, field: 'title', from_value: plant(), to_value: plant(spaced), at },
  ]);
  const call = {
    provider: 't',
    state: 'ended',
    outcome: 'answered',
    client_id: ids.client,
    application_id: ids.application,
    department_id: department,
    intended_person_id: me,
    answered_by_person_id: me,
    started_at: at,
    version: 1,
  };
  await sql.insert('calls', [
    {
      ...call,
      id: ids.inbound,
      provider_call_id: 'a',
      direction: 'inbound',
      caller_raw: callers,
      caller_e164: callers,
      dialled: '+35920000000',
    },
    {
      ...call,
      id: ids.outbound,
      provider_call_id: 'b',
      direction: 'outbound',
      caller_raw: '+35920000000',
      caller_e164: null,
      dialled: plant(),
    },
  ]);
  const trace = [
    { step: 1, block: 'ring', kind: 'ring', reason: 'rings', facts: { mobile: plant(), deep: [{ to: `sip:${plant()}@pbx.example` }] } },
  ];
  await sql.insert('call_events', [
    {
      call_id: ids.inbound,
      number: 1,
      key: 'r',
      kind: 'routed',
      body: JSON.stringify({ step: 1, plan: 'script', targets: [], trace }),
      at,
    },
  ]);
  await sql.insert('offers', [{ call_id: ids.inbound, step: 1, person_id: me, offered_at: at }]);
  await sql.insert('callbacks', [
    {
      id: randomUUID(),
      origin: 'reminder',
      owner_id: me,
      client_id: ids.client,
      application_id: ids.application,
      phone_id: phone,
      due_at: at,
      time_zone: 'UTC',
      note: `ring ${plant()}`,
    },
    {
      id: randomUUID(),
      origin: 'missed-call',
      owner_id: me,
      department_id: department,
      caller_e164: plant(),
      due_at: at,
      time_zone: 'UTC',
    },
  ]);
}

const paths = () => [
  '/applications',
  `/applications/${ids.application}`,
  `/applications/${ids.application}/timeline`,
  `/applications?clientId=${ids.client}`,
  '/clients',
  `/clients/${ids.client}`,
  '/calls',
  `/calls/${ids.inbound}`,
  `/calls/${ids.outbound}`,
  `/calls/${ids.inbound}/card`,
  `/calls/${ids.outbound}/card`,
  '/calls/ringing',
  '/callbacks',
  '/people',
  '/session',
];

/** All digits in a row, as a thief would rub them out of an answer; base64 and the like included. */
function digitsOf(text: string): string[] {
  const decoded = [text, ...(text.match(/[A-Za-z0-9+/_-]{12,}={0,2}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'))];
  return decoded.map((each) => each.normalize('NFKC').replace(/\D/g, ''));
}

test('whoever may not see numbers finds none of those planted, in any answer and any writing', async () => {
  expect(planted.length).toBeGreaterThan(20);
  for (const path of paths()) {
    const { status, text } = await api.request('GET', path, { token });
    expect({ path, status }).toEqual({ path, status: 200 });
    const digits = digitsOf(text);
    const found = planted.filter((national) => digits.some((run) => run.includes(national)));
    expect({ path, found }).toEqual({ path, found: [] });
  }
});

test('whoever may see them finds them all in the same answers', async () => {
  const director = await company.addSession(company.people.dora);
  const texts = await Promise.all(paths().map(async (path) => (await api.request('GET', path, { token: director })).text));
  const digits = digitsOf(texts.join(' '));
  expect(planted.filter((national) => !digits.some((run) => run.includes(national)))).toEqual([]);
});

test('without numbers a client is found by the whole number alone', async () => {
  const search = async (q: string) =>
    ((await api.request('GET', `/applications?q=${encodeURIComponent(q)}`, { token })).body as { items: unknown[] }).items;
  const [row] = await sql.query<{ e164: string }>('select e164 from phones where e164 is not null limit 1');
  const whole = row?.e164 ?? '';
  expect(await search(whole)).toHaveLength(1);
  expect(await search(`0${whole.slice(4)}`)).toHaveLength(1);
  for (const part of [whole.slice(-4), whole.slice(-8), whole.slice(4, 9), whole.slice(0, -1), '731'])
    expect({ part, found: await search(part) }).toEqual({ part, found: [] });
});

test('without numbers every telephone is dialled by its id', async () => {
  const { body } = await api.request('GET', `/applications/${ids.application}`, { token });
  const { phones } = body as { phones: { id: string; e164: null; raw: null; masked: string; dialable: boolean }[] };
  expect(phones.map(({ e164, raw }) => ({ e164, raw }))).toEqual(Array(3).fill({ e164: null, raw: null }));
  expect(phones.map(({ dialable }) => dialable).sort()).toEqual([false, true, true]);
  for (const phone of phones) expect(phone.masked).toMatch(/^(?:\+\d{1,3} )?••• ••• \d\d$/);
});
