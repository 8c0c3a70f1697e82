import type { CallScript } from '@ringbase/domain';
import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';

const blocks: CallScript['blocks'] = {
  queue: {
    kind: 'queue',
    whom: 'department',
    strategy: 'in-order',
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 20,
    seconds: 90,
    mostWaiting: 5,
    callback: true,
    next: 'mailbox',
    full: 'mailbox',
  },
  mailbox: { kind: 'voicemail', greeting: { en: 'Speak.', ru: 'Говорите.', bg: 'Говорете.' }, maxSeconds: 60, next: 'end' },
  end: { kind: 'hang-up' },
};

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(blocks);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

test('whose time is over is sent on out of the middle of his music', async () => {
  const caller = await scene.phoneIn();
  scene.company.time.pass(91_000);
  await scene.serve();
  expect(scene.asked).toContain(`redirect ${caller.sid} wait:1`);
});

test('who talks by a Dial of which nobody has told is left in his conversation, and waits no longer', async () => {
  const caller = await scene.phoneIn();
  scene.hasChild(caller.sid);
  scene.company.time.pass(91_000);
  await scene.serve();
  expect(scene.asked.filter((one) => one.startsWith('redirect'))).toEqual([]);
  expect(await scene.place(caller.callId)).toMatchObject({ state: 'left' });
});
