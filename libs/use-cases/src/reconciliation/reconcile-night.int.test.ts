import { DomainError, decideNight, stepsOfNight } from '@ringbase/domain';
import { callIdOf, type Telephony } from '@ringbase/telephony';
import { OURS, type Scene, setReconciliationScene, until } from '../testing/reconciliation-scene.js';
import { listDifferences } from './list-differences.js';
import { listProofs } from './list-proofs.js';
import { reconcileNightIfDue } from './reconcile-night-if-due.js';
import { repairDifference } from './repair-difference.js';

let scene: Scene;
beforeAll(async () => {
  scene = await setReconciliationScene();
});
afterAll(() => scene?.close());
beforeEach(() => scene.reset());

const HOUR = 3_600_000;
const deps = (telephony: Telephony = scene.phones.telephony) => ({ telephony, defaultRegion: 'BG', pause: async () => undefined });
const step = (telephony?: Telephony) => reconcileNightIfDue(scene.contexts.worker, deps(telephony));
const director = () => scene.director();

/** Just after the next three o'clock in Sofia that is two hours away at least: what ended within the hour before it is not judged yet. */
function goToNight(): void {
  const { time } = scene.company;
  time.pass(2 * HOUR);
  const { night } = decideNight(time.now, 'Europe/Sofia');
  while (decideNight(time.now, 'Europe/Sofia').night === night) time.pass(HOUR / 4);
}

async function wholeNight(telephony?: Telephony): Promise<number> {
  for (let steps = 1; ; steps += 1) if ((await step(telephony))?.finished !== false) return steps;
}

const found = async () =>
  (await scene.company.query('select kind, cause, state from reconciliation_differences order by kind, cause')).map(
    ({ kind, cause, state }) => `${kind} ${cause} ${state}`,
  );
const differenceOf = async (kind: string) =>
  (await scene.company.query('select id from reconciliation_differences where kind = $1', [kind]))[0]!.id as string;

test('a call of the week that nobody told us of is written down at night, with the cause, and the proof is green', async () => {
  const { root } = await scene.talkAndHangUp();
  goToNight();
  const steps = stepsOfNight(decideNight(scene.company.time.now, 'Europe/Sofia')).length;
  expect(await wholeNight()).toBe(steps);
  expect(await found()).toEqual([
    'call-missing-here callback-never-came repaired-by-itself',
    'leg-missing-here callback-never-came repaired-by-itself',
    'recording-missing-here callback-never-came repaired-by-itself',
  ]);
  const [proof] = await listProofs(director());
  // The recording has been found and not been fetched yet.
  expect(proof).toMatchObject({ calls: 1, callsUnwritten: 0, recordings: 1, recordingsUnsettled: 1, differences: 3, differencesOpen: 0 });
  expect(proof?.reasons).toMatchObject([
    { of: 'recording', reason: 'not-fetched-yet', count: 1, sample: [{ callId: callIdOf('twilio', root) }] },
  ]);
  await scene.company.query(`update recordings set state = 'attached', next_attempt_at = null`);
  scene.company.time.pass(24 * HOUR);
  await wholeNight();
  expect((await listProofs(director()))[0]).toMatchObject({
    calls: 1,
    callsUnwritten: 0,
    recordingsUnsettled: 0,
    differences: 0,
    reasons: [],
  });
  expect(await listProofs(scene.contexts.as(scene.company.people.ivan))).toEqual([]);
});

test('a night is one, whatever the number of workers; a second look that night finds nothing due', async () => {
  const worker = async () => {
    const done = [];
    for (let round = await step(); round !== null; round = await step()) done.push(round);
    return done;
  };
  const rounds = (await Promise.all([worker(), worker(), worker()])).flat();
  await until(async () => (await step()) === null || null);
  const steps = stepsOfNight(decideNight(scene.company.time.now, 'Europe/Sofia'));
  expect(new Set(rounds.map((round) => round.runId)).size).toBe(1);
  expect(rounds.map((round) => round.step).sort()).toEqual(steps.map(({ kind }) => kind).sort());
  expect(await step()).toBeNull();
  expect(await scene.company.query('select night from nightly_proofs')).toHaveLength(1);
  scene.company.time.pass(24 * HOUR);
  expect(await step()).not.toBeNull();
});

