import { randomUUID } from 'node:crypto';
import { DomainError } from '@ringbase/domain';
import { dialUrlsOf, type Telephony } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { dialQueueOffer } from '../queue/dial-queue-offer.js';
import { type PhoneCompany, startPhoneCompany } from '../testing/start-phone-company.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { dialPhone } from './dial-phone.js';
import { dialWaiting } from './dial-waiting.js';
import { getDialIntent } from './get-dial-intent.js';
import { resolveUnknownDials } from './resolve-unknown-dials.js';

const OURS = '+35924000001';
const DESK = 'sip:ivan@pbx.example';
const limits = { allowedCountries: ['RU'], dailyCap: 5 };

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let phones: PhoneCompany;
let applicationId: string;
let phoneId: string;
let clientId: string;

beforeAll(async () => {
  [database, phones] = await Promise.all([createTestDatabase(), startPhoneCompany()]);
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  const { ivan } = company.people;
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    OURS,
    company.sales,
  ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [ivan.id, DESK]);
  clientId = await company.addClient(ivan.id);
  applicationId = await company.addApplication(clientId, ivan.id, company.sales);
  phoneId = await addPhone('+359881234567');
  await phones.control('PUT', `/control/numbers/${encodeURIComponent(OURS)}`, { voiceUrl: 'http://127.0.0.1:9/twilio/voice' });
  await phones.control('PUT', '/control/phones', { address: DESK, kind: 'sip', behaviour: 'manual' });
});
afterAll(async () => {
  await company?.close();
  await Promise.all([database?.drop(), phones?.stop()]);
});
beforeEach(async () => {
  company.time.now = new Date();
  await phones.control('PUT', '/control/faults', { seed: 1 });
  await company.query('truncate outbox, dial_intents, dial_pace');
  await company.query('delete from presence');
  await company.query('delete from person_calls');
});

async function addPhone(e164: string | null, ofClient = clientId): Promise<string> {
  const id = randomUUID();
  await company.query('insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $4)', [
    id,
    ofClient,
    e164 ?? 'see the file',
    e164,
  ]);
  return id;
}
const click = (more: { phoneId?: string; key?: string; by?: TestPerson; callbackId?: string } = {}) =>
  dialPhone(
    contexts.as(more.by ?? company.people.ivan),
    { phoneId: more.phoneId ?? phoneId, applicationId, callbackId: more.callbackId ?? null, key: more.key ?? randomUUID() },
    limits,
  );
const dial = (telephony: Telephony = phones.telephony) =>
  dialWaiting(contexts.worker, { telephony, urlsOf: (intentId) => dialUrlsOf('http://127.0.0.1:9', intentId) });
const made = async (desk = DESK) =>
  (await phones.control<{ callSid: string; to: string; from: string }[]>('GET', '/control/legs')).filter((leg) => leg.to === desk);
const intentOf = async (id: string) => (await company.query('select * from dial_intents where id = $1', [id]))[0]!;
const told = async () => (await company.query(`select body, audience from outbox where kind = 'news'`)).length;

test('a click is dialled once, from his desk phone, with the department’s number', async () => {
  const before = (await made()).length;
  const intent = await click();
  expect(intent).toMatchObject({ state: 'waiting', reason: null, callId: null });
  expect(await company.query(`select name, body from outbox where kind = 'work'`)).toEqual([
    { name: 'calls.dial', body: { intentId: intent.id } },
  ]);
  expect(await Promise.all([dial(), dial(), dial()])).toEqual(expect.arrayContaining([true, false, false]));
  const calls = await made();
  expect(calls).toHaveLength(before + 1);
  expect(calls.at(-1)).toMatchObject({ from: OURS, to: DESK });
  expect(await intentOf(intent.id)).toMatchObject({
    state: 'dialled',
    provider_call_id: calls.at(-1)?.callSid,
    caller_id: OURS,
    device_address: DESK,
  });
  expect(await getDialIntent(contexts.as(company.people.ivan), { id: intent.id })).toMatchObject({ state: 'dialled' });
  // Asked for, taken up, dialled.
  expect(await told()).toBe(3);
  const [audit] = await company.query(`select actor_id, object_ids from audit where act = 'call.dialled' order by created_at desc limit 1`);
  expect(audit).toEqual({ actor_id: company.people.ivan.id, object_ids: [phoneId] });
});

