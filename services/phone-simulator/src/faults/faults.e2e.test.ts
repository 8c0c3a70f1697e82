import { createHash } from 'node:crypto';
import { CALLER, OURS, type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  scene.app.on('/done', '<Hangup/>');
  scene.app.on(
    '/voice',
    `<Dial action="/done" record="record-from-answer-dual" recordingStatusCallback="/rec"><Client statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">a</Client></Dial>`,
  );
  await scene.phone('client:a', 'answer', { afterMs: 1_000, talkMs: 4_000 });
});
afterEach(() => scene.stop());

const faults = (body: object) => scene.sim.control('PUT', '/control/faults', body);
const legStatuses = () => scene.app.at('/leg').map((one) => one.params.CallStatus);

test('every webhook comes as often as asked, at once, and one answer is followed', async () => {
  await faults({ seed: 5, duplicate: { min: 3, max: 3 } });
  await scene.phoneIn();
  await scene.sim.advance(10_000);
  expect(scene.app.at('/voice')).toHaveLength(3);
  expect(scene.app.at('/done')).toHaveLength(3);
  expect(legStatuses()).toHaveLength(12);
  const { webhooks } = await scene.ledger();
  expect(webhooks.filter((one) => one.kind === 'voice' && one.used)).toHaveLength(2);
  expect(new Set(webhooks.filter((one) => one.url.endsWith('/voice')).map((one) => one.idempotencyToken)).size).toBe(1);
});

test('the same seed repeats the same number of copies', async () => {
  const run = async () => {
    await faults({ seed: 11, duplicate: { min: 1, max: 5 } });
    await scene.phoneIn();
    await scene.sim.advance(10_000);
    return (await scene.ledger()).webhooks.filter((one) => one.copy === 1).map((one) => [one.url.split('/').at(-1), one.copies]);
  };
  const first = await run();
  await scene.sim.control('POST', '/control/reset');
  await scene.sim.control('PUT', `/control/numbers/${OURS}`, {
    voiceUrl: `${scene.app.url}/voice`,
    statusCallback: `${scene.app.url}/number-status`,
  });
  await scene.phone('client:a', 'answer', { afterMs: 1_000, talkMs: 4_000 });
  expect((await run()).sort()).toEqual(first.sort());
});

test('callbacks overtake each other, none is lost', async () => {
  await faults({ seed: 2, reorder: true, reorderWindowMs: 60_000 });
  await scene.phoneIn();
  await scene.sim.advance(120_000);
  const got = scene.app.at('/leg').map((one) => one.params.SequenceNumber);
  expect([...got].sort()).toEqual(['0', '1', '2', '3']);
  expect(got).not.toEqual(['0', '1', '2', '3']);
});

test('a callback is late by hours', async () => {
  await faults({ delayProbability: 1, delayMs: { min: 7_200_000, max: 7_200_000 }, only: ['status'] });
  await scene.phoneIn();
  await scene.sim.advance(3_600_000);
  expect(legStatuses()).toEqual([]);
  await scene.sim.advance(7_200_000);
  expect(legStatuses()).toHaveLength(4);
});

test('dropped callbacks are never sent and stand in the ledger; the caller is not dropped', async () => {
  await faults({ dropProbability: 1 });
  await scene.phoneIn();
  await scene.sim.advance(10_000);
  expect(legStatuses()).toEqual([]);
  expect(scene.app.at('/voice')).toHaveLength(1);
  expect(scene.app.at('/done')).toHaveLength(1);
  expect((await scene.ledger()).webhooks.filter((one) => one.faults.includes('drop'))).toHaveLength(6);
});

test('webhooks of the past are sent once more, as they were', async () => {
  const call = await scene.phoneIn();
  await scene.sim.advance(10_000);
  const before = scene.app.got.length;
  expect(await scene.sim.control('POST', '/control/replay', { callSid: call, kinds: ['voice', 'recording'] })).toEqual({ replayed: 3 });
  const again = scene.app.got.slice(before);
  expect(again.map((one) => one.path).sort()).toEqual(['/done', '/rec', '/voice']);
  const [first, second] = scene.app.at('/voice');
  expect(second?.params).toEqual(first?.params);
  expect(second?.headers['x-twilio-signature']).toBe(first?.headers['x-twilio-signature']);
});

