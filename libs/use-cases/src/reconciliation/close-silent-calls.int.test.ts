import { callIdOf, parsePbxEvent, parsePbxRoute, renderPbxInstructions } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { declareCallOver } from '../calls/control/declare-call-over.js';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { addPbxKeyByCommand } from '../pbx/add-pbx-key-by-command.js';
import { recordPbxEvent } from '../pbx/record-pbx-event.js';
import { routePbxCall } from '../pbx/route-pbx-call.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { closeSilentCalls } from './close-silent-calls.js';
import { giveUpUnlistedRecordings } from './give-up-unlisted-recordings.js';

const HOUR = 3_600_000;
const NUMBER = '+35924000001';
let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Sales', 'BG')`, [
    NUMBER,
    company.sales,
  ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', 'sip:201@pbx.example')`, [
    company.people.ivan.id,
  ]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

test('a call whose end its exchange never tells is closed at the last that was heard, and nobody is on it for ever', async () => {
  const { worker } = contexts;
  const region = { defaultRegion: 'BG' };
  const listing = { ...region, telephony: { provider: 'twilio' } };
  const options = { ...region, publicUrl: 'https://ringbase.example', render: renderPbxInstructions };
  const asked = { callId: 'silent.1', dialled: NUMBER, caller: '+359888123456' };
  await routePbxCall(worker, parsePbxRoute(asked, 'BG'), options);
  company.time.pass(10_000);
  const answeredAt = company.time.now;
  const nothing = { leg: null, cause: null, dialled: null, caller: null };
  await recordPbxEvent(
    worker,
    { ...nothing, callId: 'silent.1', event: 'answer', at: answeredAt, extension: '201' },
    { ...region, parse: parsePbxEvent },
  );

  company.time.pass(4 * HOUR - 1000);
  expect(await closeSilentCalls(worker, listing)).toBe(0);
  company.time.pass(2000);
  expect(await closeSilentCalls(worker, listing)).toBe(1);
  expect(await closeSilentCalls(worker, listing)).toBe(0);
  const calls = await company.query('select state, outcome, answered_by_person_id, ended_at from calls where id = $1', [
    callIdOf('pbx', 'silent.1'),
  ]);
  expect(calls).toEqual([{ state: 'ended', outcome: 'answered', answered_by_person_id: company.people.ivan.id, ended_at: answeredAt }]);
  expect(await company.query('select from person_calls')).toEqual([]);
});

test('who is on a call whose end is not told says that it is over, and is free; who is not on it cannot', async () => {
  const { ivan, mira } = company.people;
  const region = { defaultRegion: 'BG' };
  const asked = { callId: 'silent.2', dialled: NUMBER, caller: '+359888123457' };
  await routePbxCall(contexts.worker, parsePbxRoute(asked, 'BG'), {
    ...region,
    publicUrl: 'https://ringbase.example',
    render: renderPbxInstructions,
  });
  await recordPbxEvent(
    contexts.worker,
    { callId: 'silent.2', event: 'answer', at: company.time.now, extension: '201', leg: null, cause: null, dialled: null, caller: null },
    { ...region, parse: parsePbxEvent },
  );
  company.time.pass(90_000);
  const over = { callId: callIdOf('pbx', 'silent.2'), key: 'over' };
  await expect(declareCallOver(contexts.as(mira), { ...over, carrier: 'twilio' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(declareCallOver(contexts.as(ivan), { ...over, carrier: 'pbx' })).rejects.toMatchObject({ code: 'CONFLICT' });
  for (const _ of [1, 2]) await declareCallOver(contexts.as(ivan), { ...over, carrier: 'twilio' });
  expect(await company.query('select from person_calls')).toEqual([]);
  expect(await company.query('select state, outcome, ended_at from calls where id = $1', [over.callId])).toEqual([
    { state: 'ended', outcome: 'answered', ended_at: company.time.now },
  ]);
  expect(await company.query(`select actor_id from audit where act = 'call.declared-over'`)).toEqual([{ actor_id: ivan.id }]);
  await company.query('delete from recordings where call_id = $1', [over.callId]);
});

test('so is one of a second phone company, while one of the company whose list is read is left to that', async () => {
  const { worker } = contexts;
  for (const provider of ['telnyx', 'twilio']) {
    const callId = callIdOf(provider, 'v3:silent');
    const leg = {
      legId: callId,
      providerCallId: 'v3:silent',
      parentProviderCallId: null,
      from: '+359888123456',
      to: NUMBER,
      direction: 'inbound' as const,
    };
    await recordCallSignal(
      worker,
      { kind: 'inbound', key: `${provider}:inbound`, provider, callId, rootProviderCallId: 'v3:silent', leg },
      { defaultRegion: 'BG' },
    );
  }
  company.time.pass(4 * HOUR + 1000);
  expect(await closeSilentCalls(worker, { defaultRegion: 'BG', telephony: { provider: 'twilio' } })).toBe(1);
  expect(await company.query(`select provider, state, outcome from calls where provider <> 'pbx' order by provider`)).toEqual([
    { provider: 'telnyx', state: 'ended', outcome: 'missed' },
    { provider: 'twilio', state: 'ringing', outcome: null },
  ]);
});

test('a recording that its exchange does not bring is absent in the end', async () => {
  const states = () => company.query(`select state, provider from recordings`);
  expect(await states()).toEqual([{ state: 'expected', provider: 'pbx' }]);
  company.time.pass(24 * HOUR - 1);
  await giveUpUnlistedRecordings(contexts.worker, 'twilio');
  await giveUpUnlistedRecordings(contexts.worker, 'twilio');
  expect(await states()).toEqual([{ state: 'absent', provider: 'pbx' }]);
});

test('one that a second phone company has named and never told the end of is asked for rather than given up', async () => {
  const callId = callIdOf('telnyx', 'v3:silent');
  const leg = {
    legId: callId,
    providerCallId: 'v3:silent',
    parentProviderCallId: null,
    from: '',
    to: '',
    direction: 'inbound' as const,
  };
  await recordCallSignal(
    contexts.worker,
    {
      kind: 'recording',
      key: 'telnyx:recording',
      provider: 'telnyx',
      callId,
      rootProviderCallId: 'v3:silent',
      leg,
      status: 'in-progress',
      providerRecordingId: 'begun',
      recordingKind: 'conversation',
      channels: 2,
      seconds: null,
      startedAt: company.time.now,
      step: 1,
    },
    { defaultRegion: 'BG' },
  );
  const fetches = async () => (await company.query(`select body from outbox where name = 'recordings.fetch'`)).map(({ body }) => body);
  const lines = () => company.query(`select id, state, next_attempt_at from recordings where provider = 'telnyx'`);
  const [line] = await lines();
  for (const _ of ['once', 'and again']) await giveUpUnlistedRecordings(contexts.worker, 'twilio');
  expect(await lines()).toEqual([{ id: line?.id, state: 'in-progress', next_attempt_at: company.time.now }]);
  expect(await fetches()).toEqual([{ recordingId: line?.id }]);
});

test('a key by command is kept as its hash and accounted for', async () => {
  const key = await addPbxKeyByCommand(
    { clock: () => company.time.now, ids: contexts.worker.ids, databaseUrl: database.url },
    { name: 'FreeSWITCH' },
  );
  expect(await company.query('select name, hint, added_by from pbx_keys')).toEqual([
    { name: 'FreeSWITCH', hint: key.slice(0, 8), added_by: null },
  ]);
  expect(await company.query(`select act, actor_id from audit where object_kind = 'pbx-key'`)).toEqual([
    { act: 'pbx-key.added', actor_id: null },
  ]);
});
