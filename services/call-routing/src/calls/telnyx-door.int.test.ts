import { generateKeyPairSync } from 'node:crypto';
import { callIdOf } from '@ringbase/telephony';
import { openTab, SALES, type SmallCompany, type Sql } from '@ringbase/testing';
import { type OpenedRouting, openCallRouting } from '../testing/open-call-routing.js';
import { type Form, PUBLIC_URL, post, signTelnyx, telnyx, urlIn, verbsOf } from '../testing/phone-companies.js';

let opened: OpenedRouting;
let sql: Sql;
let company: SmallCompany;

const provider = telnyx(() => new Date());
const caller = (from: string): Form => provider.caller({ root: provider.newCall(), child: '', from, to: SALES });
const send = (path: string, form: Form) => post(opened.port)(path, form, provider.sign(path, form));

beforeAll(async () => {
  opened = await openCallRouting();
  ({ sql, company } = opened);
});

afterAll(() => opened?.close());

describe('a message that Telnyx did not sign', () => {
  const form = caller('+359888000120');
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const stranger = generateKeyPairSync('ed25519');
  test.each<[string, () => Form]>([
    ['has no signature', () => ({})],
    ['has no timestamp', () => ({ 'telnyx-signature-ed25519': signTelnyx(form, new Date())['telnyx-signature-ed25519'] ?? '' })],
    ['has another’s signature', () => signTelnyx(form, new Date(), stranger.privateKey)],
    ['was signed for another form', () => signTelnyx({ ...form, From: '+1' }, new Date())],
    ['was signed for the same form in another order', () => signTelnyx(Object.fromEntries(Object.entries(form).reverse()), new Date())],
    ['is six minutes old', () => signTelnyx(form, minutes(-6))],
    ['is six minutes ahead', () => signTelnyx(form, minutes(6))],
    ['has Twilio’s signature', () => ({ 'x-twilio-signature': 'L/OH5YylLD5NRKLltdqwSvS0BnU=' })],
  ])('is refused when it %s, and nothing is written', async (_, headers) => {
    for (const path of ['/telnyx/voice', '/telnyx/voice/step', '/telnyx/status', '/telnyx/recording'])
      expect((await post(opened.port)(path, form, headers())).status).toBe(403);
    expect(await sql.query('select id from calls where provider_call_id = $1', [form.CallSid])).toEqual([]);
  });

  test('Telnyx’s signature opens no door of Twilio’s', async () =>
    expect((await post(opened.port)('/twilio/voice', form, signTelnyx(form, new Date()))).status).toBe(403));
});

test('a replay within the tolerance is answered as the first was, and writes nothing more', async () => {
  const form = caller('+359888000121');
  const headers = signTelnyx(form, new Date());
  const first = await post(opened.port)('/telnyx/voice', form, headers);
  const events = () => sql.query('select count(*)::int as n from call_events where call_id = $1', [callIdOf('telnyx', form.CallSid ?? '')]);
  const before = await events();
  expect((await post(opened.port)('/telnyx/voice', form, headers)).text).toBe(first.text);
  expect(await events()).toEqual(before);
});

test('what cannot be read is answered with words that a caller can hear; a callback of the kind is refused for good', async () => {
  const form = { ...caller(''), CallSid: 'nonsense' };
  expect((await send('/telnyx/voice', form)).text).toMatch(/<Response><Say[^>]*>.+<\/Say><Hangup\/><\/Response>/);
  expect((await send('/telnyx/status', form)).status).toBe(400);
});

test('a person who has a browser only is not rung, and the caller is not left in silence', async () => {
  await sql.query('update devices set kind = $1, address = $2 where id = $3', ['browser', 'maria', company.mariaDesk.id]);
  await openTab(sql, company.maria.id, 'tab', new Date());
  const form = caller('+359888000122');
  const { text } = await send('/telnyx/voice', form);
  const next = /<Redirect[^>]*>([^<]+)/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(verbsOf(text)).toEqual(['Redirect']);
  expect(verbsOf((await send(next.slice(PUBLIC_URL.length), form)).text)).toEqual(['Say', 'Record']);
});

test('without the database the caller still reaches the department, told by its URLs from then on', async () => {
  await sql.query('update devices set kind = $1, address = $2 where id = $3', ['sip', 'sip:maria@pbx.example', company.mariaDesk.id]);
  await opened.routing.refreshStaticPlans();
  const { pool } = opened.house;
  const { query } = pool;
  Object.assign(pool, { query: () => Promise.reject(new Error('gone')) });
  try {
    const form = caller('+359888000123');
    const { text } = await send('/telnyx/voice', form);
    expect(text).toContain('maria@pbx.example');
    expect(text).toContain('plan=static');
    const nobody = { ...form, DialCallStatus: 'no-answer' };
    expect((await send(urlIn(text, 'action'), nobody)).text).toContain('<Record');
    expect((await send(urlIn(text, 'action'), { ...form, DialCallStatus: 'completed' })).text).toContain('<Response><Hangup/></Response>');
  } finally {
    Object.assign(pool, { query });
  }
});

test('without a key there is no door', async () => {
  const bare = await openCallRouting({ telnyxPublicKey: null });
  const answer = await post(bare.port)('/telnyx/voice', {}, signTelnyx({}, new Date()));
  await bare.close();
  expect(answer.status).toBe(404);
});
