import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Database, makeDatabase } from '@ringbase/database';
import { type Listening, listen, makeApp, makeIds, makeLogger, makeStorage, sealApp } from '@ringbase/platform';
import { buildConferenceUrl, callIdOf, joinUrlsOf } from '@ringbase/telephony';
import {
  createTestDatabase,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  openTab,
  SALES,
  type Sql,
  type TestDatabase,
} from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { type CallRouting, mountCallRouting } from '../mount-call-routing.js';

const PUBLIC_URL = 'https://ringbase.example';
const TOKEN = 'the-token';
const NAME = randomUUID();

let database: TestDatabase;
let sql: Sql;
let house: Database;
let routing: CallRouting;
let http: Listening;
let directory: string;
let company: Awaited<ReturnType<typeof makeSmallCompany>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-conference-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  await openTab(sql, company.ivan.id, 'ivan-tab', new Date());
  house = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 4,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const log = makeLogger({ service: 'test', level: 'silent' });
  const clock = () => new Date();
  const app = makeApp({ log });
  routing = await mountCallRouting(app, {
    ctx: makeHouseContext({ house, clock, ids: makeIds(clock), log }),
    publicUrl: PUBLIC_URL,
    authTokens: [TOKEN],
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

const sid = (prefix = 'CA') => `${prefix}${randomUUID().replaceAll('-', '')}`;

async function post(path: string, params: Record<string, string>) {
  const text = Object.keys(params)
    .sort()
    .reduce((all, name) => all + name + params[name], PUBLIC_URL + path);
  const answer = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', TOKEN).update(text, 'utf8').digest('base64'),
    },
    body: new URLSearchParams(params).toString(),
  });
  return { status: answer.status, text: await answer.text() };
}
const localOf = (url: string) => url.slice(PUBLIC_URL.length).replace(/#.*/, '');

/** A call that Ivan has answered, with a conference begun. */
async function talk() {
  const root = sid();
  const child = sid();
  const callId = callIdOf('twilio', root);
  const caller = { CallSid: root, From: GEORGI, To: SALES, CallStatus: 'in-progress', Direction: 'inbound' };
  const ivan = { ...caller, CallSid: child, ParentCallSid: root, To: 'client:ivan', Direction: 'outbound-dial' };
  await post('/twilio/voice', caller);
  await post(`/twilio/status?call=${callId}&step=1`, ivan);
  const events = [
    ['conference-begun', 'conference-begun', { name: NAME, step: 2, record: true }],
    ['lifting:1', 'lifting', { step: 1, personId: company.ivan.id }],
  ] as const;
  for (const [index, [key, kind, body]] of events.entries()) {
    await sql.query('insert into call_events (call_id, number, key, kind, body, at) values ($1, $2, $3, $4, $5, $6)', [
      callId,
      100 + index,
      key,
      kind,
      JSON.stringify(body),
      new Date(),
    ]);
  }
  const leg = (who: string, to: string) => ({ CallSid: who, From: SALES, To: to, CallStatus: 'in-progress', Direction: 'outbound-api' });
  return { root, child, callId, caller, ivan, leg };
}
const legsOf = (callId: string) =>
  sql.query('select provider_call_id as sid, role, state from legs where call_id = $1 order by role, started_at', [callId]);

test('both sides of a lifted Dial, and a leg made for the call, meet in its conference; the call stays one', async () => {
  const { root, child, callId, caller, ivan, leg } = await talk();
  const maria = sid();
  const own = localOf(joinUrlsOf(PUBLIC_URL, { callId, step: 2, attached: false }).url);
  const made = joinUrlsOf(PUBLIC_URL, { callId, step: 3, attached: true });
  expect((await post(own, ivan)).text).toMatch(new RegExp(`<Conference [^>]*endConferenceOnExit="false"[^>]*>${NAME}</Conference>`));
  const over = { ...caller, DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '9', DialBridged: 'true' };
  const action = `/twilio/voice/step?kind=ring&call=${callId}&step=1&plan=script`;
  expect((await post(action, over)).text).toMatch(new RegExp(`endConferenceOnExit="true"[^>]*>${NAME}</Conference>`));
  expect((await post(localOf(made.url), leg(maria, 'sip:maria@pbx.example'))).text).toContain(NAME);
  expect((await post(localOf(made.statusUrl), leg(maria, 'sip:maria@pbx.example'))).status).toBe(204);
  const told = {
    ConferenceSid: sid('CF'),
    CallSid: maria,
    StatusCallbackEvent: 'participant-join',
    SequenceNumber: '2',
    Timestamp: new Date().toUTCString(),
  };
  expect((await post(localOf(buildConferenceUrl(PUBLIC_URL, { callId, step: 2 })), told)).status).toBe(204);
  expect(await sql.query('select provider_call_id, state, answered_by_person_id from calls where id = $1', [callId])).toEqual([
    { provider_call_id: root, state: 'connected', answered_by_person_id: company.ivan.id },
  ]);
  expect(await sql.query('select 1 from calls where provider_call_id = $1', [maria])).toEqual([]);
  expect(await legsOf(callId)).toMatchObject([{ sid: root, role: 'caller' }, { sid: child }, { sid: maria, role: 'manager' }]);
  const onCall = await sql.query('select person_id from person_calls where call_id = $1', [callId]);
  expect(new Set(onCall.map((row) => row.person_id))).toEqual(new Set([company.ivan.id, company.maria.id]));
});

test('ten who are asked for one place and pick up at once: one is let in, nine are hung up on', async () => {
  const { callId, leg } = await talk();
  const path = localOf(joinUrlsOf(PUBLIC_URL, { callId, step: 3, attached: true }).url);
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(path, leg(sid(), 'sip:maria@pbx.example'))));
  const kinds = answers.map(({ text }) => (text.includes(NAME) ? 'in' : /<Hangup\/>/.test(text) ? 'out' : text));
  expect(kinds.toSorted()).toEqual(['in', ...Array.from({ length: 9 }, () => 'out')]);
  expect(await sql.query('select key from call_events where call_id = $1 and kind = $2', [callId, 'joined'])).toEqual([
    { key: 'joined:3' },
  ]);
});