test('the same key is the same click, however often it comes', async () => {
  const key = randomUUID();
  const clicks = await Promise.all([click({ key }), click({ key }), click({ key })]);
  expect(new Set(clicks.map((intent) => intent.id)).size).toBe(1);
  await expect(click({ key, phoneId: await addPhone('+359881234568') })).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'key-used' },
  });
});

describe('a click that keeps a promise', () => {
  const other = randomUUID();
  const callers = '+359881234567';
  const addCallback = async (owed: object) => {
    const id = randomUUID();
    const { client_id, phone_id, caller_e164 } = { client_id: null, phone_id: null, caller_e164: null, ...owed };
    await company.query(
      `insert into callbacks (id, origin, owner_id, department_id, client_id, phone_id, caller_e164, due_at, time_zone)
       values ($1, 'reminder', $2, $3, $4, $5, $6, $7, 'UTC')`,
      [id, company.people.ivan.id, company.sales, client_id, phone_id, caller_e164, company.time.now],
    );
    return id;
  };
  let foreignPhone: string;
  beforeAll(async () => {
    await company.query(`insert into clients (id, kind, name, owner_id) values ($1, 'person', 'Another', $2)`, [
      other,
      company.people.ivan.id,
    ]);
    foreignPhone = await addPhone('+359881234599', other);
  });

  test.each<[string, () => object]>([
    ['the telephone’s client', () => ({ client_id: clientId, caller_e164: '+359881234500' })],
    ['the telephone', () => ({ phone_id: phoneId })],
    ['the number that called', () => ({ caller_e164: callers })],
  ])('takes one owed to %s', async (_, owed) => {
    const callbackId = await addCallback(owed());
    expect((await intentOf((await click({ callbackId })).id))['callback_id']).toBe(callbackId);
  });

  test.each<[string, () => object]>([
    ['another client', () => ({ client_id: other, phone_id: foreignPhone })],
    ['another number', () => ({ caller_e164: '+359881234500' })],
    ['nobody', () => ({})],
  ])('takes none that is owed to %s', async (_, owed) => {
    await expect(click({ callbackId: await addCallback(owed()) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await company.query('select 1 from dial_intents')).toEqual([]);
  });

  test('takes none by a telephone whose number nobody could read', async () => {
    const callbackId = await addCallback({ caller_e164: callers });
    await expect(click({ callbackId, phoneId: await addPhone(null) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a second click waits until the first is settled', async () => {
  await click();
  await expect(click()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'dialling' } });
});

test('while his telephone rings for one click another is refused, until that call is over or a minute has passed', async () => {
  const { ivan } = company.people;
  const intent = await click();
  expect(await dial()).toBe(true);
  await expect(click()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'dialling' } });
  const { provider_call_id } = (await intentOf(intent.id)) as { provider_call_id: string };
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, intent_id, intended_person_id, started_at, ended_at, version)
     values (gen_random_uuid(), 'twilio', $1, 'outbound', 'ended', 'failed', $2, $3, $4, $5, $6, $6, 1)`,
    [provider_call_id, OURS, '+359881234567', intent.id, ivan.id, company.time.now],
  );
  expect(await click()).toMatchObject({ state: 'waiting' });
  company.time.pass(60_001);
  expect(await click()).toMatchObject({ state: 'waiting' });
});

test('one call a second, whoever asks', async () => {
  const key = () =>
    company.query(
      `insert into dial_intents (id, key, person_id, phone_id, client_id, state, device_address, caller_id, requested_at)
    values (gen_random_uuid(), gen_random_uuid(), $1, $2, $3, 'waiting', $4, $5, $6)`,
      [company.people.ivan.id, phoneId, clientId, DESK, OURS, company.time.now],
    );
  await Promise.all([key(), key()]);
  expect(await dial()).toBe(true);
  expect(await dial()).toBe(false);
  company.time.pass(999);
  expect(await dial()).toBe(false);
  company.time.pass(1);
  expect(await dial()).toBe(true);
});

test.each([
  ['a country that nobody allowed', '+252612345678', 'FORBIDDEN', 'country-not-allowed'],
  ['a premium number', '+35990123456', 'FORBIDDEN', 'premium-number'],
  ['our own number', OURS, 'INVALID', 'own-number'],
  ['what is no number', null, 'INVALID', 'not-a-number'],
])('%s is refused, and nothing is written', async (_, e164, code, reason) => {
  await expect(click({ phoneId: await addPhone(e164) })).rejects.toMatchObject({ code, details: { reason } });
  expect(await company.query('select from dial_intents')).toEqual([]);
});

test('a country allowed by configuration is dialled', async () => {
  expect(await click({ phoneId: await addPhone('+79161234567') })).toMatchObject({ state: 'waiting' });
});

test('the telephone of another’s client does not exist', async () => {
  const { petr, mira } = company.people;
  const otherClient = await company.addClient(petr.id);
  const otherPhone = await addPhone('+359881234569', otherClient);
  for (const by of [mira, company.people.ivan])
    await expect(click({ by, phoneId: otherPhone })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const intent = await click();
  await expect(getDialIntent(contexts.as(mira), { id: intent.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('who is on a call, or has no telephone, dials nobody', async () => {
  await company.query(
    `with made as (insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, started_at, version)
       values (gen_random_uuid(), 'twilio', 'CA-endless', 'inbound', 'connected', $2, $2, now(), 1) returning id)
     insert into person_calls (person_id, call_id, since) select $1, id, now() from made`,
    [company.people.ivan.id, OURS],
  );
  await expect(click()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'on-call' } });
  await expect(click({ by: company.people.anna })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'no-device' } });
});

test('the sixth call of a day is one too many', async () => {
  for (let made = 0; made < 5; made += 1) {
    await click();
    await company.query(`update dial_intents set state = 'dialled'`);
  }
  await expect(click()).rejects.toMatchObject({ code: 'TOO_MANY', details: { reason: 'daily-cap' } });
  company.time.pass(24 * 60 * 60_000 + 1);
  expect(await click()).toMatchObject({ state: 'waiting' });
});

test('a call whose answer is lost is found at the provider and never made again', async () => {
  // A desk phone that no other test has rung: the clicks that its calls belonged to are gone.
  const desk = 'sip:ivan-at-home@pbx.example';
  await phones.control('PUT', '/control/phones', { address: desk, kind: 'sip', behaviour: 'manual' });
  await company.query('update devices set address = $1 where address = $2', [desk, DESK]);
  await phones.control('PUT', '/control/faults', { seed: 1, rest: { loseAnswerProbability: 1 } });
  const intent = await click();
  expect(await dial()).toBe(true);
  expect(await intentOf(intent.id)).toMatchObject({ state: 'dialling', provider_call_id: null });
  await phones.control('PUT', '/control/faults', { seed: 1 });
  expect(await resolveUnknownDials(contexts.worker, phones.telephony)).toEqual([]);
  company.time.pass(15_000);
  expect(await dial()).toBe(false);
  const [resolved] = await resolveUnknownDials(contexts.worker, phones.telephony);
  const calls = await made(desk);
  expect(calls).toHaveLength(1);
  expect(resolved).toEqual({ intentId: intent.id, decision: { kind: 'made', providerCallId: calls.at(-1)?.callSid } });
  expect(await intentOf(intent.id)).toMatchObject({ state: 'dialled', provider_call_id: calls.at(-1)?.callSid });
  await company.query('update devices set address = $1 where address = $2', [DESK, desk]);
});

test.each<[string, 'saved' | 'leg' | 'unknown']>([
  ['is known', 'saved'],
  ['is known by what was told of its leg', 'leg'],
  ['is not known either', 'unknown'],
])('a click does not take the call that rang the same telephone for a waiting caller, whose own %s', async (_, known) => {
  const desk = `sip:ivan-${known}@pbx.example`;
  await phones.control('PUT', '/control/phones', { address: desk, kind: 'sip', behaviour: 'manual' });
  await company.query('update devices set address = $1 where address = $2', [desk, DESK]);
  const [device] = await company.query('select id from devices where address = $1', [desk]);
  const call = randomUUID();
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, department_id, started_at, version)
     values ($1, 'twilio', $2, 'inbound', 'ringing', '', $3, $4, $5, 1)`,
    [call, `CA${randomUUID().replaceAll('-', '')}`, OURS, company.sales, company.time.now],
  );
  await company.query(
    `insert into queue_places (call_id, department_id, step, block, since, until, strategy, ring_seconds, state)
     values ($1, $2, 1, 'queue', $3, $3::timestamptz + interval '10 minutes', 'in-order', 20, 'waiting')`,
    [call, company.sales, company.time.now],
  );
  await company.query(
    `insert into queue_offers (id, call_id, step, person_id, device_id, address, caller_id, offered_at, ring_until)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $7::timestamptz + interval '20 seconds')`,
    [randomUUID(), call, company.people.ivan.id, device?.id, desk, OURS, company.time.now],
  );
  const joinUrlsOf = ({ callId }: { callId: string }) => dialUrlsOf('http://127.0.0.1:9', callId);
  await dialQueueOffer(contexts.worker, { telephony: phones.telephony, defaultRegion: 'BG', joinUrlsOf, waitUrlOf: () => '' });
  const [rung] = await made(desk);
  expect(await company.query('select provider_call_id from queue_offers where call_id = $1', [call])).toEqual([
    { provider_call_id: rung?.callSid },
  ]);
  if (known !== 'saved') await company.query('update queue_offers set provider_call_id = null where call_id = $1', [call]);
  if (known === 'leg') {
    await company.query(
      `insert into legs (id, call_id, provider, provider_call_id, role, address, state, started_at)
       values ($1, $2, 'twilio', $3, 'manager', $4, 'ringing', $5)`,
      [randomUUID(), call, rung?.callSid, desk, company.time.now],
    );
    await company.query('update queue_offers set dialled_at = null, over_at = offered_at where call_id = $1', [call]);
  }
  const intent = await click();
  await company.query(`update dial_intents set state = 'dialling', claimed_at = $2 where id = $1`, [intent.id, company.time.now]);
  company.time.pass(15_000);
  expect(await resolveUnknownDials(contexts.worker, phones.telephony)).toEqual([]);
  company.time.pass(80_000);
  await resolveUnknownDials(contexts.worker, phones.telephony);
  expect(await intentOf(intent.id)).toMatchObject({ state: 'failed', reason: 'not-dialled', provider_call_id: null });
  await company.query('update devices set address = $1 where address = $2', [DESK, desk]);
  await company.query('delete from queue_offers; delete from queue_places; delete from legs; delete from calls');
});

