import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  await scene.publish(waitsForTheDepartment);
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

test('whoever took him is gone before he comes: he is brought back to his music and has his place again', async () => {
  const { company, asked } = scene;
  const { ivan, mira } = company.people;
  const caller = await scene.phoneIn();
  const before = await scene.place(caller.callId);
  await scene.serve();
  const [{ person_id } = { person_id: '' }] = await scene.offers(caller.callId);
  const taker = caller.taker(person_id === ivan.id ? ivan : mira);
  expect(await taker.picksUp()).toEqual(['conference']);
  await scene.serve();
  expect(asked).toContain(`redirect ${caller.sid} join:1:own`);
  company.time.pass(1000);
  await taker.hangsUp();
  expect(await caller.join()).toEqual(['menu']);

  const place = await scene.place(caller.callId);
  expect(place).toMatchObject({ state: 'waiting', since: before?.since, until: before?.until });
  company.time.pass(1000);
  await scene.serve();
  const [first, second] = await scene.offers(caller.callId);
  expect([first?.over, second?.over]).toEqual([true, false]);
  expect(second?.person_id).not.toBe(first?.person_id);
  const next = caller.taker(second?.person_id === ivan.id ? ivan : mira);
  expect(await next.picksUp()).toEqual(['conference']);
  expect(await caller.join()).toEqual(['conference']);
  expect(await company.query('select state, outcome from calls')).toEqual([{ state: 'connected', outcome: null }]);
});

test('a caller who hung up as he was taken, and of whom nobody told, is written as gone when he cannot be moved: nobody waits for him', async () => {
  const { company, asked } = scene;
  const { ivan, mira } = company.people;
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offered] = await scene.offers(caller.callId);
  await caller.taker(offered?.person_id === ivan.id ? ivan : mira).picksUp();
  scene.isGone(caller.sid);
  await scene.serve();
  expect(asked).toContain(`redirect ${caller.sid} join:1:own`);
  expect(await company.query('select state, outcome from calls')).toEqual([{ state: 'ended', outcome: 'missed' }]);
});

test('who sits in the room alone already is brought out of it, until he has asked what comes next', async () => {
  const { company, asked } = scene;
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offered] = await scene.offers(caller.callId);
  const taker = caller.taker(offered?.person_id === company.people.ivan.id ? company.people.ivan : company.people.mira);
  await taker.picksUp();
  expect(await caller.musicOver()).toEqual(['conference']);
  await taker.hangsUp();
  asked.length = 0;
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('redirect'))).toEqual([`redirect ${caller.sid} wait:2`]);
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('redirect'))).toHaveLength(1);
  company.time.pass(2000);
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('redirect'))).toHaveLength(2);
  expect(await caller.musicOver('', 2)).toEqual(['menu']);
  asked.length = 0;
  company.time.pass(5000);
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('redirect'))).toEqual([]);
});

test('who waits no longer after all that is not pulled out of what he hears next', async () => {
  const caller = await scene.phoneIn();
  await scene.serve();
  const [offered] = await scene.offers(caller.callId);
  const { ivan, mira } = scene.company.people;
  const taker = caller.taker(offered?.person_id === ivan.id ? ivan : mira);
  await taker.picksUp();
  await taker.hangsUp();
  scene.company.time.pass(91_000);
  expect(await caller.musicOver()).toEqual(['say', 'voicemail']);
  scene.asked.length = 0;
  await scene.serve();
  expect(scene.asked).toEqual([]);
});