test('what is told of a leg before its call is known is asked for again, and taken as soon as it is', async () => {
  const root = sid();
  const callId = callIdOf('twilio', root);
  const maria = sid();
  const { statusUrl } = joinUrlsOf(PUBLIC_URL, { callId, step: 3, attached: true });
  const told = { CallSid: maria, From: SALES, To: 'sip:maria@pbx.example', CallStatus: 'ringing', Direction: 'outbound-api' };
  const tell = async () => (await post(localOf(statusUrl), told)).status;
  expect(await tell()).toBe(503);
  expect(await sql.query('select 1 from call_signals where key like $1', [`%${maria}%`])).toEqual([]);
  await post('/twilio/voice', { CallSid: root, From: GEORGI, To: SALES, CallStatus: 'ringing', Direction: 'inbound' });
  expect(await tell()).toBe(204);
  expect(await legsOf(callId)).toContainEqual({ sid: maria, role: 'manager', state: 'ringing' });
});

test('a database that does not answer for a moment ends nobody’s talk: both sides hear it ring, ask once more and meet', async () => {
  const { root, child, callId, caller, ivan } = await talk();
  const own = localOf(joinUrlsOf(PUBLIC_URL, { callId, step: 2, attached: false }).url);
  const over = { ...caller, DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '9', DialBridged: 'true' };
  const action = `/twilio/voice/step?kind=ring&call=${callId}&step=1&plan=script`;
  const stall = openSql(database.url);
  const stalled = stall.query(`begin; lock table call_events in access exclusive mode; select pg_sleep(3); commit`);
  const isLocked = () =>
    sql.query(`select 1 from pg_locks where mode = 'AccessExclusiveLock' and relation = 'call_events'::regclass and granted`);
  await eventually('nothing of a call is read', async () => (await isLocked()).length > 0);
  const first = await Promise.all([post(own, ivan), post(action, over)]);
  await stalled;
  await stall.close();
  const again = first.map(({ text }) => {
    expect(text).toMatch(/ringing\.wav<\/Play><Redirect/);
    return localOf((/<Redirect[^>]*>([^<]*)</.exec(text)?.[1] ?? '').replaceAll('&amp;', '&'));
  });
  expect((await post(again[0] as string, ivan)).text).toMatch(new RegExp(`endConferenceOnExit="false"[^>]*>${NAME}</Conference>`));
  // What the Dial told is not told once more.
  expect((await post(again[1] as string, caller)).text).toMatch(new RegExp(`endConferenceOnExit="true"[^>]*>${NAME}</Conference>`));
  expect(await sql.query('select state from calls where provider_call_id = $1', [root])).toEqual([{ state: 'connected' }]);
});

test('a talk that was over while the database did not answer is over when the same is asked once more', async () => {
  const { callId, caller, ivan } = await talk();
  await sql.query('delete from call_events where call_id = $1 and kind in ($2, $3)', [callId, 'lifting', 'conference-begun']);
  await post(`/twilio/status?call=${callId}&step=1`, { ...ivan, CallStatus: 'completed', CallDuration: '9' });
  const asked = await post(`/twilio/voice/step?kind=ring&call=${callId}&step=1&plan=script&again=1`, caller);
  expect(asked.text).toContain('<Response><Hangup/></Response>');
  expect(await sql.query('select answered_by_person_id from calls where id = $1', [callId])).toEqual([
    { answered_by_person_id: company.ivan.id },
  ]);
});

test('a leg made for a call that nobody knows asks for it a while, hears that it cannot be made, and makes none', async () => {
  const callId = randomUUID();
  let path = localOf(joinUrlsOf(PUBLIC_URL, { callId, step: 3, attached: true }).url);
  const alone = sid();
  const asks = { CallSid: alone, From: SALES, To: 'client:ivan', CallStatus: 'in-progress', Direction: 'outbound-api' };
  for (let times = 0; times < 5; times += 1) {
    const { text } = await post(path, asks);
    path = localOf((/<Redirect[^>]*>([^<]*)</.exec(text)?.[1] ?? '').replaceAll('&amp;', '&'));
  }
  expect((await post(path, asks)).text).toMatch(/Please try again.*<Hangup\/>/);
  expect(await sql.query('select 1 from calls where id = $1 or provider_call_id = $2', [callId, alone])).toEqual([]);
});