test('a lost answer: the call is there, the connection is cut', async () => {
  await faults({ rest: { loseAnswerProbability: 1 } });
  await expect(scene.sim.rest('POST', '/Calls.json', { To: CALLER, From: OURS, Twiml: '<Response/>' })).rejects.toThrow();
  const { calls } = (await (await scene.sim.rest('GET', `/Calls.json?To=${encodeURIComponent(CALLER)}`)).json()) as { calls: unknown[] };
  expect(calls).toHaveLength(1);
  expect((await scene.ledger()).rest.find((one) => one.method === 'POST')?.faults).toEqual(['answer lost']);
});

describe('media', () => {
  const seed = async () =>
    (
      await scene.sim.control<{ recordingSid: string }>('POST', '/control/recordings', {
        seconds: 2,
        from: CALLER,
        to: OURS,
        startTime: '2026-02-01T10:00:00Z',
      })
    ).recordingSid;
  const media = (sid: string) => scene.sim.rest('GET', `/Recordings/${sid}.wav`);

  test.each([
    ['404-for-a-while', 404],
    ['401', 401],
    ['429', 429],
    ['500', 500],
  ])('%s twice, then the sound', async (failures, status) => {
    await faults({ media: { failures, count: 2 } });
    const sid = await seed();
    expect([(await media(sid)).status, (await media(sid)).status, (await media(sid)).status]).toEqual([status, status, 200]);
  });

  test('a 404 for ever', async () => {
    await faults({ media: { failures: '404', count: 1 } });
    const sid = await seed();
    for (let i = 0; i < 4; i += 1) expect((await media(sid)).status).toBe(404);
  });

  test('a page instead of sound, nothing at all, half of it', async () => {
    const sid = await seed();
    await faults({ media: { failures: 'html', count: 100 } });
    expect((await media(sid)).headers.get('content-type')).toContain('text/html');
    await faults({ media: { failures: 'empty', count: 100 } });
    expect((await (await media(sid)).arrayBuffer()).byteLength).toBe(0);
    await faults({ media: { failures: 'truncated', count: 100 } });
    await expect((await media(sid)).arrayBuffer()).rejects.toThrow();
  });

  test('an answer that never comes', async () => {
    await faults({ media: { failures: 'hang', count: 100 } });
    const sid = await seed();
    await expect(
      fetch(`${scene.sim.base}/2010-04-01/Accounts/x/Recordings/${sid}.wav`, { signal: AbortSignal.timeout(100) }),
    ).resolves.toMatchObject({ status: 401 });
    const hanging = scene.sim.rest('GET', `/Recordings/${sid}.wav`);
    const outcome = await Promise.race([
      hanging.then(
        () => 'answered',
        () => 'cut',
      ),
      new Promise((resolve) => setTimeout(() => resolve('nothing'), 300)),
    ]);
    expect(outcome).toBe('nothing');
    void hanging.catch(() => undefined);
  });

  test('slow sound arrives whole, a redirect leads elsewhere, gigantic sound never ends', async () => {
    const sid = await seed();
    await faults({ media: { failures: 'slow', count: 100 } });
    expect((await (await media(sid)).arrayBuffer()).byteLength).toBe(44 + 2 * 8_000 * 4);
    await faults({ media: { failures: 'redirect', count: 100 } });
    await expect(media(sid)).rejects.toThrow();
    await faults({ media: { failures: 'gigantic', count: 100 } });
    const reader = (await media(sid)).body?.getReader();
    let bytes = 0;
    while (bytes < 5_000_000) bytes += (await reader?.read())?.value?.length ?? 0;
    await reader?.cancel();
  });

  test('what is fetched has the digest the ledger tells', async () => {
    await scene.phoneIn();
    await scene.sim.advance(10_000);
    const [recording] = (await scene.ledger()).recordings;
    const bytes = Buffer.from(await (await media(recording?.sid ?? '')).arrayBuffer());
    expect(recording).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      duration: 4,
      channels: 2,
    });
  });
});
