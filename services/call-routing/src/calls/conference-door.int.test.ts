import { randomUUID } from 'node:crypto';
import { buildConferenceUrl, callIdOf, joinUrlsOf } from '@ringbase/telephony';
import { eventually, GEORGI, lockTable, openTab, SALES, type SmallCompany, type Sql } from '@ringbase/testing';
import { type OpenedRouting, openCallRouting } from '../testing/open-call-routing.js';
import { type Form, PUBLIC_URL, post as postTo, twilio, urlIn } from '../testing/phone-companies.js';

const NAME = randomUUID();

let opened: OpenedRouting;
let sql: Sql;
let company: SmallCompany;

beforeAll(async () => {
  opened = await openCallRouting();
  ({ sql, company } = opened);
  await openTab(sql, company.ivan.id, 'ivan-tab', new Date());
});

afterAll(() => opened?.close());

const phones = twilio();
const sid = phones.newCall;
const post = (path: string, form: Form) => postTo(opened.port)(path, form, phones.sign(path, form));
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
    ConferenceSid: sid().replace('CA', 'CF'),
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

test('a caller who is lifted out of a Dial of the static answer comes into the conference all the same: nothing else is left of it', async () => {
  const { child, callId, caller } = await talk();
  const action = `/twilio/voice/step?kind=ring&call=${callId}&step=1&plan=static&next=voicemail&department=${company.sales.id}`;
  const over = { ...caller, DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '9', DialBridged: 'true' };
  for (const _ of [1, 2])
    expect((await post(action, over)).text).toMatch(new RegExp(`endConferenceOnExit="true"[^>]*>${NAME}</Conference>`));
});

test.each([
  ['the call itself', 1, () => Promise.resolve(null)],
  ['the end of a ring', 2, async (caller: Form) => urlIn((await post('/twilio/voice', caller)).text, 'action')],
])(
  'where the script’s answer to %s is written too late, what is rung tells which of the two the caller hears',
  async (_, step, askedOf) => {
    await opened.routing.refreshStaticPlans();
    // Everybody is free.
    await sql.query('delete from person_calls');
    const root = sid();
    const callId = callIdOf('twilio', root);
    const caller = { CallSid: root, From: GEORGI, To: SALES, CallStatus: 'in-progress', Direction: 'inbound' };
    const action = await askedOf(caller);
    const ask = () =>
      action === null ? post('/twilio/voice', caller) : post(action, { ...caller, DialCallStatus: 'no-answer', DialBridged: 'false' });
    const release = await lockTable(opened.databaseUrl, 'call_events');
    const late = await ask().finally(release);
    const stands = async () =>
      (await sql.query<{ route_state: { step: number; plan: string } }>('select route_state from calls where id = $1', [callId]))[0]
        ?.route_state;
    await eventually('the script is written', async () => (await stands())?.step === step);
    const rings = (answer: { text: string }) =>
      post(urlIn(answer.text, 'statusCallback'), {
        ...caller,
        CallSid: sid(),
        ParentCallSid: root,
        To: 'sip:maria@pbx.example',
        Direction: 'outbound-dial',
        CallStatus: 'ringing',
      });
    // The provider may have asked once more, and be told what the script says.
    expect((await rings(await ask())).status).toBe(204);
    expect(await stands()).toMatchObject({ plan: 'script', step });
    expect(late.text).toContain('plan=static');
    expect((await rings(late)).status).toBe(204);
    expect(await stands()).toMatchObject({ plan: 'static', step });
  },
);

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
  const release = await lockTable(opened.databaseUrl, 'call_events');
  const first = await Promise.all([post(own, ivan), post(action, over)]);
  await release();
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
