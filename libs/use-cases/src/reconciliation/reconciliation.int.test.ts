import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callIdOf } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type PhoneCompany, startPhoneCompany } from '../testing/start-phone-company.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { listReconciliations } from './list-reconciliations.js';
import { reconcile } from './reconcile.js';
import { reconcileIfDue } from './reconcile-if-due.js';
import { requestReconciliation } from './request-reconciliation.js';

const OURS = '+35924000001';
const CLIENT = '+359881234567';
const DESK = 'sip:ivan@pbx.example';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let phones: PhoneCompany;
let voice: Server;
let clientId: string;
let applicationId: string;

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
  await company.query('insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, $2, $2)', [clientId, CLIENT]);
  // Answers as the department's static plan would, and writes nothing down: all that we know afterwards the reconciler found.
  const twiml = `<Response><Dial timeout="20" record="record-from-answer-dual"><Sip>${DESK}</Sip></Dial></Response>`;
  voice = createServer((_, res) => res.setHeader('content-type', 'text/xml').end(twiml));
  await new Promise<void>((resolve) => voice.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  voice?.close();
  voice?.closeAllConnections();
  await company?.close();
  await Promise.all([database?.drop(), phones?.stop()]);
});

beforeEach(async () => {
  await phones.control('POST', '/control/reset');
  const { port } = voice.address() as AddressInfo;
  await phones.control('PUT', `/control/numbers/${encodeURIComponent(OURS)}`, { voiceUrl: `http://127.0.0.1:${port}/voice` });
  await phones.control('PUT', '/control/phones', { address: DESK, kind: 'sip', behaviour: 'answer', afterMs: 50 });
  await company.query(
    'truncate reconciliations, reconciliation_differences, recordings, legs, offers, call_events, call_signals, calls, callbacks, call_grants, dial_intents, outbox cascade',
  );
  company.time.now = new Date();
});

type Leg = { callSid: string; status: string; parentCallSid: string | null };

async function talk(): Promise<{ root: string; child: string }> {
  const { callSid } = await phones.control<{ callSid: string }>('POST', '/control/calls', { from: CLIENT, to: OURS });
  const legs = await until(async () => {
    const all = await phones.control<Leg[]>('GET', '/control/legs');
    return all.some((leg) => leg.parentCallSid === callSid && leg.status === 'in-progress') ? all : null;
  });
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  return { root: callSid, child: legs.find((leg) => leg.parentCallSid === callSid)!.callSid };
}

async function hangUp(root: string): Promise<void> {
  await phones.control('POST', `/control/calls/${root}/hangup`);
  await until(async () => ((await phones.control<Leg>('GET', `/control/legs/${root}`)).status === 'completed' ? true : null));
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Waited in vain');
}

const run = (runId: string = randomUUID()) =>
  reconcile(
    contexts.worker,
    { telephony: phones.telephony, defaultRegion: 'BG' },
    { runId, since: new Date(company.time.now.getTime() - 3_600_000), requestedBy: null },
  );
const kinds = async () =>
  (await company.query('select kind, repaired from reconciliation_differences order by found_at, id'))
    .map((row) => `${row.kind} ${row.repaired}`)
    .sort();
const callOf = async (root: string) => (await company.query('select * from calls where id = $1', [callIdOf('twilio', root)]))[0];

test('a call of which nobody told us is written down afterwards, with its legs, its client and its recording', async () => {
  const { root, child } = await talk();
  await hangUp(root);
  expect((await run()).differences).toBe(0);
  company.time.pass(30_000);
  expect(await run()).toMatchObject({ callsSeen: 2, recordingsSeen: 1, differences: 3 });
  expect(await kinds()).toEqual(['call-missing-here true', 'leg-missing-here true', 'recording-missing-here true']);
  expect(await callOf(root)).toMatchObject({
    state: 'ended',
    outcome: 'answered',
    direction: 'inbound',
    caller_e164: CLIENT,
    dialled: OURS,
    department_id: company.sales,
    client_id: clientId,
    application_id: applicationId,
    answered_by_person_id: company.people.ivan.id,
  });
  const legs = await company.query('select provider_call_id, state, outcome from legs order by provider_call_id');
  expect(legs).toEqual([root, child].sort().map((provider_call_id) => ({ provider_call_id, state: 'ended', outcome: 'connected' })));
  expect(await company.query('select state, next_attempt_at is not null as due from recordings')).toEqual([
    { state: 'in-progress', due: true },
  ]);
  expect(await company.query(`select name from outbox where kind = 'work'`)).toEqual([{ name: 'recordings.fetch' }]);
  expect(await company.query(`select from callbacks where state = 'open'`)).toEqual([]);
  expect((await run()).differences).toBe(0);
});

