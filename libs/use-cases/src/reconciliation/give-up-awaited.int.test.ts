import { randomUUID } from 'node:crypto';
import { DomainError, decideNight } from '@ringbase/domain';
import type { ProviderRecording, Telephony } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { type Scene, setReconciliationScene, until } from '../testing/reconciliation-scene.js';
import { reconcile } from './reconcile.js';
import { reconcileIfDue } from './reconcile-if-due.js';
import { reconcileNightIfDue } from './reconcile-night-if-due.js';
import { signalOfListedRecording } from './signal-of-listed-recording.js';

let scene: Scene;
beforeAll(async () => {
  scene = await setReconciliationScene();
});
afterAll(() => scene?.close());
beforeEach(() => scene.reset());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const deps = (telephony: Telephony = scene.phones.telephony) => ({ telephony, defaultRegion: 'BG' });
const look = (telephony?: Telephony) =>
  reconcile(scene.contexts.worker, deps(telephony), {
    runId: randomUUID(),
    since: new Date(scene.company.time.now.getTime() - 2 * HOUR),
    requestedBy: null,
  });
async function wholeNight(telephony?: Telephony): Promise<void> {
  const night = { ...deps(telephony), pause: async () => undefined };
  while ((await reconcileNightIfDue(scene.contexts.worker, night))?.finished === false);
}

/** The phone company, of whose recordings this is told: listed, and when one is asked for by its id. */
function saying({ listed, asked }: { listed: readonly ProviderRecording[]; asked: () => Promise<ProviderRecording | null> }): Telephony {
  const told: Pick<Telephony, 'listRecordings' | 'findRecording'> = {
    async *listRecordings() {
      yield* listed;
    },
    findRecording: asked,
  };
  return new Proxy(scene.phones.telephony, {
    get: (port, name) => (name === 'listRecordings' || name === 'findRecording' ? told[name] : Reflect.get(port, name)),
  });
}
const unlisted = (found: ProviderRecording | null) => saying({ listed: [], asked: async () => found });
const both = (found: ProviderRecording) => saying({ listed: [found], asked: async () => found });

/** A call that is over, whose recording we were told the beginning of and nothing more. */
async function talkWithLostEnd(): Promise<ProviderRecording> {
  await scene.talkAndHangUp();
  const finished = await until(async () => {
    for await (const recording of scene.phones.telephony.listRecordings({ since: new Date(0) }))
      if (recording.status === 'completed') return recording;
    return null;
  });
  scene.company.time.pass(MINUTE);
  await look(unlisted(null));
  const begun = { ...signalOfListedRecording(finished), status: 'in-progress' as const, seconds: null };
  await recordCallSignal(scene.contexts.worker, { ...begun, key: `told:${finished.providerRecordingId}` }, deps());
  await scene.company.query('truncate outbox, reconciliation_differences');
  return finished;
}
const stillAtIt = (recording: ProviderRecording): ProviderRecording => ({ ...recording, status: 'in-progress', seconds: null });

const lines = async () =>
  (await scene.company.query('select state, next_attempt_at is not null as due from recordings')).map(
    ({ state, due }) => `${state}${due ? ' due' : ''}`,
  );
const found = async () =>
  (await scene.company.query('select kind, cause, state from reconciliation_differences order by found_at')).map(
    ({ kind, cause, state }) => `${kind} ${cause} ${state}`,
  );

test('a recording that the phone company is at long after its call is awaited, and fetched when it is finished', async () => {
  const finished = await talkWithLostEnd();
  scene.company.time.pass(11 * MINUTE);
  await look(both(stillAtIt(finished)));
  expect([await lines(), await found()]).toEqual([['in-progress'], []]);
  await look();
  expect([await lines(), await found()]).toEqual([['in-progress due'], ['recording-not-attached callback-never-came repaired-by-itself']]);
  expect(await scene.company.query(`select name from outbox where kind = 'work'`)).toEqual([{ name: 'recordings.fetch' }]);
});

