import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';
import { endQueueOffers } from './end-queue-offers.js';
import { moveWaitingCallers } from './move-waiting-callers.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

test.each(['TOO_MANY', 'UNAVAILABLE'] as const)(
  'one caller who cannot be moved (%s) keeps no other waiting, and is moved in the end',
  async (code) => {
    const { contexts, deps, asked, company } = scene;
    const [first, second] = [await scene.phoneIn(), await scene.phoneIn()];
    company.time.pass(91_000);
    scene.refuse(`redirect ${first.sid}`, code);
    expect(await moveWaitingCallers(contexts.worker, deps)).toBe(1);
    expect(asked).toContain(`redirect ${second.sid} wait:1`);
    asked.length = 0;
    scene.refuse(null);
    expect(await moveWaitingCallers(contexts.worker, deps)).toBe(1);
    expect(asked).toEqual([`redirect ${first.sid} wait:1`]);
  },
);

test.each(['TOO_MANY', 'UNAVAILABLE'] as const)('one telephone that cannot be put down (%s) keeps no other ringing', async (code) => {
  const { contexts, deps, company, asked } = scene;
  const { ivan, mira } = company.people;
  const callers = [await scene.phoneIn(), await scene.phoneIn()];
  await scene.serve();
  company.time.pass(1000);
  await scene.serve();
  const rung = await Promise.all(
    callers.map(async (caller) => {
      const [offered] = await scene.offers(caller.callId);
      const taker = caller.taker(offered?.person_id === ivan.id ? ivan : mira);
      await taker.rings();
      return taker;
    }),
  );
  company.time.pass(21_000);
  scene.refuse(`end ${rung[0]?.sid}`, code);
  expect(await endQueueOffers(contexts.worker, deps)).toBe(1);
  expect(asked).toContain(`end ${rung[1]?.sid}`);
  const over = async () => (await Promise.all(callers.map(({ callId }) => scene.offers(callId)))).map(([one]) => one?.over);
  expect(await over()).toEqual([false, true]);
  scene.refuse(null);
  expect(await endQueueOffers(contexts.worker, deps)).toBe(1);
  expect(await over()).toEqual([true, true]);
});

test('a request that hangs keeps a round for two seconds at most', async () => {
  const { contexts, deps, asked, company } = scene;
  const [first, second] = [await scene.phoneIn(), await scene.phoneIn()];
  company.time.pass(91_000);
  let go: () => void = () => undefined;
  const hangs = new Promise<void>((resolve) => {
    go = resolve;
  });
  const redirectCall = async (sid: string, url: string) => (sid === first.sid ? hangs : deps.telephony.redirectCall(sid, url));
  const began = performance.now();
  const telephony = { ...deps.telephony, redirectCall };
  expect(await moveWaitingCallers(contexts.worker, { ...deps, telephony })).toBe(1);
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(asked).toEqual([`redirect ${second.sid} wait:1`]);
  go();
});
