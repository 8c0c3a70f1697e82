import { callIdOf, legIdOf, type ProviderCall, type Telephony } from '@ringbase/telephony';
import { deskOf, type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';
import { reconcile } from './reconcile.js';

const OURS = '+35924000001';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

/** Looks through a list in which these telephones have rung, each `after` seconds from now, and not been answered. */
async function lookAt(rung: readonly { sid: string; to: string; after: number }[]): Promise<void> {
  const { company, contexts, deps } = scene;
  const began = company.time.now.getTime();
  const listed = rung.map(({ sid, to, after }): ProviderCall => {
    const createdAt = new Date(began + after * 1000);
    return {
      provider: 'twilio',
      callId: callIdOf('twilio', sid),
      rootProviderCallId: sid,
      leg: {
        legId: legIdOf('twilio', sid),
        providerCallId: sid,
        parentProviderCallId: null,
        from: OURS,
        to,
        direction: 'outbound',
      },
      status: 'no-answer',
      createdAt,
      startedAt: createdAt,
      endedAt: new Date(createdAt.getTime() + 5000),
      seconds: 0,
    };
  });
  const telephony: Telephony = {
    ...deps.telephony,
    listCalls: async function* () {
      yield* listed;
    },
    listRecordings: async function* () {},
    findCall: async () => null,
  };
  company.time.pass(60_000);
  const { worker } = contexts;
  await reconcile(worker, { telephony, defaultRegion: 'BG' }, { runId: worker.ids(), since: new Date(began - 60_000), requestedBy: null });
}

async function legsOf(callId: string) {
  return scene.company.query(
    `select provider_call_id as sid, person_id as person, role, state, outcome from legs where call_id = $1 and role <> 'caller'`,
    [callId],
  );
}

const calls = async () => (await scene.company.query('select id from calls order by id')).map(({ id }) => id);

/** A caller waits and somebody is rung for him; who, and by which call of the provider's. */
async function ringForACaller() {
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offer] = await scene.company.query(
    'select person_id as "personId", provider_call_id as sid from queue_offers where call_id = $1',
    [caller.callId],
  );
  const { personId, sid } = offer as { personId: string; sid: string };
  const { ivan, mira } = scene.company.people;
  return { caller, personId, sid, to: deskOf(personId === ivan.id ? ivan : mira, scene.company) };
}

test('a telephone that rang for a caller who waits, and of which no message came, is a leg of his call', async () => {
  const { caller, personId, sid, to } = await ringForACaller();
  await lookAt([{ sid, to, after: 0 }]);
  expect(await legsOf(caller.callId)).toEqual([{ sid, person: personId, role: 'manager', state: 'ended', outcome: 'no-answer' }]);
  expect(await calls()).toEqual([caller.callId]);
});

test('so is one whose asking was never answered, known by its telephone, our number and the time', async () => {
  const { caller, personId, sid, to } = await ringForACaller();
  await scene.company.query('update queue_offers set provider_call_id = null');
  await lookAt([{ sid, to, after: 1 }]);
  expect(await legsOf(caller.callId)).toEqual([{ sid, person: personId, role: 'manager', state: 'ended', outcome: 'no-answer' }]);
  expect(await calls()).toEqual([caller.callId]);
  expect(await scene.company.query('select provider_call_id as sid from queue_offers')).toEqual([{ sid }]);
});

test('one that rang from elsewhere, or long after, is no leg of his', async () => {
  const { caller, sid, to } = await ringForACaller();
  await scene.company.query('update queue_offers set provider_call_id = null');
  const stranger = `CA${'e'.repeat(32)}`;
  await lookAt([
    { sid, to, after: 90 },
    { sid: stranger, to: 'sip:elsewhere@pbx.example', after: 0 },
  ]);
  expect(await legsOf(caller.callId)).toEqual([]);
});

test('one that may have rung for either of two callers is given to neither', async () => {
  const { caller, sid, to } = await ringForACaller();
  const other = await scene.phoneIn();
  // Nobody is rung for two: the first was over as the second began.
  await scene.company.query(`update queue_offers set over_at = dialled_at`);
  await scene.company.query(
    `insert into queue_offers (id, call_id, step, person_id, device_id, address, caller_id, offered_at, ring_until, dialled_at)
     select gen_random_uuid(), $1, step, person_id, device_id, address, caller_id, offered_at, ring_until, dialled_at from queue_offers limit 1`,
    [other.callId],
  );
  await scene.company.query('update queue_offers set provider_call_id = null');
  await lookAt([{ sid, to, after: 0 }]);
  expect([...(await legsOf(caller.callId)), ...(await legsOf(other.callId))]).toEqual([]);
});
