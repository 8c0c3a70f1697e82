import { callIdOf } from '@ringbase/telephony';
import { GEORGI, SALES } from '@ringbase/testing';
import { KEY, type OpenedDoor, openPbxDoor, PUBLIC_URL } from '../testing/open-pbx-door.js';

let door: OpenedDoor;
beforeAll(async () => {
  door = await openPbxDoor();
});
afterAll(async () => door?.close());
afterEach(() => door.sql.query(`update presence set chosen_status = 'available'`));

let last = 0;
const fresh = () => {
  last += 1;
  return `1700000000.${last}`;
};
const count = async (table: string) => (await door.sql.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;
const counts = async () => Promise.all(['calls', 'call_events', 'call_signals', 'legs', 'offers', 'outbox'].map(count));

test('an exchange is told application, client, owner, department and what to do, and the call is in the history', async () => {
  const callId = fresh();
  const { company } = door;
  const answer = await door.ask('POST', '/route', { body: { callId, dialled: SALES, caller: GEORGI } });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    callId: callIdOf('pbx', callId),
    application: { id: company.roof.id, number: expect.any(Number), url: `${PUBLIC_URL}/applications/${company.roof.id}` },
    client: { id: company.georgi.id, name: 'ИВАНОВ Георги' },
    owner: { id: company.ivan.id, name: 'Ivan', extension: '201', mobile: '+359878000001', routable: true, reasons: [] },
    department: { id: company.sales.id, name: 'Sales', extension: '200' },
    instructions: [
      {
        kind: 'ring',
        targets: [{ kind: 'extension', extension: '201', address: 'sip:201@pbx.example', personId: company.ivan.id, screened: false }],
        seconds: 20,
        record: true,
      },
    ],
  });
  const [call] = await door.sql.query(
    'select provider, provider_call_id, state, caller_e164, dialled, application_id, intended_person_id from calls where id = $1',
    [callIdOf('pbx', callId)],
  );
  expect(call).toEqual({
    provider: 'pbx',
    provider_call_id: callId,
    state: 'ringing',
    caller_e164: GEORGI,
    dialled: SALES,
    application_id: company.roof.id,
    intended_person_id: company.ivan.id,
  });
  const offers = await door.sql.query('select person_id, over_at from offers where call_id = $1', [callIdOf('pbx', callId)]);
  expect(offers).toEqual([{ person_id: company.ivan.id, over_at: null }]);
  const trace = await door.sql.query(
    `select body->'trace'->0->>'reason' as reason from call_events where call_id = $1 and kind = 'routed'`,
    [callIdOf('pbx', callId)],
  );
  expect(trace).toEqual([{ reason: 'open-application' }]);
});

test('asked again, also in another way and when all has changed, the answer is the first one', async () => {
  const callId = fresh();
  const [one, two] = await Promise.all([1, 2].map(() => door.ask('POST', '/route', { body: { callId, dialled: SALES, caller: GEORGI } })));
  await door.sql.query(`update presence set chosen_status = 'busy'`);
  const before = await counts();
  const three = await door.ask('GET', `/route?callId=${callId}&dialled=%2B35924000001&caller=`);
  const four = await door.ask('POST', '/route', { form: { callId, dialled: SALES, caller: GEORGI } });
  expect([two!.body, three.body, four.body]).toEqual([one!.body, one!.body, one!.body]);
  expect(await counts()).toEqual(before);
});