test('a call that runs is written down, and closed by a later look', async () => {
  const { root } = await talk();
  company.time.pass(60_000);
  await run();
  expect(await callOf(root)).toMatchObject({ state: 'connected', outcome: null });
  await hangUp(root);
  company.time.pass(60_000);
  await run();
  expect(await callOf(root)).toMatchObject({ state: 'ended', outcome: 'answered' });
  expect(await kinds()).toEqual(expect.arrayContaining(['call-missing-here true', 'call-open-here true', 'leg-missing-here true']));
  expect((await run()).differences).toBe(0);
});

test('a call that was given up while it rang is closed, and promised a call back', async () => {
  await phones.control('PUT', '/control/phones', { address: DESK, kind: 'sip', behaviour: 'no-answer' });
  const { callSid } = await phones.control<{ callSid: string }>('POST', '/control/calls', { from: CLIENT, to: OURS });
  await until(async () =>
    (await phones.control<Leg[]>('GET', '/control/legs')).some((leg) => leg.parentCallSid === callSid && leg.status === 'ringing')
      ? true
      : null,
  );
  await hangUp(callSid);
  company.time.pass(60_000);
  await run();
  expect(await callOf(callSid)).toMatchObject({ state: 'ended', outcome: 'missed' });
  expect(await company.query('select origin, client_id from callbacks')).toEqual([{ origin: 'missed-call', client_id: clientId }]);
});

test('a call that the phone company does not know any more is closed, and its manager can be called again', async () => {
  const { ivan } = company.people;
  const { root } = await talk();
  company.time.pass(60_000);
  await run();
  expect(await callOf(root)).toMatchObject({ state: 'connected' });
  const onCall = async () => company.query('select call_id from person_calls where person_id = $1', [ivan.id]);
  expect(await onCall()).toEqual([{ call_id: callIdOf('twilio', root) }]);
  // The phone company forgets everything, as its simulator does when it is started anew.
  await phones.control('POST', '/control/reset');
  company.time.pass(3 * 60_000);
  await run();
  expect(await callOf(root)).toMatchObject({ state: 'connected' });
  company.time.pass(3 * 60_000);
  await run();
  const call = (await callOf(root)) as { state: string; outcome: string; ended_at: Date; started_at: Date };
  expect(call).toMatchObject({ state: 'ended', outcome: 'answered' });
  expect(call.ended_at.getTime() - call.started_at.getTime()).toBeLessThan(60_000);
  expect(await onCall()).toEqual([]);
  expect(await company.query(`select from legs where state <> 'ended'`)).toEqual([]);
  expect(await kinds()).toContain('call-open-here true');
});

test('a long call of which nothing is told is asked for, and left alone while it runs', async () => {
  const { root } = await talk();
  company.time.pass(60_000);
  await run();
  company.time.pass(60 * 60_000);
  await run();
  expect(await callOf(root)).toMatchObject({ state: 'connected' });
  await hangUp(root);
});

