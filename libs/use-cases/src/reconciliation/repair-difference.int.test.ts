import { randomUUID } from 'node:crypto';
import { callIdOf, type Telephony } from '@ringbase/telephony';
import { DIAL, OURS, type Scene, setReconciliationScene, until } from '../testing/reconciliation-scene.js';
import { closeForgotten } from './close-forgotten.js';
import type { Difference } from './difference.js';
import { dismissDifference } from './dismiss-difference.js';
import { listDifferences } from './list-differences.js';
import { reconcile } from './reconcile.js';
import { repairDifference } from './repair-difference.js';

let scene: Scene;
beforeAll(async () => {
  scene = await setReconciliationScene();
});
afterAll(() => scene?.close());
beforeEach(() => scene.reset());

const HOUR = 3_600_000;
const deps = (telephony: Telephony = scene.phones.telephony) => ({ telephony, defaultRegion: 'BG' });
const director = () => scene.director();
const repair = (id: string, telephony?: Telephony) => repairDifference(director(), deps(telephony), { id });
const refusal = (reason: string) => ({ code: 'CONFLICT', details: { reason } });
const look = () =>
  reconcile(scene.contexts.worker, deps(), {
    runId: randomUUID(),
    since: new Date(scene.company.time.now.getTime() - HOUR),
    requestedBy: null,
  });

