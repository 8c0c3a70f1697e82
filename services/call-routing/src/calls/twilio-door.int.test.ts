import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Database, makeDatabase } from '@ringbase/database';
import { parsePhone } from '@ringbase/domain';
import { type Listening, listen, makeApp, makeIds, makeLogger, makeStorage, sealApp } from '@ringbase/platform';
import { callIdOf } from '@ringbase/telephony';
import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { type CallRouting, mountCallRouting } from '../mount-call-routing.js';

const PUBLIC_URL = 'https://ringbase.example';
const TOKEN = 'the-token';
const OLD_TOKEN = 'the-token-before';
const SALES = '+35924000001';

let database: TestDatabase;
let sql: Sql;
let house: Database;
let routing: CallRouting;
let http: Listening;
let directory: string;
let statements: string[] = [];
const lines: string[] = [];
const department = randomUUID();
const maria = randomUUID();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-door-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  await sql.insert('departments', [{ id: department, name: 'Sales', time_zone: 'Europe/Sofia', region: 'BG', language: 'en' }]);
  await sql.insert('dids', [{ id: randomUUID(), e164: SALES, department_id: department, label: 'Sales', country: 'BG' }]);
  await sql.insert('people', [
    { id: maria, name: 'Maria', email: 'maria@company.example', password_hash: 'none', role: 'manager', time_zone: 'Europe/Sofia' },
  ]);
  await sql.insert('department_members', [{ department_id: department, person_id: maria }]);
  await sql.insert('devices', [{ id: randomUUID(), person_id: maria, kind: 'sip', address: 'sip:maria@pbx.example' }]);
  house = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 4,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const query = house.pool.query.bind(house.pool) as (...given: unknown[]) => unknown;
  Object.assign(house.pool, {
    query: (...given: unknown[]) => {
      statements.push((given[0] as { name?: string }).name?.replace(/:.*/, '') ?? 'unnamed');
      return query(...given);
    },
  });
  const log = makeLogger({ service: 'test', level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  const clock = () => new Date();
  const app = makeApp({ log });
  routing = await mountCallRouting(app, {
    ctx: makeHouseContext({ house, clock, ids: makeIds(clock), log }),
    publicUrl: PUBLIC_URL,
    authTokens: [TOKEN, OLD_TOKEN],
    defaultRegion: 'BG',
    dataDirectory: directory,
    storage: makeStorage(pathToFileURL(directory).href),
  });
  http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await http?.stop();
  await routing?.stop();
  await house?.close();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

beforeEach(() => {
  statements = [];
  lines.length = 0;
});

const sid = () => `CA${randomUUID().replaceAll('-', '')}`;
const inbound = (more: Record<string, string> = {}) => ({
  CallSid: sid(),
  AccountSid: `AC${'a'.repeat(32)}`,
  From: '+359888123456',
  To: SALES,
  CallStatus: 'ringing',
  Direction: 'inbound',
  ...more,
});

function sign(path: string, params: Record<string, string>, token = TOKEN): string {
  const text = Object.keys(params)
    .sort()
    .reduce((all, name) => all + name + params[name], PUBLIC_URL + path);
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}

async function post(path: string, params: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': sign(path, params), ...headers },
    body: new URLSearchParams(params).toString(),
  });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const written = async () =>
  (
    await sql.query<{ n: number }>(
      'select (select count(*) from calls)::int + (select count(*) from call_signals)::int + (select count(*) from outbox)::int as n',
    )
  )[0]?.n;

describe('a message that the phone company did not sign', () => {
  const params = inbound();
  test.each<[string, Record<string, string>]>([
    ['has another’s signature', { 'x-twilio-signature': sign('/twilio/voice', params, 'another-token') }],
    ['has none', { 'x-twilio-signature': '' }],
    [
      'was signed for another host',
      {
        'x-twilio-signature': createHmac('sha1', TOKEN).update(`https://evil.example/twilio/voice`).digest('base64'),
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      },
    ],
    ['was signed for other parameters', { 'x-twilio-signature': sign('/twilio/voice', { ...params, From: '+1' }) }],
  ])('is refused when it %s, and nothing is written', async (_, headers) => {
    const before = await written();
    for (const path of ['/twilio/voice', '/twilio/voice/step', '/twilio/status', '/twilio/recording', '/twilio/voice/fallback']) {
      expect((await post(path, params, headers)).status).toBe(403);
    }
    expect(await written()).toBe(before);
    expect(statements).toEqual([]);
  });
});

test.each([
  ['the token', TOKEN],
  ['the token before it, while they are rotated', OLD_TOKEN],
])('a message signed with %s is taken', async (_, token) => {
  const params = inbound();
  const answer = await post('/twilio/voice', params, { 'x-twilio-signature': sign('/twilio/voice', params, token) });
  expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') });
  expect(answer.text).toContain('<Sip');
});

test('an inbound call takes two statements, and so does each message after it', async () => {
  const params = inbound();
  const { text } = await post('/twilio/voice', params);
  expect(statements).toEqual(['load-call', 'save-call']);
  statements = [];
  const step = new URL(/action="([^"#]+)/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '');
  await post(step.pathname + step.search, { ...params, CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialCallSid: sid() });
  expect(statements).toEqual(['load-call', 'save-call']);
  statements = [];
  await post('/twilio/status', {
    ...params,
    CallStatus: 'completed',
    SequenceNumber: '3',
    CallbackSource: 'call-progress-events',
    Timestamp: new Date().toUTCString(),
  });
  expect(statements).toEqual(['load-call', 'save-call']);
});

describe('when the address of a step failed, the fallback', () => {
  const failed = async (told: (child: string, params: Record<string, string>) => Promise<unknown>) => {
    const params = inbound();
    const { text } = await post('/twilio/voice', params);
    const step = /action="([^"]+)/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    await told(sid(), params);
    return post('/twilio/voice/fallback', { ...params, CallStatus: 'in-progress', ErrorCode: '11200', ErrorUrl: step });
  };

  test('begins the call when its first address failed', async () => {
    const answer = await post('/twilio/voice/fallback', { ...inbound(), ErrorCode: '11200', ErrorUrl: `${PUBLIC_URL}/twilio/voice` });
    expect(answer.text).toContain('<Sip');
  });

  test('goes on with the next block when nobody is known to have answered', async () => {
    const answer = await failed(async () => undefined);
    expect(answer.text).toContain('<Record');
    expect(answer.text).not.toContain('<Dial');
  });

  test('ends a call in which somebody did answer, and rings nobody again', async () => {
    let callSid = '';
    const answer = await failed(async (child, params) => {
      callSid = params.CallSid ?? '';
      const { text } = await post('/twilio/voice', params);
      const url = new URL(/statusCallback="([^"#]+)/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '');
      const told = await post(url.pathname + url.search, {
        ...params,
        CallSid: child,
        ParentCallSid: callSid,
        To: 'sip:maria@pbx.example',
        Direction: 'outbound-dial',
        CallStatus: 'in-progress',
        CallbackSource: 'call-progress-events',
        SequenceNumber: '2',
        Timestamp: new Date().toUTCString(),
      });
      expect(told.status).toBe(204);
    });
    expect(answer.text).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>');
    expect(await sql.query('select answered_by_person_id from calls where provider_call_id = $1', [callSid])).toEqual([
      { answered_by_person_id: maria },
    ]);
    await sql.query('delete from person_calls');
  });
});

test('a repeat is answered as the first was, and takes one statement', async () => {
  const params = inbound();
  const first = await post('/twilio/voice', params);
  statements = [];
  const again = await post('/twilio/voice', params);
  expect(again.text).toBe(first.text);
  expect(statements).toEqual(['load-call']);
});

test('ten copies at once write one call and are answered alike', async () => {
  const params = inbound();
  const answers = await Promise.all(Array.from({ length: 10 }, () => post('/twilio/voice', params)));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(await sql.query('select count(*)::int as n from calls where provider_call_id = $1', [params.CallSid])).toEqual([{ n: 1 }]);
  expect(
    await sql.query(
      `select count(*)::int as n from call_events e join calls c on c.id = e.call_id where c.provider_call_id = $1 and e.kind = 'routed'`,
      [params.CallSid],
    ),
  ).toEqual([{ n: 1 }]);
});

describe('a message that cannot be read', () => {
  test.each<[string, Record<string, string>]>([
    ['without a call', { From: '+359888123456', To: SALES }],
    ['with an id that is none', inbound({ CallSid: 'CA123' })],
    ['with a prototype for a name', inbound({ CallSid: '__proto__' })],
    ['with a path for an id', inbound({ CallSid: '../../etc/passwd' })],
  ])('is answered with words that the caller can hear: %s', async (_, params) => {
    const answer = await post('/twilio/voice', params);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/<Response><Say[^>]*>.+<\/Say><Hangup\/><\/Response>/);
    expect(lines.join('')).toContain('webhook.malformed');
  });

  test('a callback that cannot be read is refused for good, with its call in the log', async () => {
    const params = { ...inbound(), CallStatus: 'dancing' };
    expect((await post('/twilio/status', params)).status).toBe(400);
    expect(lines.join('')).toContain(params.CallSid);
  });

  test('a body of another kind, one too long, and one that breaks off end nothing', async () => {
    const url = `http://127.0.0.1:${http.port}/twilio/voice`;
    const send = (headers: Record<string, string>, body: string) =>
      fetch(url, { method: 'POST', headers, body }).then((answer) => answer.status);
    expect(await send({ 'content-type': 'application/json' }, '{"CallSid":')).toBe(403);
    const long = `a=${'x'.repeat(300_000)}`;
    expect(await send({ 'content-type': 'application/x-www-form-urlencoded' }, long)).toBe(403);
    expect(await send({ 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'some' }, long)).toBe(200);
    expect(await send({ 'content-type': 'application/x-www-form-urlencoded' }, '%E0%A4%A')).toBe(403);
    expect((await post('/twilio/voice', inbound())).status).toBe(200);
  });

  test('a caller’s name full of markup is no markup of ours', async () => {
    const answer = await post('/twilio/voice', inbound({ From: '"><Dial>+1900</Dial>', CallerName: '<Hangup/>' }));
    expect(answer.text).not.toContain('+1900');
  });
});

