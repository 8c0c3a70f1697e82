import { type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
afterEach(() => scene.stop());

const codes = async (callSid: string) => (await scene.ledger(callSid)).warnings.map((one) => one.code);

test('an application that answers 500: the fallback address is asked and told why', async () => {
  scene = await startScene({ fallback: '/fallback' });
  scene.app.on('/voice', { status: 500 });
  scene.app.on('/fallback', '<Say>One moment</Say>');
  const call = await scene.phoneIn();
  expect(scene.app.at('/fallback')[0]?.params).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${scene.app.url}/voice`, CallSid: call });
  expect(await codes(call)).toEqual([11200]);
  expect((await scene.ledger(call)).heard.map((one) => one.what)).toContain('say');
});

test('no fallback: the caller hears an error and the call ends', async () => {
  scene = await startScene();
  scene.app.on('/voice', { status: 503 });
  const call = await scene.phoneIn();
  await scene.sim.advance(10_000);
  expect((await scene.ledger(call)).heard.map((one) => one.what)).toContain('error');
  expect(await scene.status(call)).toBe('completed');
});

test.each([
  ['a document that does not parse', { body: '<Response><Say>' }, 12100],
  ['a document with another root', { body: '<Hello/>' }, 12102],
  ['a content type that is none of markup, sound, text', { body: '{}', type: 'application/json' }, 12300],
  ['more than 64 kB', { body: `<Response><Say>${'x'.repeat(70_000)}</Say></Response>` }, 11750],
])('%s is an error of its own, and the fallback takes over', async (_, reply, code) => {
  scene = await startScene({ fallback: '/fallback' });
  scene.app.on('/voice', reply);
  scene.app.on('/fallback', '<Hangup/>');
  const call = await scene.phoneIn();
  expect(await codes(call)).toEqual([code]);
  expect(scene.app.at('/fallback')[0]?.params.ErrorCode).toBe(String(code));
});

test('an unknown attribute is a warning, and the call goes on', async () => {
  scene = await startScene();
  scene.app.on('/voice', '<Say volume="11">Hello</Say><Bow/>');
  const call = await scene.phoneIn();
  expect((await scene.ledger(call)).warnings).toMatchObject([
    { code: 12200, level: 'warning' },
    { code: 12200, level: 'warning' },
  ]);
  expect((await scene.ledger(call)).heard.map((one) => one.what)).toContain('say');
});

test('rp and rc retry one delivery, with the same idempotency token', async () => {
  scene = await startScene({ voice: '#rc=2&rp=5xx' });
  let tries = 0;
  scene.app.on('/voice', () => {
    tries += 1;
    return tries < 3 ? { status: 500 } : '<Hangup/>';
  });
  await scene.phoneIn();
  const got = scene.app.at('/voice');
  expect(got).toHaveLength(3);
  expect(new Set(got.map((one) => one.headers['i-twilio-idempotency-token'])).size).toBe(1);
});

test('a 4xx is not tried again unless asked for', async () => {
  scene = await startScene({ voice: '#rc=5' });
  scene.app.on('/voice', { status: 404 });
  await scene.phoneIn();
  expect(scene.app.at('/voice')).toHaveLength(1);
});

test('an application slower than its deadline loses the call to the fallback', async () => {
  scene = await startScene({ voice: '#rt=200&tt=300', fallback: '/fallback' });
  scene.app.on('/voice', { afterMs: 1_000, body: '<Response/>' });
  scene.app.on('/fallback', '<Say>Sorry</Say>');
  const call = await scene.phoneIn();
  expect(scene.app.at('/fallback')).toHaveLength(1);
  expect(await codes(call)).toEqual([11200]);
});

test('an address where nobody listens is 11205', async () => {
  scene = await startScene({ fallback: '/fallback' });
  await scene.sim.control('PUT', '/control/numbers/+35929999999', {
    voiceUrl: 'http://127.0.0.1:9/voice',
    voiceFallbackUrl: `${scene.app.url}/fallback`,
  });
  scene.app.on('/fallback', '<Hangup/>');
  const call = await scene.phoneIn({ to: '+35929999999' });
  expect(await codes(call)).toEqual([11205]);
  expect(scene.app.at('/fallback')).toHaveLength(1);
});

test('a redirect turns the POST into a GET without its parameters', async () => {
  scene = await startScene();
  scene.app.on('/voice', { status: 302, location: '/moved?x=1' });
  scene.app.on('/moved', '<Say>Here</Say><Redirect>next</Redirect>');
  scene.app.on('/next', '<Hangup/>');
  await scene.phoneIn();
  expect(scene.app.at('/moved')[0]).toMatchObject({ method: 'GET', params: { x: '1' } });
  await scene.sim.advance(5_000);
  expect(scene.app.at('/next')).toHaveLength(1);
});

test('method GET puts the parameters into the address, which is what is signed', async () => {
  scene = await startScene();
  await scene.sim.control('PUT', '/control/numbers/+35929999999', { voiceUrl: `${scene.app.url}/voice?a=1`, voiceMethod: 'GET' });
  scene.app.on('/voice', '<Hangup/>');
  await scene.phoneIn({ to: '+35929999999' });
  expect(scene.app.at('/voice')[0]).toMatchObject({ method: 'GET', params: { a: '1', CallStatus: 'ringing' } });
});

test('plain text is read out', async () => {
  scene = await startScene();
  scene.app.on('/voice', { type: 'text/plain', body: 'Добър ден' });
  const call = await scene.phoneIn();
  expect((await scene.ledger(call)).heard).toContainEqual(expect.objectContaining({ what: 'say', detail: 'Добър ден' }));
});

test('a callback that is refused is not sent again', async () => {
  scene = await startScene();
  scene.app.on('/voice', '<Hangup/>');
  scene.app.on('/number-status', { status: 403 });
  const call = await scene.phoneIn();
  expect(scene.app.at('/number-status')).toHaveLength(1);
  expect((await scene.ledger(call)).warnings).toMatchObject([{ code: 11200, level: 'warning' }]);
});

test.each(['anonymous', 'Restricted', '+266696687', 'sip:bob@b.example;transport=tcp', 'client:bob', '112', 'Иван ‮<b>', ''])(
  'a caller may call himself %j',
  async (from) => {
    scene = await startScene();
    scene.app.on('/voice', '<Hangup/>');
    await scene.phoneIn({ from });
    expect(scene.app.at('/voice')[0]?.params).toMatchObject({ From: from, Caller: from });
  },
);