async function addDifference(
  kind: string,
  providerId: string,
  more: { callId?: string; cause?: string; provider?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const { callId = null, cause = 'unknown', provider = 'twilio' } = more;
  await scene.company.query('insert into reconciliations (id, started_at, since) values ($1, $2, $2)', [id, scene.company.time.now]);
  await scene.company.query(
    `insert into reconciliation_differences (id, run_id, kind, provider, provider_id, call_id, cause, state, repaired, found_at)
     values ($1, $1, $2, $3, $4, $5, $6, 'needs-person', false, $7)`,
    [id, kind, provider, providerId, callId, cause, scene.company.time.now],
  );
  return id;
}
const recordingAtProvider = async () => {
  for await (const { providerRecordingId } of scene.phones.telephony.listRecordings({ since: new Date(0) })) return providerRecordingId;
  throw new Error('There is no recording');
};
const callOf = async (sid: string) =>
  (await scene.company.query('select state, outcome from calls where id = $1', [callIdOf('twilio', sid)]))[0];
const unknownSid = `CA${'0'.repeat(32)}`;

test('a missing leg is written down with its call', async () => {
  const { root, child } = await scene.talkAndHangUp();
  const id = await addDifference('leg-missing-here', child);
  expect(await repair(id)).toMatchObject({ state: 'repaired-by-person' });
  expect(await callOf(root)).toEqual({ state: 'ended', outcome: 'answered' });
});

test('a missing recording is written down with its call, and is due', async () => {
  const { root } = await scene.talkAndHangUp();
  await repair(await addDifference('recording-missing-here', await recordingAtProvider()));
  expect(await callOf(root)).toMatchObject({ state: 'ended' });
  expect(await scene.company.query('select state, next_attempt_at is not null as due from recordings')).toEqual([
    { state: 'in-progress', due: true },
  ]);
});

test('a recording that failed is fetched again, and one that is erased says so', async () => {
  await scene.talkAndHangUp();
  scene.company.time.pass(60_000);
  await look();
  const sid = await recordingAtProvider();
  await scene.company.query(`update recordings set state = 'failed', failure = 'timeout', next_attempt_at = null`);
  const id = await addDifference('recording-failed', sid, { cause: 'downloaded-late' });
  await repair(id);
  expect(await scene.company.query('select state, failure, next_attempt_at from recordings')).toEqual([
    { state: 'in-progress', failure: null, next_attempt_at: scene.company.time.now },
  ]);
  await scene.phones.control('POST', '/control/reset');
  await expect(repair(await addDifference('recording-failed', sid))).rejects.toMatchObject(refusal('erased-at-provider'));
});

test('an open call is closed as the provider tells, or because it knows it no more, and not while it goes on', async () => {
  const root = await scene.phoneIn();
  await until(async () => (await scene.legs()).find((leg) => leg.parentCallSid === root && leg.status === 'in-progress') ?? null);
  scene.company.time.pass(60_000);
  await look();
  const id = await addDifference('call-open-here', root, { callId: callIdOf('twilio', root) });
  await expect(repair(id)).rejects.toMatchObject(refusal('still-going-on-there'));
  await scene.phones.control('POST', '/control/reset');
  await repair(id);
  expect(await callOf(root)).toMatchObject({ state: 'ended' });
});

test.each([
  ['a call that nobody knows', 'call-missing-here', unknownSid, {}, 'provider-does-not-know'],
  ['a recording that is there no more', 'recording-missing-here', `RE${'0'.repeat(32)}`, {}, 'erased-at-provider'],
  ['what belongs to another phone company', 'call-missing-here', 'x-1', { provider: 'pbx' }, 'another-provider'],
  ['a click', 'dial-unknown', unknownSid, {}, 'nothing-to-do'],
])('%s cannot be repaired, says why, and stays', async (_, kind, providerId, more, reason) => {
  const id = await addDifference(kind, providerId, more);
  await expect(repair(id)).rejects.toMatchObject(refusal(reason));
  expect((await listDifferences(director(), { state: 'needs-person', limit: 50 })).total).toBe(1);
  expect(await scene.company.query('select from audit')).toEqual([]);
});

test('a phone company that does not answer leaves the difference as it is', async () => {
  const id = await addDifference('call-missing-here', unknownSid);
  await scene.phones.control('POST', '/control/reset');
  const silent = new Proxy(scene.phones.telephony, {
    get: (port, name) => (name === 'findCall' ? () => fetch('http://127.0.0.1:1') : Reflect.get(port, name)),
  });
  await expect(repair(id, silent)).rejects.toThrow();
  expect((await listDifferences(director(), { limit: 50 })).items).toMatchObject([{ state: 'needs-person' }]);
});

test('what is dismissed is closed with a note under one’s own name, cannot be repaired, and is not found again', async () => {
  await scene.talkAndHangUp();
  const sid = await recordingAtProvider();
  // Without its call it cannot be attached by itself.
  const blind = new Proxy(scene.phones.telephony, {
    get: (port, name) => (name === 'listCalls' ? async function* () {} : Reflect.get(port, name)),
  });
  scene.company.time.pass(60_000);
  const since = new Date(scene.company.time.now.getTime() - HOUR);
  const blindLook = () => reconcile(scene.contexts.worker, deps(blind), { runId: randomUUID(), since, requestedBy: null });
  expect((await blindLook()).differences).toBe(1);
  expect((await blindLook()).differences).toBe(0);
  const [{ id }] = (await listDifferences(director(), { kind: 'recording-missing-here', limit: 50 })).items as unknown as [{ id: string }];
  const dismissed = await dismissDifference(director(), { id, note: 'A test of the line' });
  expect(dismissed).toMatchObject({ state: 'dismissed', note: 'A test of the line', closedBy: { name: 'Dora' }, providerId: sid });
  expect(await dismissDifference(director(), { id, note: 'Again' })).toEqual(dismissed);
  await expect(repair(id)).rejects.toMatchObject(refusal('dismissed'));
  expect((await blindLook()).differences).toBe(0);
  expect(await scene.company.query('select act from audit')).toEqual([{ act: 'difference.dismissed' }]);
});

test('what needed a person and is repaired by a later look is closed by it', async () => {
  const { root } = await scene.talkAndHangUp();
  const id = await addDifference('call-missing-here', root);
  scene.company.time.pass(60_000);
  await look();
  expect((await listDifferences(director(), { kind: 'call-missing-here', limit: 50 })).items).toMatchObject([
    { id, state: 'repaired-by-itself', closedBy: null },
  ]);
  await expect(dismissDifference(director(), { id, note: 'Too late' })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('the list is filtered, and turned page by page', async () => {
  const ids = [];
  for (const [kind, cause] of [
    ['call-missing-here', 'callback-never-came'],
    ['recording-failed', 'could-not-be-kept'],
    ['leg-missing-here', 'callback-never-came'],
  ] as const) {
    scene.company.time.pass(1_000);
    ids.unshift(await addDifference(kind, `CA${ids.length}`, { cause }));
  }
  const first = await listDifferences(director(), { limit: 2 });
  const second = await listDifferences(director(), { limit: 2, cursor: first.next as string });
  expect([first.total, second.total, second.next]).toEqual([3, null, null]);
  expect([...first.items, ...second.items].map((item) => item.id)).toEqual(ids);
  expect((await listDifferences(director(), { cause: 'callback-never-came', limit: 50 })).total).toBe(2);
  expect((await listDifferences(director(), { state: 'dismissed', limit: 50 })).total).toBe(0);
  await expect(listDifferences(director(), { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID' });
});

test('a curator reads and a manager does not see that there is anything', async () => {
  const id = await addDifference('call-missing-here', unknownSid);
  const { kira, ivan } = scene.company.people;
  expect((await listDifferences(scene.contexts.as(kira), { limit: 50 })).total).toBe(1);
  expect((await listDifferences(scene.contexts.as(ivan), { limit: 50 })).total).toBe(0);
  await expect(repairDifference(scene.contexts.as(ivan), deps(), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a hundred long calls hide no forgotten one', async () => {
  const { company, contexts, phones } = scene;
  scene.answerWith(DIAL);
  const root = await scene.phoneIn();
  await until(async () => (await scene.legs()).find((leg) => leg.parentCallSid === root && leg.status === 'in-progress') ?? null);
  company.time.pass(60_000);
  await look();
  // Older ones that do go on, as far as the phone company is asked.
  const began = new Date(company.time.now.getTime() - 2 * HOUR);
  await company.query(
    `with made as (insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, started_at, version)
       select gen_random_uuid(), 'twilio', 'long-' || n, 'inbound', 'connected', '+359881000009', $2, $1, 1 from generate_series(1, 205) n returning id)
     insert into call_events (call_id, number, key, kind, body, at) select id, 1, 'received', 'received', '{}', $1 from made`,
    [began, OURS],
  );
  const asked: string[] = [];
  const knowsLongOnes = new Proxy(phones.telephony, {
    get: (port, name) =>
      name === 'findCall'
        ? async (sid: string) => {
            asked.push(sid);
            return sid.startsWith('long-') ? { status: 'answered' } : null;
          }
        : Reflect.get(port, name),
  });
  company.time.pass(HOUR);
  const noted: Difference[] = [];
  await closeForgotten(contexts.worker, deps(knowsLongOnes), async (difference) => void noted.push(difference));
  expect(new Set(asked).size).toBe(206);
  expect(asked).toHaveLength(206);
  expect(noted).toMatchObject([{ kind: 'call-open-here', providerId: root, cause: 'provider-does-not-know', repaired: true }]);
  expect(await callOf(root)).toMatchObject({ state: 'ended' });
});