test('a number that nobody gave to a department is answered politely and logged with its call', async () => {
  const params = inbound({ To: '+35924999999' });
  const { text } = await post('/twilio/voice', params);
  expect(text).toMatch(/<Say language="en-US">This number is not in use/);
  expect(lines.join('')).toContain(`"event":"call.unknown-number","callId":"${callIdOf('twilio', params.CallSid)}"`);
});

test.each(['anonymous', '+266696687', '', 'sip:someone@example.org', 'client:somebody', '112'])(
  'a caller who shows “%s” is routed as unknown: his department rings',
  async (From) => {
    const params = inbound({ From });
    const { status, text } = await post('/twilio/voice', params);
    expect(status).toBe(200);
    expect(text).toMatch(/<(Sip|Record)/);
    expect(
      await sql.query('select caller_e164, client_id, application_id, department_id from calls where provider_call_id = $1', [
        params.CallSid,
      ]),
    ).toEqual([{ caller_e164: null, client_id: null, application_id: null, department_id: department }]);
  },
);

test('a caller whose name would be cut through a character is written down', async () => {
  const params = inbound({ From: `${'a'.repeat(511)}📞` });
  expect((await post('/twilio/voice', params)).text).toMatch(/<(Sip|Record)/);
  expect(await sql.query('select id from legs where provider_call_id = $1', [params.CallSid])).toHaveLength(1);
});

