import { randomUUID } from 'node:crypto';
import type { Telephony } from '@ringbase/telephony';
import { makeContext } from '../../context.js';
import { type QueueScene, setQueueScene } from '../../testing/queue-scene.js';
import { waitsForTheDepartment } from '../../testing/queue-scripts.js';
import { holdCall } from './hold-call.js';
import { resumeCall } from './resume-call.js';
import { settleCalls } from './settle-calls.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

test('whom the house has put on hold it takes off hold, though the call changed in that moment and the provider tells of nothing', async () => {
  const { company, contexts, deps } = scene;
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offer] = await scene.offers(caller.callId);
  const { ivan, mira } = company.people;
  const manager = offer?.person_id === ivan.id ? ivan : mira;
  const taker = caller.taker(manager);
  await taker.picksUp();
  await caller.join();
  company.time.pass(2000);

  const asked: boolean[] = [];
  const telephony: Telephony = {
    ...deps.telephony,
    findConference: async () => ({ providerConferenceId: 'CF1' }),
    async changeParticipant(_conference, _call, { hold }) {
      if (hold === undefined) return;
      asked.push(hold);
      await taker.rings();
    },
  };
  const settle = () =>
    settleCalls(contexts.worker, {
      ...deps,
      telephony,
      recordingUrlOf: () => 'recording',
      musicUrlOf: (soundId: string) => `music:${soundId}`,
    });
  const own = makeContext(contexts.worker, company.app, {
    personId: manager.id,
    role: 'manager',
    seesNumbers: true,
    timeZone: 'Europe/Sofia',
  });
  await holdCall(own, { callId: caller.callId, key: randomUUID(), carrier: 'twilio' });
  await settle();
  company.time.pass(1000);
  await resumeCall(own, { callId: caller.callId, key: randomUUID(), carrier: 'twilio' });
  await settle();
  expect(asked).toEqual([true, false]);
});