test('at night, too, whatever the lists of other rounds were', async () => {
  const finished = await talkWithLostEnd();
  scene.company.time.pass(2 * HOUR);
  const { night } = decideNight(scene.company.time.now, 'Europe/Sofia');
  while (decideNight(scene.company.time.now, 'Europe/Sofia').night === night) scene.company.time.pass(HOUR / 4);
  await wholeNight(unlisted(stillAtIt(finished)));
  expect([await lines(), await found()]).toEqual([['in-progress'], []]);
  expect((await scene.company.query('select reasons from nightly_proofs'))[0]?.reasons).toMatchObject([
    { of: 'recording', reason: 'end-never-told', count: 1 },
  ]);
  scene.company.time.pass(24 * HOUR);
  await wholeNight(unlisted(finished));
  expect(await lines()).toEqual(['in-progress due']);
});

test('one whose end cannot be written waits for a person, is not given up, and is mended by a later look', async () => {
  await talkWithLostEnd();
  scene.company.time.pass(11 * MINUTE);
  await scene.company.query('alter table recordings add constraint none_is_due check (next_attempt_at is null)');
  try {
    for (const _ of ['now', 'and again']) {
      await look();
      expect([await lines(), await found()]).toEqual([['in-progress'], ['recording-not-attached callback-never-came needs-person']]);
    }
  } finally {
    await scene.company.query('alter table recordings drop constraint none_is_due');
  }
  await look();
  expect([await lines(), await found()]).toEqual([['in-progress due'], ['recording-not-attached callback-never-came repaired-by-itself']]);
});

test.each([
  ['is there', (one: ProviderRecording) => one, 'in-progress due', 'callback-never-came'],
  ['was empty', (one: ProviderRecording) => ({ ...one, status: 'absent' as const, seconds: null }), 'absent', 'callback-never-came'],
  ['was erased', (one: ProviderRecording) => ({ ...one, status: 'absent' as const, erased: true }), 'absent', 'erased-at-provider'],
  ['is not known', () => null, 'absent', 'provider-does-not-know'],
])('one that the list does not show is asked for, and becomes what it is: it %s', async (_, says, line, cause) => {
  const finished = await talkWithLostEnd();
  await look(unlisted(says(finished)));
  expect([await lines(), await found()]).toEqual([['in-progress'], []]);
  scene.company.time.pass(11 * MINUTE);
  for (const _again of ['once', 'and again']) await look(unlisted(says(finished)));
  expect([await lines(), await found()]).toEqual([[line], [`recording-not-attached ${cause} repaired-by-itself`]]);
});

test('a phone company that does not answer says nothing of it', async () => {
  await talkWithLostEnd();
  scene.company.time.pass(11 * MINUTE);
  await look(saying({ listed: [], asked: () => Promise.reject(new DomainError('UNAVAILABLE', 'Nobody answers')) }));
  expect([await lines(), await found()]).toEqual([['in-progress'], []]);
});

test.each([
  ['is finished after all is fetched', (one: ProviderRecording) => one, ['in-progress due'], 1],
  ['was empty stays so', (one: ProviderRecording) => ({ ...one, status: 'absent' as const, seconds: null }), ['absent'], 0],
  ['was deleted there stays so', (one: ProviderRecording) => ({ ...one, status: 'absent' as const, erased: true }), ['absent'], 0],
])('one that was called absent and %s', async (_, says, expected, differences) => {
  const finished = await talkWithLostEnd();
  scene.company.time.pass(11 * MINUTE);
  await look(unlisted(null));
  expect(await lines()).toEqual(['absent']);
  expect((await look(both(says(finished)))).differences).toBe(differences);
  expect(await lines()).toEqual(expected);
  expect((await look(both(says(finished)))).differences).toBe(0);
});

test('one that is never finished there is asked for in every look, and no list reaches back to it', async () => {
  const finished = await talkWithLostEnd();
  let asked = 0;
  const telephony = saying({
    listed: [],
    asked: async () => {
      asked += 1;
      return stillAtIt(finished);
    },
  });
  scene.company.time.pass(HOUR);
  await reconcileIfDue(scene.contexts.worker, deps(telephony));
  scene.company.time.pass(5 * MINUTE);
  await reconcileIfDue(scene.contexts.worker, deps(telephony));
  expect(asked).toBe(2);
  const [last] = await scene.company.query('select since from reconciliations order by started_at desc limit 1');
  expect(last).toEqual({ since: new Date(scene.company.time.now.getTime() - 20 * MINUTE) });
  await reconcile(scene.contexts.worker, deps(unlisted(finished)), {
    runId: randomUUID(),
    since: scene.company.time.now,
    requestedBy: null,
  });
  expect(await lines()).toEqual(['in-progress due']);
});