test('a worker that dies in the middle is followed when its lease has passed, at the step it was at', async () => {
  await scene.talkAndHangUp();
  goToNight();
  await step();
  const broken = new Proxy(scene.phones.telephony, {
    get: (port, name) =>
      name === 'listCalls'
        ? async function* () {
            yield* [];
            throw new Error('This worker has died');
          }
        : Reflect.get(port, name),
  });
  await expect(step(broken)).rejects.toThrow('died');
  const done = async () => (await scene.company.query('select steps_done from reconciliations'))[0]?.steps_done;
  expect(await done()).toBe(1);
  expect(await step()).toBeNull();
  scene.company.time.pass(10 * 60_000);
  expect(await step()).toMatchObject({ step: 'calls', finished: false });
  expect(await done()).toBe(2);
  await wholeNight();
  expect(await found()).toHaveLength(3);
  expect(await scene.company.query('select calls_seen, recordings_seen, finished_at is not null as finished from reconciliations')).toEqual(
    [{ calls_seen: 2, recordings_seen: 1, finished: true }],
  );
});

test('somebody in a conference whom nobody told us of is written down', async () => {
  scene.answerWith('<Response><Dial><Conference>a-room</Conference></Dial></Response>');
  const calls = [await scene.phoneIn(), await scene.phoneIn('+359881000002')];
  await until(async () => (await scene.phones.control<object[]>('GET', '/control/conferences?status=in-progress')).length === 1 || null);
  // Kept from the lists: what only a conference tells.
  const blind = new Proxy(scene.phones.telephony, {
    get: (port, name) => (name === 'listCalls' ? async function* () {} : Reflect.get(port, name)),
  });
  goToNight();
  await wholeNight(blind);
  expect(await found()).toEqual(Array(2).fill('participant-missing-here callback-never-came repaired-by-itself'));
  expect((await scene.company.query('select provider_call_id as sid from calls order by 1')).map(({ sid }) => sid)).toEqual(calls.sort());
});

test('a conference of calls that are over here waits for a person, who ends it; doing it again changes nothing', async () => {
  scene.answerWith('<Response><Dial><Conference>a-room</Conference></Dial></Response>');
  const calls = [await scene.phoneIn(), await scene.phoneIn('+359881000002')];
  await until(async () => (await scene.phones.control<object[]>('GET', '/control/conferences?status=in-progress')).length === 1 || null);
  goToNight();
  await wholeNight();
  await scene.company.query(`update legs set state = 'ended', ended_at = started_at`);
  await scene.company.query(`update calls set state = 'ended', ended_at = started_at`);
  await scene.company.query('truncate reconciliation_differences');
  scene.company.time.pass(24 * HOUR);
  await wholeNight();
  expect(await found()).toEqual(['conference-open-there unknown needs-person']);
  const id = await differenceOf('conference-open-there');
  const repaired = await repairDifference(director(), deps(), { id });
  expect(repaired).toMatchObject({ state: 'repaired-by-person', closedBy: { name: 'Dora' }, repaired: true });
  await until(async () => (await scene.legs()).every((leg) => !calls.includes(leg.callSid) || leg.status === 'completed') || null);
  expect(await repairDifference(director(), deps(), { id })).toEqual(repaired);
  expect(await scene.company.query('select act from audit')).toEqual([{ act: 'difference.repaired' }]);
});