describe('a client’s number finds him however it was typed', () => {
  test.each([
    ['8/495/123-45-01', 'RU', '+74951234501'],
    ['8 495 123 45 02', 'RU', '+74951234502'],
    ['8 (495) 123-45-03', 'RU', '+74951234503'],
    ['00359 2 981 2304', 'BG', '+35929812304'],
    ['8-10-359-2-981-2305', 'RU', '+35929812305'],
    ['+7 (495) 123-45-06 доб. 123', 'RU', '+74951234506'],
    ['＋７４９５１２３４５０７', 'RU', '+74951234507'],
  ])('%s', async (raw, region, calling) => {
    const parsed = parsePhone(raw, region);
    const client = randomUUID();
    await sql.insert('clients', [{ id: client, kind: 'person', name: raw }]);
    await sql.insert('phones', [{ id: randomUUID(), client_id: client, raw, e164: parsed?.e164, extension: parsed?.extension }]);
    const params = inbound({ From: calling });
    await post('/twilio/voice', params);
    expect(await sql.query('select client_id from calls where provider_call_id = $1', [params.CallSid])).toEqual([{ client_id: client }]);
  });
});

test('a shared number takes the first candidate in order, and the others stay known', async () => {
  const shared = '+359888777666';
  const clients = [randomUUID(), randomUUID()];
  const applications = [randomUUID(), randomUUID()];
  for (const [index, client] of clients.entries()) {
    await sql.insert('clients', [{ id: client, kind: 'person', name: `Shares ${index}` }]);
    await sql.insert('phones', [{ id: randomUUID(), client_id: client, raw: shared, e164: shared }]);
    await sql.insert('applications', [
      {
        id: applications[index],
        title: `Of ${index}`,
        client_id: client,
        department_id: department,
        owner_id: maria,
        status: 'new',
        touched_at: new Date(Date.UTC(2026, 0, 1 + index)),
      },
    ]);
  }
  const params = inbound({ From: shared });
  await post('/twilio/voice', params);
  expect(await sql.query('select application_id from calls where provider_call_id = $1', [params.CallSid])).toEqual([
    { application_id: applications[1] },
  ]);
});
