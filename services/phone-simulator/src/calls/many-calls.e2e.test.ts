import { type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
afterEach(() => scene.stop());

const CALLS = 40;

test('a crowd of calls under every fault: each ends, none is joined twice, everything drains', async () => {
  scene = await startScene();
  const { app, sim } = scene;
  app.on('/voice', (got) => {
    const nouns = [0, 1, 2].map(
      (n) =>
        `<Client statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">m_${(Number(got.params.From?.slice(-3)) + n) % 10}</Client>`,
    );
    return `<Dial action="/done" answerOnBridge="true" record="record-from-answer-dual" recordingStatusCallback="/rec">${nouns.join('')}</Dial>`;
  });
  app.on('/done', '<Hangup/>');
  for (let n = 0; n < 10; n += 1) await scene.phone(`client:m_${n}`, 'answer', { afterMs: 3_000 + 5 * n, talkMs: 5_000 });
  await sim.control('PUT', '/control/faults', {
    seed: 42,
    duplicate: { min: 1, max: 5 },
    reorder: true,
    delayProbability: 0.1,
    delayMs: { min: 60_000, max: 3_600_000 },
    dropProbability: 0.05,
    cancelLagMs: 50,
  });
  const sids = await Promise.all(
    Array.from({ length: CALLS }, (_, n) => scene.phoneIn({ from: `+359888100${String(n).padStart(3, '0')}` })),
  );
  await sim.control('POST', '/control/clock/advance', { ms: 60_000, stepMs: 50 });
  await sim.control('POST', '/control/clock/advance', { ms: 4_000_000, stepMs: 10_000 });

  const ledger = await scene.ledger();
  expect(ledger.legs).toHaveLength(CALLS * 4);
  expect(ledger.legs.filter((leg) => leg.endedAt === null)).toEqual([]);
  const bridged = ledger.bridges.map((bridge) => bridge.parentCallSid);
  expect([...bridged].sort()).toEqual([...sids].sort());
  expect(ledger.recordings).toHaveLength(CALLS);
  expect(new Set(ledger.recordings.map((one) => one.sha256)).size).toBe(CALLS);
  expect(ledger.warnings).toEqual([]);
  const dropped = ledger.webhooks.filter((one) => one.faults.includes('drop')).length;
  const told = ledger.webhooks.filter((one) => one.kind !== 'voice' && one.copy <= 1).length;
  expect(dropped / told).toBeGreaterThan(0.02);
  expect(dropped / told).toBeLessThan(0.1);
  expect(await sim.control('GET', '/control/ledger/summary')).toMatchObject({ live: 0, inFlight: 0, pendingTimers: 0 });
}, 120_000);