test('who waits in a queue for a call that is over here is found once, and hung up on by a person', async () => {
  scene.answerWith('<Response><Enqueue waitUrl="">waiting</Enqueue></Response>');
  const root = await scene.phoneIn();
  await until(
    async () =>
      (await scene.phones.control<{ members?: object[] }[]>('GET', '/control/queues')).some((queue) =>
        JSON.stringify(queue).includes(root),
      ) || null,
  );
  goToNight();
  await wholeNight();
  await scene.company.query(`update legs set state = 'ended', ended_at = started_at`);
  await scene.company.query(`update calls set state = 'ended', ended_at = started_at`);
  await scene.company.query('truncate reconciliation_differences');
  for (const _ of ['the next night', 'and the one after']) {
    scene.company.time.pass(24 * HOUR);
    await wholeNight();
  }
  expect(await found()).toEqual(['queue-member-over-here unknown needs-person']);
  await repairDifference(director(), deps(), { id: await differenceOf('queue-member-over-here') });
  await until(async () => (await scene.legs()).find((leg) => leg.callSid === root)?.status === 'completed' || null);
  scene.company.time.pass(24 * HOUR);
  await wholeNight();
  expect((await listDifferences(director(), { state: 'needs-person', limit: 50 })).items).toEqual([]);
});

test('a recording that was called absent and is there after all is fetched; while it cannot be told a person is asked, night after night', async () => {
  await scene.talkAndHangUp();
  goToNight();
  await wholeNight();
  await scene.company.query(`update recordings set state = 'absent', next_attempt_at = null`);
  await scene.company.query('delete from call_signals');
  await scene.company.query('truncate reconciliation_differences');
  const settled = () => scene.company.query('select state, next_attempt_at is not null as due from recordings');
  await scene.company.query('alter table recordings add constraint none_is_due check (next_attempt_at is null)');
  try {
    for (const _ of ['the next night', 'and the one after']) {
      scene.company.time.pass(24 * HOUR);
      await wholeNight();
      expect(await found()).toEqual(['recording-not-attached callback-never-came needs-person']);
      expect(await settled()).toEqual([{ state: 'absent', due: false }]);
    }
  } finally {
    await scene.company.query('alter table recordings drop constraint none_is_due');
  }
  scene.company.time.pass(24 * HOUR);
  await wholeNight();
  expect(await found()).toEqual(['recording-not-attached callback-never-came repaired-by-itself']);
  expect(await settled()).toEqual([{ state: 'in-progress', due: true }]);
});

const knowsNoRecording = async () => null;
const tellsNothingReadable = async () => {
  throw new DomainError('UNAVAILABLE', 'Nothing to be read.', { reason: 'unreadable' });
};

test.each<[string, () => Promise<null>, string[]]>([
  ['the provider does not know is a difference', knowsNoRecording, ['recording-failed erased-at-provider needs-person']],
  ['the provider knows and tells nothing readable of is none, and holds up no night', tellsNothingReadable, []],
])('a recording that failed, is in no list and that %s', async (_, findRecording, expected) => {
  await scene.talkAndHangUp();
  goToNight();
  await wholeNight();
  await scene.company.query(`update recordings set state = 'failed', failure = 'timeout', next_attempt_at = null`);
  await scene.company.query('truncate reconciliation_differences');
  const unlisted = new Proxy(scene.phones.telephony, {
    get: (port, name) =>
      name === 'listRecordings' ? async function* () {} : name === 'findRecording' ? findRecording : Reflect.get(port, name),
  });
  scene.company.time.pass(24 * HOUR);
  await wholeNight(unlisted);
  expect(await found()).toEqual(expected);
});

test('another provider’s calls and recordings are left alone', async () => {
  const at = new Date(scene.company.time.now.getTime() - HOUR);
  await scene.company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, started_at, version)
     values (gen_random_uuid(), 'pbx', 'x-1', 'inbound', 'ringing', '100', $2, $1, 1)`,
    [at, OURS],
  );
  await scene.company.query(
    `insert into recordings (id, call_id, kind, provider, provider_recording_id, state, started_at) select gen_random_uuid(), id, 'conversation', 'pbx', 'r-1', 'failed', $1 from calls`,
    [at],
  );
  goToNight();
  await wholeNight();
  expect(await found()).toEqual([]);
  expect(await scene.company.query('select state from calls')).toEqual([{ state: 'ringing' }]);
});