describe('one line for a dialplan that cannot read JSON', () => {
  const line = async (query: string) => door.ask('GET', `/route?format=text&callId=${fresh()}&${query}`);
  const georgi = `dialled=${encodeURIComponent(SALES)}&caller=${encodeURIComponent(GEORGI)}`;

  test('tells whom to ring, in order', async () => {
    const { id } = door.company.roof;
    const [{ number }] = (await door.sql.query<{ number: number }>('select number from applications where id = $1', [id])) as [
      { number: number },
    ];
    const answer = await line(georgi);
    expect(answer.headers.get('content-type')).toMatch('text/plain');
    expect(answer.text).toBe(
      `application=${number};extension=201;mobile=+359878000001;department=200;url=${PUBLIC_URL}/applications/${id}\n`,
    );
  });

  test.each([
    ['an owner who is away is rung on his mobile alone', 'away', ';extension=;mobile=+359878000001;department=200;'],
    ['an owner who is busy is not rung at all', 'busy', ';extension=;mobile=;department=200;'],
  ])('%s', async (_, status, expected) => {
    await door.sql.query(
      `insert into presence (person_id, chosen_at, chosen_status) values ($1, $2, $3) on conflict (person_id) do update set chosen_status = $3`,
      [door.company.ivan.id, door.time.now, status],
    );
    expect((await line(georgi)).text).toContain(expected);
    const json = await door.ask('POST', '/route', { body: { callId: fresh(), dialled: SALES, caller: GEORGI } });
    expect(json.body['owner']).toMatchObject({
      routable: false,
      reasons: [{ code: `chosen-${status}`, words: expect.stringMatching(/^He /) }],
    });
  });

  test('of a stranger only the department is known', async () =>
    expect((await line(`dialled=${encodeURIComponent(SALES)}`)).text).toBe('application=;extension=;mobile=;department=200;url=\n'));

  test('a number as it is written in the country is read by it', async () =>
    expect((await line('dialled=02%20400%200001')).text).toContain('department=200'));

  test.each([
    ['no number at all', 'dialled=sales', 400, /^error=dialled: this is no telephone number\.\n$/],
    ['a number of somebody else', 'dialled=%2B35924999999', 404, /^error=The dialled number is none of this company’s\.\n$/],
    ['nothing', '', 400, /^error=.*dialled: .*\n$/],
  ])('%s is one line, error=…, and nothing is written', async (_, query, status, words) => {
    const before = await counts();
    const answer = await line(query);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(words);
    expect(await counts()).toEqual(before);
  });
});

