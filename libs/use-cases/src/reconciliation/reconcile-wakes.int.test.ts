import type { Telephony } from '@ringbase/telephony';
import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';
import { reconcile } from './reconcile.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

/** Whether the call is to be looked at, after a look at a list with nothing in it. */
async function isDueAfterALook(callId: string): Promise<unknown> {
  const { company, contexts, deps } = scene;
  const telephony: Telephony = {
    ...deps.telephony,
    listCalls: async function* () {},
    listRecordings: async function* () {},
    findCall: async () => null,
  };
  const { worker } = contexts;
  await reconcile(worker, { telephony, defaultRegion: 'BG' }, { runId: worker.ids(), since: company.time.now, requestedBy: null });
  const [row] = await company.query('select due_at is not null as due from call_controls where call_id = $1', [callId]);
  return row?.['due'];
}

/** He talks in a conference to whoever took him, and nothing is to be done with the call. */
async function talkInConference() {
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offer] = await scene.offers(caller.callId);
  const { ivan, mira } = scene.company.people;
  await caller.taker(offer?.person_id === ivan.id ? ivan : mira).picksUp();
  await caller.join();
  await scene.company.query('update call_controls set due_at = null');
  return caller;
}

test('a call in a conference is looked at again although nothing was told of it', async () => {
  const { callId } = await talkInConference();
  expect(await isDueAfterALook(callId)).toBe(true);
});

test('one that is over is left alone', async () => {
  const caller = await talkInConference();
  await caller.hangsUp();
  await scene.company.query('update call_controls set due_at = null');
  expect(await isDueAfterALook(caller.callId)).toBe(false);
});
