import { randomUUID } from 'node:crypto';
import { type CallSignal, DomainError } from '@ringbase/domain';
import { callIdOf, joinUrlsOf, legIdOf, musicUrlOf, recordingUrlOf, type Telephony } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeContext } from '../../context.js';
import { type PhoneCompany, startPhoneCompany } from '../../testing/start-phone-company.js';
import { makeTestContexts, type TestContexts } from '../../testing/test-contexts.js';
import { recordCallSignal } from '../record-call-signal.js';
import { getCallControl } from './get-call-control.js';
import { holdCall } from './hold-call.js';
import { mergeTransfer } from './merge-transfer.js';
import { muteOnCall } from './mute-on-call.js';
import { noteCall } from './note-call.js';
import { pauseRecording } from './pause-recording.js';
import { settleCalls } from './settle-calls.js';
import { transferCall } from './transfer-call.js';

const DESK = 'sip:ivan@pbx.example';
const NUMBER = '+35924000001';
let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let phones: PhoneCompany;

beforeAll(async () => {
  [database, phones] = await Promise.all([createTestDatabase(), startPhoneCompany()]);
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  const { ivan } = company.people;
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    NUMBER,
    company.sales,
  ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [ivan.id, DESK]);
});
afterAll(async () => {
  await company?.close();
  await Promise.all([database?.drop(), phones?.stop()]);
});

const sid = () => `CA${randomUUID().replaceAll('-', '')}`;

/** A call that Ivan has picked up, and of which the phone company knows nothing. */
async function talk(provider = 'twilio'): Promise<string> {
  const root = sid();
  const child = sid();
  const base = { provider, callId: callIdOf(provider, root), rootProviderCallId: root };
  const caller = { legId: legIdOf(provider, root), providerCallId: root, parentProviderCallId: null, from: '+359888123456', to: NUMBER };
  const desk = { legId: legIdOf(provider, child), providerCallId: child, parentProviderCallId: root, from: NUMBER, to: DESK };
  const signals: CallSignal[] = [
    { ...base, key: `inbound:${root}`, kind: 'inbound', leg: { ...caller, direction: 'inbound' } },
    {
      ...base,
      key: `status:${child}`,
      kind: 'leg-progress',
      leg: { ...desk, direction: 'outbound' },
      status: 'answered',
      at: company.time.now,
      seconds: null,
      sequence: 0,
      step: 1,
      intentId: null,
    },
  ];
  for (const signal of signals) await recordCallSignal(contexts.worker, signal, { defaultRegion: 'BG' });
  return base.callId;
}

/** As the API does it: what he may do is judged by the call, which the house reads. */
const asIvan = () => as('ivan');
function as(name: 'ivan' | 'kira') {
  const { id, role } = company.people[name];
  return makeContext(contexts.worker, company.app, { personId: id, role, seesNumbers: true, timeZone: 'Europe/Sofia' });
}

/** Settles for `seconds`, and tells how often the phone company was asked to change a recording. */
async function settleFor(seconds: number, changeRecording: Telephony['changeRecording']): Promise<number> {
  let asked = 0;
  const telephony: Telephony = {
    ...phones.telephony,
    changeRecording(...of) {
      asked += 1;
      // An answer takes its time.
      company.time.pass(7);
      return changeRecording(...of);
    },
  };
  for (let passed = 0; passed < seconds; passed += 0.5) {
    await settleCalls(contexts.worker, {
      telephony,
      joinUrlsOf: (at) => joinUrlsOf('http://127.0.0.1:9', at),
      recordingUrlOf: (at) => recordingUrlOf('http://127.0.0.1:9', at),
      musicUrlOf: (soundId) => musicUrlOf('http://127.0.0.1:9', soundId),
    });
    company.time.pass(500);
  }
  return asked;
}
const failures = (callId: string) => company.query(`select body from call_events where call_id = $1 and kind = 'control-failed'`, [callId]);

test('what cannot be done is tried five times and told once, until somebody wants something else', async () => {
  const callId = await talk();
  await pauseRecording(asIvan(), { callId, key: randomUUID(), carrier: 'twilio' });
  // Nothing of it is recorded there.
  expect(await settleFor(120, phones.telephony.changeRecording)).toBe(5);
  expect(await failures(callId)).toEqual([{ body: { want: 'recording', reason: 'NOT_FOUND' } }]);
  expect(await company.query('select due_at from call_controls where call_id = $1', [callId])).toEqual([{ due_at: null }]);
});

test('what the phone company cannot do at present is told once, and tried on, slowly', async () => {
  const callId = await talk();
  await pauseRecording(asIvan(), { callId, key: randomUUID(), carrier: 'twilio' });
  const gone = () => Promise.reject(new DomainError('UNAVAILABLE', 'The phone company has failed.'));
  const asked = await settleFor(120, gone);
  expect(asked).toBeGreaterThan(6);
  expect(asked).toBeLessThan(10);
  expect(await failures(callId)).toHaveLength(1);
  expect(await settleFor(40, () => Promise.resolve())).toBe(1);
  expect(await company.query('select due_at, recording from call_controls where call_id = $1', [callId])).toEqual([
    { due_at: null, recording: 'dial:paused' },
  ]);
});

test.each(['telnyx', 'pbx'])(
  'a call that %s carries is refused what only the phone company itself can do, and says so beforehand',
  async (provider) => {
    const callId = await talk(provider);
    const ivan = asIvan();
    const wish = { callId, key: randomUUID(), carrier: phones.telephony.provider };
    const toGuest = { mode: 'blind', to: { kind: 'number', number: '+359888777000' } } as const;
    const wishes = [
      () => holdCall(ivan, wish),
      () => muteOnCall(ivan, { ...wish, muted: true }),
      () => pauseRecording(ivan, wish),
      () => mergeTransfer(ivan, wish),
      () => transferCall(ivan, { ...wish, ...toGuest }, { allowedCountries: [], dailyCap: 5 }),
    ];
    for (const ask of wishes) await expect(ask()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'other-carrier' } });
    expect(await getCallControl(ivan, { id: callId, carrier: wish.carrier })).toMatchObject({ talking: true, changeable: false });
    expect(await company.query('select 1 from call_controls where call_id = $1', [callId])).toEqual([]);
  },
);

test('what somebody on the line has noted is written in the audit log before he reads it; who only learns who talks has read nothing', async () => {
  const callId = await talk();
  await noteCall(asIvan(), { callId, key: randomUUID(), text: 'Call 0888 123 456 back' });
  await company.query('truncate audit');
  const read = (name: 'ivan' | 'kira') => getCallControl(as(name), { id: callId, carrier: 'twilio' });
  expect(await read('kira')).toMatchObject({ mine: false, notes: [], line: [{ person: { name: 'Ivan' } }] });
  expect(await company.query('select act from audit')).toEqual([]);
  expect(await read('ivan')).toMatchObject({ mine: true, notes: [{ text: 'Call 0888 123 456 back' }] });
  expect(await company.query('select act, actor_id, object_kind, object_ids from audit')).toEqual([
    { act: 'call.read', actor_id: company.people.ivan.id, object_kind: 'call', object_ids: [callId] },
  ]);
});
