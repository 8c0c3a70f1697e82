import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';
import { dialQueueOffer } from './dial-queue-offer.js';
import { offerWaitingCallers } from './offer-waiting-callers.js';

let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  const { queue, ...rest } = waitsForTheDepartment;
  await scene.publish({ ...rest, queue: { ...queue, kind: 'queue', strategy: 'all' } as typeof queue & { kind: 'queue' } });
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

/** Both of the group are to be rung, the first is. */
async function rungTogether() {
  const caller = await scene.phoneIn();
  await scene.serve();
  const [first, second] = await scene.offers(caller.callId);
  expect([first?.dialled, second?.dialled]).toEqual([true, false]);
  const { ivan, mira } = scene.company.people;
  const named = (id: string | undefined) => (id === ivan.id ? ivan : mira);
  return { caller, first: named(first?.person_id), second: named(second?.person_id) };
}
const chooses = (personId: string, status: string) =>
  scene.company.query(
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, $2, '2026-03-01') on conflict (person_id) do update set chosen_status = $2`,
    [personId, status],
  );

test('who has begun his break before his turn is not rung, and uses up nobody’s turn', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller, second } = await rungTogether();
  await chooses(second.id, 'break');
  company.time.pass(1000);
  expect(await dialQueueOffer(contexts.worker, deps)).toBe(false);
  expect(asked.filter((one) => one.startsWith('ring'))).toHaveLength(1);
  expect((await scene.offers(caller.callId))[1]).toMatchObject({ dialled: false, over: true });
  const other = await scene.phoneIn();
  await chooses(second.id, 'available');
  company.time.pass(11_000);
  await offerWaitingCallers(contexts.worker);
  expect(await dialQueueOffer(contexts.worker, deps)).toBe(true);
  expect(other.sid).not.toBe(caller.sid);
});

test('who has taken another call is not rung any more', async () => {
  const { asked, company } = scene;
  const { caller, first } = await rungTogether();
  const taker = caller.taker(first);
  await taker.rings();
  const elsewhere = await scene.phoneIn();
  await company.query('insert into person_calls (person_id, call_id, since) values ($1, $2, $3)', [
    first.id,
    elsewhere.callId,
    company.time.now,
  ]);
  await scene.serve();
  expect(asked).toContain(`end ${taker.sid}`);
  expect((await scene.offers(caller.callId))[0]).toMatchObject({ over: true });
});

test('a caller who has hung up rings at nobody whose turn comes later', async () => {
  const { contexts, deps, asked, company } = scene;
  const { caller } = await rungTogether();
  await caller.hangsUp();
  company.time.pass(1000);
  expect(await dialQueueOffer(contexts.worker, deps)).toBe(false);
  expect(asked.filter((one) => one.startsWith('ring'))).toHaveLength(1);
});

test('whom the provider was too busy to ring rings no longer for that', async () => {
  const { contexts, deps, company } = scene;
  const caller = await scene.phoneIn();
  await offerWaitingCallers(contexts.worker);
  scene.refuse('ring', 'TOO_MANY');
  for (let turn = 0; turn < 5; turn += 1) {
    await dialQueueOffer(contexts.worker, deps);
    company.time.pass(5000);
  }
  scene.refuse(null);
  await dialQueueOffer(contexts.worker, deps);
  company.time.pass(1000);
  await dialQueueOffer(contexts.worker, deps);
  const offers = await scene.offers(caller.callId);
  expect(offers.map(({ ring_seconds, dialled }) => [ring_seconds, dialled])).toEqual([
    [20, true],
    [20, true],
  ]);
});

test('an offer whose worker died before he dialled it is over with its time, and the next is rung', async () => {
  const { contexts, deps, asked, company } = scene;
  const caller = await scene.phoneIn();
  await offerWaitingCallers(contexts.worker);
  const dies = { ...deps.telephony, createCall: () => Promise.reject(new Error('killed')) };
  await dialQueueOffer(contexts.worker, { ...deps, telephony: dies });
  company.time.pass(1000);
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('ring'))).toHaveLength(1);
  company.time.pass(20_000);
  await scene.serve();
  expect((await scene.offers(caller.callId))[0]).toMatchObject({ dialled: true, over: true, in_vain: true });
  company.time.pass(11_000);
  await scene.serve();
  company.time.pass(1000);
  await scene.serve();
  expect(asked.filter((one) => one.startsWith('ring')).length).toBeGreaterThanOrEqual(2);
});
