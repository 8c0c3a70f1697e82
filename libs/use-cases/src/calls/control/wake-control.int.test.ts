import { claimDueControls, releaseControl, wakeControl } from '@ringbase/database';
import { type QueueScene, setQueueScene } from '../../testing/queue-scene.js';
import { waitsForTheDepartment } from '../../testing/queue-scripts.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

const LEASE = 15_000;
const claim = () => claimDueControls(scene.contexts.worker.house.db, scene.company.time.now, LEASE, 10);

async function claimOne() {
  const { callId } = await scene.phoneIn();
  await wakeControl(scene.contexts.worker.house.db, callId, scene.company.time.now);
  const [claimed] = await claim();
  if (claimed === undefined) throw new Error('Nothing is due.');
  return claimed;
}

test('what wakes a call in the very moment in which a worker takes it makes it due again', async () => {
  const { db } = scene.contexts.worker.house;
  const claimed = await claimOne();
  await wakeControl(db, claimed.callId, scene.company.time.now);
  expect(await claim()).toEqual([]);
  await releaseControl(db, claimed, null, 0);
  expect(await claim()).toMatchObject([{ callId: claimed.callId }]);
});

test('a call that nothing woke is due when whoever held it said, or not at all', async () => {
  const { db } = scene.contexts.worker.house;
  const claimed = await claimOne();
  await releaseControl(db, claimed, new Date(scene.company.time.now.getTime() + 2000), 1);
  expect(await claim()).toEqual([]);
  scene.company.time.pass(2000);
  const [again] = await claim();
  expect(again).toMatchObject({ callId: claimed.callId, attempts: 1 });
  if (again !== undefined) await releaseControl(db, again, null, 0);
  scene.company.time.pass(60_000);
  expect(await claim()).toEqual([]);
});

test('a call whose worker died is due when its lease is over', async () => {
  const claimed = await claimOne();
  scene.company.time.pass(LEASE - 1);
  expect(await claim()).toEqual([]);
  scene.company.time.pass(1);
  expect(await claim()).toMatchObject([{ callId: claimed.callId }]);
});