describe('what is refused leaves nothing behind', () => {
  const good = { callId: 'x.1', dialled: SALES, caller: GEORGI };
  test.each<[string, unknown, number, string]>([
    ['no body', undefined, 400, 'INVALID'],
    ['an array', [], 400, 'INVALID'],
    ['a call without a name', { ...good, callId: '' }, 400, 'INVALID'],
    ['a name with a line end', { ...good, callId: 'a\nb' }, 400, 'INVALID'],
    ['a name that is a number', { ...good, callId: 5 }, 400, 'INVALID'],
    ['a name that never ends', { ...good, callId: 'x'.repeat(1000) }, 400, 'INVALID'],
    ['a number that never ends', { ...good, dialled: '1'.repeat(1000) }, 400, 'INVALID'],
    ['a caller that never ends', { ...good, caller: '1'.repeat(1000) }, 400, 'INVALID'],
    ['a caller with NUL', { ...good, caller: 'a\0b' }, 400, 'INVALID'],
    ['a number that is none', { ...good, dialled: 'sip:sales@x' }, 400, 'INVALID'],
    ['a number that is not ours', { ...good, dialled: '+35924999999' }, 404, 'NOT_FOUND'],
  ])('%s', async (_, body, status, code) => {
    const before = await counts();
    const answer = await door.ask('POST', '/route', { body });
    expect([answer.status, answer.body['code'], answer.headers.get('content-type')]).toEqual([
      status,
      code,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await counts()).toEqual(before);
  });

  test('a body that is broken off, and a method nobody knows', async () => {
    const broken = await door.ask('POST', '/route', { headers: { 'content-type': 'application/json' } });
    expect(broken.status).toBe(400);
    expect((await door.ask('DELETE', '/route')).status).toBe(405);
    expect((await door.ask('POST', '/routes')).status).toBe(404);
  });
});

test.each(['', 'anonymous', '"><script>', "'; drop table calls; --", 'sip:a@b;x=1', '+359888123456\u202E;extension=1', '١٢٣٤٥'])(
  'a caller who says he is %j is a call of the department',
  async (caller) => {
    const callId = fresh();
    const asked = new URLSearchParams({ callId, dialled: SALES, caller, format: 'text' });
    const answer = await door.ask('GET', `/route?${asked}`);
    expect(answer.status).toBe(200);
    expect(answer.text.split('\n')).toHaveLength(2);
    expect(answer.text.split(';').map((part) => part.split('=')[0])).toEqual(['application', 'extension', 'mobile', 'department', 'url']);
    expect(await door.sql.query('select caller_raw from calls where provider_call_id = $1', [callId])).toEqual([{ caller_raw: caller }]);
  },
);

describe('a key', () => {
  const asked = () => ({ body: { callId: fresh(), dialled: SALES, caller: GEORGI } });

  test.each<[string, string | null, Record<string, string>]>([
    ['missing', null, {}],
    ['wrong', 'rbp_wrong', {}],
    ['right but for its end', `${KEY}x`, {}],
    ['of another kind', null, { authorization: `Basic ${Buffer.from(`pbx:${KEY}`).toString('base64')}` }],
  ])('%s: 401 in clear words, before anything is read', async (_, key, headers) => {
    const before = await counts();
    const answer = await door.ask('POST', '/route', { ...asked(), key, headers });
    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED', detail: expect.stringContaining('key') } });
    expect(answer.headers.get('www-authenticate')).toMatch('Bearer');
    expect(await counts()).toEqual(before);
    const text = await door.ask('GET', '/route?format=text', { key, headers });
    expect([text.status, text.text]).toEqual([401, expect.stringMatching(/^error=.*key.*\n$/)]);
  });

  test('is changed without a gap: both open the door until the old one is revoked', async () => {
    await door.addKey('Old', 'rbp_old');
    expect((await door.ask('POST', '/route', { ...asked(), key: 'rbp_old' })).status).toBe(200);
    expect((await door.ask('POST', '/route', asked())).status).toBe(200);
    await door.sql.query(`update pbx_keys set revoked_at = now() where name = 'Old'`);
    expect((await door.ask('POST', '/route', { ...asked(), key: 'rbp_old' })).status).toBe(401);
    expect((await door.ask('POST', '/route', asked())).status).toBe(200);
    expect(await door.sql.query(`select name, last_used_at from pbx_keys order by name`)).toEqual([
      { name: 'Asterisk', last_used_at: door.time.now },
      { name: 'Old', last_used_at: door.time.now },
    ]);
  });

  test('that is wrong is tried so often and no more, and the right one beside it still opens', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 32; tries += 1) statuses.push((await door.ask('GET', '/route', { key: 'rbp_worn-out' })).status);
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([401]));
    expect(statuses.slice(30)).toEqual([429, 429]);
    expect((await door.ask('POST', '/route', asked())).status).toBe(200);
  });
});

test('the door describes itself to anybody', async () => {
  const answer = await door.ask('GET', '/openapi.json', { key: null });
  expect(Object.keys(answer.body['paths'] as object)).toEqual(['/events', '/recordings', '/route']);
});

test.each([
  ['that asks first', '+359888000666', []],
  ['of which was told before it asks', '+359888000667', ['new']],
])('a blocked caller’s call %s is turned away and reaches not even the department', async (_, caller, before) => {
  await door.sql.query(
    `insert into blocked_callers (id, kind, e164, department_id, reason, origin, blocked_by, blocked_at)
     values (gen_random_uuid(), 'number', $4, $1, 'Sells air', 'person', $2, $3)`,
    [door.company.sales.id, door.company.dora.id, door.time.now, caller],
  );
  const asked = { callId: fresh(), dialled: SALES, caller };
  for (const event of before) await door.ask('POST', '/events', { body: { ...asked, event, at: door.time.now.toISOString() } });
  const { body } = await door.ask('POST', '/route', { body: asked });
  expect(body['instructions']).toEqual([{ kind: 'reject' }]);
  const line = await door.ask('GET', `/route?format=text&${new URLSearchParams(asked)}`);
  expect(line.text).toBe('application=;extension=;mobile=;department=;url=\n');
});
