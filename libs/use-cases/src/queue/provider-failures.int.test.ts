import { waitUntil } from '@ringbase/testing';
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

/** A caller who was taken, and the telephone that waits for him in the conference. */
async function taken() {
  const { ivan, mira } = scene.company.people;
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offered] = await scene.offers(caller.callId);
  const taker = caller.taker(offered?.person_id === ivan.id ? ivan : mira);
  await taker.picksUp();
  scene.asked.length = 0;
  return { caller, taker };
}

test('who was moved although the phone company gave no answer is not pulled out of his conversation', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller } = await taken();
  scene.refuse(`redirect ${caller.sid}`, 'UNAVAILABLE', { unknown: true });
  expect(await moveWaitingCallers(contexts.worker, deps)).toBe(0);
  scene.refuse(null);
  expect(await moveWaitingCallers(contexts.worker, deps)).toBe(0);
  await caller.join();
  company.time.pass(60_000);
  await moveWaitingCallers(contexts.worker, deps);
  expect(asked).toEqual([`redirect ${caller.sid} join:1:own`]);
});

test('who has not come is moved again when the answer has been missing for longer than any request lasts', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller } = await taken();
  scene.refuse(`redirect ${caller.sid}`, 'UNAVAILABLE', { unknown: true });
  await moveWaitingCallers(contexts.worker, deps);
  scene.refuse(null);
  company.time.pass(15_000);
  expect(await moveWaitingCallers(contexts.worker, deps)).toBe(1);
  expect(asked).toEqual([`redirect ${caller.sid} join:1:own`, `redirect ${caller.sid} join:1:own`]);
});

test('a claim of a clock that was set back keeps nobody from being moved', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller } = await taken();
  scene.refuse(`redirect ${caller.sid}`, 'UNAVAILABLE', { unknown: true });
  await moveWaitingCallers(contexts.worker, deps);
  scene.refuse(null);
  company.time.pass(-3_600_000);
  await moveWaitingCallers(contexts.worker, deps);
  expect(asked).toHaveLength(2);
});

test('who has come by himself, at the end of his music, is not moved', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller } = await taken();
  scene.refuse(`redirect ${caller.sid}`, 'TOO_MANY');
  await moveWaitingCallers(contexts.worker, deps);
  expect(await caller.musicOver()).toEqual(['conference']);
  scene.refuse(null);
  asked.length = 0;
  company.time.pass(60_000);
  await moveWaitingCallers(contexts.worker, deps);
  expect(asked).toEqual([]);
  expect(await company.query('select moved_at is not null as moved from queue_places')).toEqual([{ moved: true }]);
});

test('several workers move a caller once', async () => {
  const { contexts, deps, asked } = scene;
  const { caller } = await taken();
  const listed: (() => void)[] = [];
  // All have seen him before the first is done with him, which each is only after the one before.
  const findLiveChild = async () => {
    await new Promise<void>((resolve) => {
      listed.push(resolve);
    });
    return null;
  };
  const telephony = { ...deps.telephony, findLiveChild };
  const workers = [1, 2, 3].map(() => moveWaitingCallers(contexts.worker, { ...deps, telephony }));
  await waitUntil(() => listed.length === workers.length);
  for (const [index, go] of listed.entries()) {
    go();
    await workers[index];
  }
  expect(asked).toEqual([`redirect ${caller.sid} join:1:own`]);
});

test('who was taken while he talks by an answer from memory is left there, and whoever took him does not wait for him', async () => {
  const { contexts, deps, asked } = scene;
  const { caller, taker } = await taken();
  scene.hasChild(caller.sid);
  await moveWaitingCallers(contexts.worker, deps);
  expect(asked).toEqual([`end ${taker.sid}`]);
});

test('a request that hangs keeps a round for two seconds at most, and is not made again meanwhile', async () => {
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
  await moveWaitingCallers(contexts.worker, deps);
  expect(asked).toEqual([`redirect ${second.sid} wait:1`]);
  go();
});
