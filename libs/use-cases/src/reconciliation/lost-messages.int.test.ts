import type { CallSignal, LegStatus, SignalLeg } from '@ringbase/domain';
import { callIdOf, legIdOf, type ProviderCall, type ProviderRecording, type Telephony } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { reconcile } from './reconcile.js';

const OURS = '+35924000001';
const CLIENT = '+359881234567';
const DESK = 'sip:ivan@pbx.example';
const SEED = 20_260_302;
const STORIES = 120;

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  const { ivan } = company.people;
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    OURS,
    company.sales,
  ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [ivan.id, DESK]);
  const clientId = await company.addClient(ivan.id);
  await company.addApplication(clientId, ivan.id, company.sales);
  await company.query('insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, $2, $2)', [clientId, CLIENT]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

/** mulberry32: small, seeded, good enough to choose what is lost. */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One call as the phone company has it, and all that it would tell of it. */
type Story = { root: string; messages: CallSignal[]; calls: ProviderCall[]; recordings: ProviderRecording[] };
const kinds = ['answered', 'nobody-answers', 'given-up', 'declined'] as const;
type Shape = { kind: (typeof kinds)[number]; from: string; talk: number };

const sid = (letters: string, number: number) => `${letters}${number.toString(16).padStart(32, '0')}`;

function tellStory(number: number, { kind, from, talk }: Shape, began: Date): Story {
  const at = (seconds: number) => new Date(began.getTime() + seconds * 1000);
  const [root, child, recording] = [sid('CA', number * 2), sid('CA', number * 2 + 1), sid('RE', number)];
  const provider = 'twilio';
  const callId = callIdOf(provider, root);
  const legOf = (id: string): SignalLeg => ({
    legId: legIdOf(provider, id),
    providerCallId: id,
    parentProviderCallId: id === root ? null : root,
    from: id === root ? from : OURS,
    to: id === root ? OURS : DESK,
    direction: id === root ? 'inbound' : 'outbound',
  });
  const base = (key: string, id: string) => ({ key: `${root}:${key}`, provider, callId, rootProviderCallId: root, leg: legOf(id) });
  const progress = (id: string, status: LegStatus, when: number, seconds: number | null = null): CallSignal => ({
    ...base(`${id}:${status}`, id),
    kind: 'leg-progress',
    status,
    at: at(when),
    seconds,
    sequence: null,
    step: id === root ? null : 1,
    intentId: null,
  });
  const answered = kind === 'answered';
  const end = answered ? 5 + talk : 20;
  const childEnd: LegStatus = { answered: 'completed', 'nobody-answers': 'no-answer', 'given-up': 'canceled', declined: 'busy' }[
    kind
  ] as LegStatus;
  const rootEnd: LegStatus = kind === 'given-up' ? 'no-answer' : 'completed';
  const ends: CallSignal = {
    ...base('ring-finished', root),
    kind: 'ring-finished',
    status: childEnd,
    legProviderCallId: child,
    bridged: answered,
    seconds: answered ? talk : null,
    callerGone: true,
    step: 1,
    plan: 'script',
  };
  const recorded: CallSignal = {
    ...base('recording', root),
    kind: 'recording',
    status: 'completed',
    providerRecordingId: recording,
    recordingKind: 'conversation',
    channels: 2,
    seconds: talk,
    startedAt: at(5),
    step: 1,
  };
  const listed = (id: string, status: LegStatus, seconds: number | null): ProviderCall => ({
    ...base('', id),
    status,
    createdAt: at(id === root ? 0 : 1),
    startedAt: at(id === root ? 0 : 1),
    endedAt: at(end),
    seconds,
  });
  return {
    root,
    messages: [
      { ...base('inbound', root), kind: 'inbound' },
      progress(child, 'initiated', 1),
      progress(child, 'ringing', 2),
      ...(answered ? [progress(child, 'answered', 5)] : []),
      progress(child, childEnd, end, answered ? talk : 0),
      ends,
      progress(root, rootEnd, end, kind === 'given-up' ? 0 : end),
      ...(answered ? [recorded] : []),
    ],
    calls: [listed(root, rootEnd, kind === 'given-up' ? 0 : end), listed(child, childEnd, answered ? talk : 0)],
    recordings: answered
      ? [
          {
            provider,
            callId,
            leg: legOf(root),
            providerRecordingId: recording,
            status: 'completed',
            recordingKind: 'conversation',
            channels: 2,
            seconds: talk,
            startedAt: at(5),
          },
        ]
      : [],
  };
}

/** A phone company that tells nothing by itself. */
function listing(stories: readonly Story[]): Telephony {
  const port = {
    provider: 'twilio',
    async *listCalls() {
      yield* stories.flatMap((story) => story.calls);
    },
    async *listRecordings() {
      yield* stories.flatMap((story) => story.recordings);
    },
    findCall: async (id: string) => stories.flatMap((story) => story.calls).find((call) => call.leg.providerCallId === id) ?? null,
  };
  return port as Partial<Telephony> as Telephony;
}

/**
 * What must be the same. Not among it: moments and durations (the list knows seconds, and when a leg was answered it does not say), the step and the offers
 * that a lost message named, the route's trace, and, of legs that were not connected, by which words they ended.
 */
async function rowsOf(root: string): Promise<unknown> {
  const id = callIdOf('twilio', root);
  const [call] = await company.query(
    `select state, outcome, direction, dialled, caller_raw, caller_e164, department_id, client_id, application_id, answered_by_person_id from calls where id = $1`,
    [id],
  );
  const legs = await company.query(
    `select role, address, person_id, state, outcome = 'connected' as connected from legs where call_id = $1 order by role`,
    [id],
  );
  const recordings = await company.query(
    'select kind, state, next_attempt_at is not null as due, channels from recordings where call_id = $1',
    [id],
  );
  return { call, legs, recordings };
}

test(`any set of lost messages and a look at the provider end in the rows that all messages make (seed ${SEED})`, async () => {
  const chance = makeChance(SEED);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
  const { worker } = contexts;
  const told: { whole: Story; holed: Story; lost: string[] }[] = [];
  for (let number = 0; number < STORIES; number += 1) {
    const shape: Shape = { kind: pick(kinds), from: pick([CLIENT, '+359881000077', 'anonymous']), talk: 10 + Math.floor(chance() * 100) };
    const [whole, holed] = [0, 1].map((half) => tellStory(number * 2 + half, shape, company.time.now)) as [Story, Story];
    for (const message of whole.messages) await recordCallSignal(worker, message, { defaultRegion: 'BG' });
    const share = pick([0.1, 0.5, 0.9, 1]);
    const lost = holed.messages.filter(() => chance() < share);
    for (const message of holed.messages.filter((one) => !lost.includes(one)))
      await recordCallSignal(worker, message, { defaultRegion: 'BG' });
    told.push({ whole, holed, lost: lost.map((message) => message.key) });
  }
  company.time.pass(10 * 60_000);
  const telephony = listing(told.flatMap(({ whole, holed }) => [whole, holed]));
  const since = new Date(company.time.now.getTime() - 3_600_000);
  const look = () => reconcile(worker, { telephony, defaultRegion: 'BG' }, { runId: worker.ids(), since, requestedBy: null });
  expect((await look()).differences).toBeGreaterThan(STORIES / 2);
  for (const { whole, holed, lost } of told)
    expect({ lost, ...((await rowsOf(holed.root)) as object) }).toEqual({ lost, ...((await rowsOf(whole.root)) as object) });
  expect(await company.query(`select from calls where state <> 'ended'`)).toEqual([]);
  // Whatever was whole needed nothing, and what was mended needs nothing more.
  expect((await look()).differences).toBe(0);
  const touched = (await company.query('select distinct call_id from reconciliation_differences')).map((row) => row.call_id);
  expect(told.filter(({ whole }) => touched.includes(callIdOf('twilio', whole.root)))).toEqual([]);
}, 90_000);
