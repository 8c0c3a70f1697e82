import { findNextQueueOffer } from '@ringbase/database';
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

test('several workers ring one person for one caller', async () => {
  const { contexts, company } = scene;
  await scene.phoneIn();
  await scene.phoneIn();
  await Promise.all([1, 2, 3, 4].map(() => offerWaitingCallers(contexts.worker)));
  const people = await company.query('select person_id, count(*)::int as offers from queue_offers group by 1 order by 1');
  const { ivan, mira } = company.people;
  expect(people).toEqual([ivan.id, mira.id].sort().map((person_id) => ({ person_id, offers: 1 })));
});

test('a caller for whom several telephones are to ring does not hold up the first of another', async () => {
  const { contexts, deps, asked, company } = scene;
  const { ivan, mira, dora } = company.people;
  const first = await scene.phoneIn();
  await offerWaitingCallers(contexts.worker);
  await company.query('update queue_offers set offered_at = $1', [company.time.now]);
  const other = await scene.phoneIn();
  await company.query(
    `insert into queue_offers (id, call_id, step, person_id, device_id, address, caller_id, offered_at, ring_until)
     select gen_random_uuid(), $1, q.step, $2, (select id from devices limit 1), 'sip:dora@pbx.example', '+35924000001', $3, $3::timestamptz + interval '20 s'
     from queue_places q where q.call_id = $1`,
    [other.callId, dora.id, new Date(company.time.now.getTime() + 1000)],
  );
  expect(new Set((await scene.offers(first.callId)).map(({ person_id }) => person_id))).toEqual(new Set([ivan.id, mira.id]));
  await dialQueueOffer(contexts.worker, deps);
  expect(asked.filter((one) => one.startsWith('ring'))).toHaveLength(1);
  expect((await contexts.worker.houseTransaction(findNextQueueOffer))?.callId).toBe(other.callId);
});