test('a recording that is expected in vain is absent ten minutes after the call', async () => {
  await phones.control('PUT', '/control/phones', { address: DESK, kind: 'sip', behaviour: 'decline' });
  const { callSid } = await phones.control<{ callSid: string }>('POST', '/control/calls', { from: CLIENT, to: OURS });
  await until(async () => ((await phones.control<Leg>('GET', `/control/legs/${callSid}`)).status === 'completed' ? true : null));
  company.time.pass(60_000);
  await run();
  const callId = callIdOf('twilio', callSid);
  await company.query(
    `insert into recordings (id, call_id, kind, step, provider, state, started_at) values (gen_random_uuid(), $1, 'conversation', 1, 'twilio', 'expected', $2)`,
    [callId, company.time.now],
  );
  await run();
  expect(await company.query('select state from recordings')).toEqual([{ state: 'expected' }]);
  company.time.pass(11 * 60_000);
  await company.query('truncate outbox, reconciliation_differences');
  await run();
  expect(await company.query('select state from recordings')).toEqual([{ state: 'absent' }]);
  expect(await kinds()).toEqual(['recording-not-attached true']);
  expect(await company.query('select name from outbox')).toEqual([{ name: 'changed' }]);
});

test('every five minutes one replica looks, whatever their number', async () => {
  const look = () => reconcileIfDue(contexts.worker, { telephony: phones.telephony, defaultRegion: 'BG' });
  const looks = await Promise.all([look(), look(), look()]);
  expect(looks.filter((result) => result !== null)).toHaveLength(1);
  company.time.pass(299_000);
  expect(await look()).toBeNull();
  company.time.pass(1_000);
  expect(await look()).not.toBeNull();
});

test('a clock that was set back does not put the looks off, and begins each where the last one was by it', async () => {
  const look = () => reconcileIfDue(contexts.worker, { telephony: phones.telephony, defaultRegion: 'BG' });
  const right = company.time.now;
  await look();
  company.time.pass(24 * 3_600_000);
  expect(await look()).not.toBeNull();
  company.time.now = new Date(right.getTime() + 299_000);
  expect(await look()).toBeNull();
  company.time.pass(1_000);
  expect(await look()).not.toBeNull();
  const [latest] = await company.query('select since from reconciliations where started_at = $1', [company.time.now]);
  expect(latest).toEqual({ since: new Date(right.getTime() - 15 * 60_000) });
  company.time.pass(299_000);
  expect(await look()).toBeNull();
});

test('a director asks for a look, and reads what it found; a manager reads nothing', async () => {
  const { dora, kira, ivan } = company.people;
  const asked = await requestReconciliation(contexts.as(dora), {});
  const [work] = await company.query(`select name, body from outbox where kind = 'work'`);
  expect(work).toEqual({
    name: 'reconciliation.run',
    body: { runId: asked.id, since: new Date(company.time.now.getTime() - 86_400_000).toISOString() },
  });
  const { root } = await talk();
  await hangUp(root);
  company.time.pass(60_000);
  await run(asked.id);
  const seen = await listReconciliations(contexts.as(kira));
  expect(seen).toMatchObject([{ id: asked.id, finishedAt: expect.any(String), callsSeen: 2 }]);
  expect(seen[0]?.differences).toHaveLength(3);
  expect(await listReconciliations(contexts.as(ivan))).toEqual([]);
  expect((await company.query('select requested_by from reconciliations where id = $1', [asked.id]))[0]).toEqual({ requested_by: dora.id });
  await expect(requestReconciliation(contexts.as(dora), { since: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({ code: 'INVALID' });
});

test('a look that was asked for and whose job is lost is taken up by the loop ten minutes later', async () => {
  const { dora } = company.people;
  const deps = { telephony: phones.telephony, defaultRegion: 'BG' };
  const asked = await requestReconciliation(contexts.as(dora), {});
  const finished = async () => (await listReconciliations(contexts.as(dora))).find(({ id }) => id === asked.id)?.finishedAt;
  company.time.pass(9 * 60_000);
  await reconcileIfDue(contexts.worker, deps);
  expect(await finished()).toBeNull();
  company.time.pass(6 * 60_000);
  await reconcileIfDue(contexts.worker, deps);
  expect(await finished()).toBe(company.time.now.toISOString());
  expect(await company.query('select since, requested_by from reconciliations where id = $1', [asked.id])).toEqual([
    { since: new Date(Date.parse(asked.startedAt) - 86_400_000), requested_by: dora.id },
  ]);
});
