import { OURS, type Scene, startScene } from '../testing/scene.js';
import { credentials } from '../testing/simulator-client.js';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

test('the clock is told, set, moved and streamed', async () => {
  const ticks = await fetch(`${scene.sim.base}/clock/ticks`);
  const reader = ticks.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader?.read())?.value;
  expect(await next()).toContain('"now":"2026-03-02T08:00:00.000Z"');
  await scene.sim.advance(90_000);
  expect(await next()).toContain('"now":"2026-03-02T08:01:30.000Z"');
  expect(await scene.sim.control('GET', '/clock')).toEqual({
    now: '2026-03-02T08:01:30.000Z',
    epochMs: Date.parse('2026-03-02T08:01:30Z'),
    virtual: true,
  });
  await reader?.cancel();
});

test('a real clock cannot be advanced', async () => {
  await scene.sim.control('PUT', '/control/clock', { virtual: false });
  await expect(scene.sim.advance(1)).rejects.toThrow('409');
});

test.each([
  ['a number that is no number', 'PUT', '/control/numbers/12', { voiceUrl: 'http://a.example' }, 400],
  ['an address that is no URL', 'PUT', `/control/numbers/${OURS}`, { voiceUrl: 'nowhere' }, 400],
  ['an unknown property', 'PUT', '/control/phones', { address: 'client:a', kind: 'client', colour: 'red' }, 400],
  ['a number nobody has', 'POST', '/control/calls', { from: 'x', to: '+35929999999' }, 404],
  ['an unknown call', 'POST', `/control/calls/CA${'0'.repeat(32)}/answer`, {}, 404],
  ['an unknown control', 'GET', '/control/nothing', undefined, 404],
] as const)('%s is refused', async (_, method, path, body, status) => {
  await expect(scene.sim.control(method, path, body)).rejects.toThrow(String(status));
});

test('other sites and other hosts may not control it', async () => {
  const from = (headers: Record<string, string>) => fetch(`${scene.sim.base}/control/reset`, { method: 'POST', headers });
  expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await from({ origin: scene.sim.base })).status).toBe(201);
});

test('an inbound call cannot be answered by its caller, nor declined; an ended one not touched', async () => {
  scene.app.on('/voice', '<Pause length="60"/>');
  const call = await scene.phoneIn();
  await expect(scene.act(call, 'answer')).rejects.toThrow('409');
  await expect(scene.act(call, 'decline')).rejects.toThrow('409');
  await scene.act(call, 'hangup');
  await expect(scene.act(call, 'hangup')).rejects.toThrow('409');
});

test('the ledger of one call shows its children and nothing of others; the summary counts', async () => {
  scene.app.on('/voice', '<Dial><Client>a</Client></Dial>');
  await scene.phone('client:a', 'answer', { afterMs: 0, talkMs: 1_000 });
  const first = await scene.phoneIn();
  await scene.sim.advance(5_000);
  await scene.phoneIn();
  const ledger = await scene.ledger(first);
  expect(ledger.legs).toHaveLength(2);
  expect(new Set(ledger.webhooks.map((one) => one.params.CallSid))).toEqual(new Set([first]));
  expect(ledger.bridges).toHaveLength(1);
  expect(await scene.sim.control('GET', '/control/ledger/summary')).toMatchObject({ rootCalls: 2, seed: 1, recordings: {}, inFlight: 0 });
});

test('conferences and queues are listed with who is and was in them, and a call tells where it is', async () => {
  scene.app.on('/voice', '<Dial><Conference participantLabel="one">room</Conference></Dial>');
  const call = await scene.phoneIn();
  expect(await scene.sim.control('GET', '/control/conferences?status=init')).toMatchObject([
    { friendlyName: 'room', participants: [{ callSid: call, label: 'one', muted: false, hold: false, leftAt: null }] },
  ]);
  expect(await scene.sim.control('GET', `/control/legs/${call}`)).toMatchObject({ conference: 'room' });
  await scene.act(call, 'hangup');
  expect(await scene.sim.control('GET', '/control/conferences?status=init')).toEqual([]);
  expect(await scene.sim.control('GET', '/control/conferences?last=1')).toMatchObject([
    { status: 'completed', participants: [{ leftReason: 'participant_hung_up' }] },
  ]);
  scene.app.on('/voice', '<Enqueue>support</Enqueue>');
  const waiting = await scene.phoneIn();
  expect(await scene.sim.control('GET', '/control/queues')).toMatchObject([
    { friendlyName: 'support', currentSize: 1, members: [{ callSid: waiting, result: null }] },
  ]);
  expect((await scene.ledger(call)).queues).toEqual([]);
  expect(await scene.sim.control('GET', '/control/ledger/summary')).toMatchObject({ conferences: { completed: 1 } });
});

test('a reset forgets everything, also what was going on', async () => {
  scene.app.on('/voice', '<Dial action="/done"><Number>+359888000001</Number></Dial>');
  await scene.phoneIn();
  await scene.sim.control('POST', '/control/reset');
  await scene.sim.advance(60_000);
  expect(scene.app.at('/done')).toHaveLength(0);
  expect(await scene.ledger()).toMatchObject({ legs: [], webhooks: [], bridges: [], warnings: [] });
});

test('seeded recordings belong to a finished call of the past and keep their given SIDs', async () => {
  const callSid = `CA${'1'.repeat(32)}`;
  const recordingSid = `RE${'2'.repeat(32)}`;
  const seed = { callSid, recordingSid, seconds: 4, from: '+359888123456', to: OURS, startTime: '2026-01-05T09:30:00+02:00' };
  expect(await scene.sim.control('POST', '/control/recordings', seed)).toEqual({ callSid, recordingSid });
  const first = await scene.sim.control<{ sha256: string }>('GET', `/control/recordings/${recordingSid}`);
  await scene.sim.control('POST', '/control/reset');
  await scene.sim.control('POST', '/control/recordings', seed);
  expect(await scene.sim.control('GET', `/control/recordings/${recordingSid}`)).toMatchObject({
    sha256: first.sha256,
    startedAt: '2026-01-05T07:30:00.000Z',
    status: 'completed',
  });
  expect((await (await scene.sim.rest('GET', `/Calls/${callSid}.json`)).json()) as object).toMatchObject({
    status: 'completed',
    duration: '4',
    from: '+359888123456',
  });
});

test('the page and its parts are served, and its page may only load its own', async () => {
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/page.js', 'javascript'],
    ['/page.css', 'text/css'],
  ] as const) {
    const response = await fetch(scene.sim.base + path);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  }
});

test.each([
  ['json', 'application/json', '{"To":'],
  ['a form with a prototype', 'application/x-www-form-urlencoded', '__proto__[x]=1&constructor=2&To=%00'],
  ['bytes', 'application/octet-stream', '\u0000\u0001'],
])('REST answers %s with an error of the provider and lives on', async (_, type, body) => {
  const authorization = `Basic ${Buffer.from(`${credentials.accountSid}:${credentials.authToken}`).toString('base64')}`;
  const url = `${scene.sim.base}/2010-04-01/Accounts/${credentials.accountSid}/Calls.json`;
  const response = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': type }, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ status: 400, more_info: expect.stringMatching(/^https:/) });
  expect((await fetch(`${scene.sim.base}/healthz`)).status).toBe(200);
});