test('a worker that died before it asked leaves a click that fails, and is not dialled', async () => {
  const before = (await made()).length;
  const intent = await click();
  // So that the calls of other tests, to the same desk phone, are further away than a minute.
  company.time.pass(600_000);
  await company.query(`update dial_intents set state = 'dialling', claimed_at = $2 where id = $1`, [intent.id, company.time.now]);
  company.time.pass(60_000);
  expect(await resolveUnknownDials(contexts.worker, phones.telephony)).toEqual([]);
  company.time.pass(31_000);
  await resolveUnknownDials(contexts.worker, phones.telephony);
  expect(await intentOf(intent.id)).toMatchObject({ state: 'failed', reason: 'not-dialled' });
  expect(await made()).toHaveLength(before);
});

test('what waited for two minutes is not dialled any more', async () => {
  const intent = await click();
  company.time.pass(120_000);
  expect(await dial()).toBe(false);
  expect(await intentOf(intent.id)).toMatchObject({ state: 'failed', reason: 'expired' });
});

test.each([
  [
    'refuses the number',
    new DomainError('INVALID', 'no', { unknown: false, reason: 'number-refused' }),
    { state: 'refused', reason: 'number-refused' },
  ],
  [
    'does not know our account',
    new DomainError('UNAVAILABLE', 'no', { unknown: false, reason: 'unauthorised' }),
    { state: 'failed', reason: 'unauthorised' },
  ],
  ['asks for patience', new DomainError('TOO_MANY', 'no', { unknown: false }), { state: 'waiting', reason: null, claimed_at: null }],
  ['breaks off', new DomainError('UNAVAILABLE', 'no', { unknown: true }), { state: 'dialling' }],
  ['fails in a way nobody foresaw', new Error('boom'), { state: 'dialling' }],
])('a provider that %s', async (_, error, expected) => {
  const intent = await click();
  await dial({ ...phones.telephony, createCall: () => Promise.reject(error) });
  expect(await intentOf(intent.id)).toMatchObject(expected);
});
