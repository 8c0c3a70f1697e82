import { type QueueScene, setQueueScene } from '../testing/queue-scene.js';
import { waitsForTheDepartment } from '../testing/queue-scripts.js';

const CLIENT = '+359888777001';
const OTHER_CLIENT = '+359888777002';
let scene: QueueScene;
beforeAll(async () => {
  scene = await setQueueScene();
  const { queue, ...rest } = waitsForTheDepartment;
  const own = 'own';
  const cases = { available: own, busy: own, 'on-call': own, 'wrap-up': own, break: own, away: own, offline: own, none: 'queue' };
  if (queue?.kind !== 'queue') throw new Error('There is a queue in it.');
  await scene.publish(
    {
      ...rest,
      start: { kind: 'switch-owner', cases },
      own: { ...queue, whom: 'owner', mostWaiting: 2, seconds: 20, next: 'queue' },
      queue: { ...queue, mostWaiting: 50 },
    },
    'start',
  );
  for (const e164 of [CLIENT, OTHER_CLIENT]) {
    const client = await scene.company.addClient(scene.company.people.ivan.id);
    await scene.company.query('insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, $2, $2)', [client, e164]);
  }
});
beforeEach(() => scene.reset());
afterAll(() => scene?.close());

/** The places that this caller was told of as he came to wait, and where that was. */
const placesOf = async (callId: string) => {
  const rows = await scene.company.query(
    `select t->'facts'->'position' as position, t->>'block' as block from call_events e, jsonb_array_elements(e.body->'trace') t
      where e.call_id = $1 and e.kind = 'routed' and t->>'reason' = 'queued' order by e.number`,
    [callId],
  );
  return rows.map(({ position, block }) => `${String(block)} ${String(position)}`);
};

test('who waits for his own manager is counted among those who wait for him alone', async () => {
  for (let caller = 0; caller < 3; caller += 1) await scene.phoneIn();
  const [first, second] = [await scene.phoneIn(CLIENT), await scene.phoneIn(OTHER_CLIENT)];
  expect(await placesOf(first.callId)).toEqual(['own 1']);
  expect(await placesOf(second.callId)).toEqual(['own 2']);
  const stranger = await scene.phoneIn();
  expect(await placesOf(stranger.callId)).toEqual(['queue 4']);
});

test('in the pool he keeps his place by the time he has waited', async () => {
  const client = await scene.phoneIn(CLIENT);
  scene.company.time.pass(5_000);
  await scene.phoneIn();
  await scene.phoneIn();
  scene.company.time.pass(16_000);
  await client.musicOver();
  expect(await placesOf(client.callId)).toEqual(['own 1', 'queue 1']);
});
