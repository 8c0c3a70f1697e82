import { type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
});
afterEach(() => scene.stop());

const heard = async (call: string) => (await scene.ledger(call)).heard.map((one) => one.what);
const press = (call: string, digits: string) => scene.sim.control('POST', `/control/calls/${call}/digits`, { digits });

test('keys end a Gather as soon as there are enough, also while it still speaks', async () => {
  scene.app.on('/voice', `<Gather numDigits="2" action="/keys"><Say>${'word '.repeat(50)}</Say></Gather>`);
  scene.app.on('/keys', '<Hangup/>');
  const call = await scene.phoneIn();
  await scene.sim.advance(1_000);
  await press(call, '4');
  expect(scene.app.at('/keys')).toHaveLength(0);
  await press(call, '2');
  expect(scene.app.at('/keys')[0]?.params).toMatchObject({ Digits: '42', CallStatus: 'in-progress' });
});

test('the finishing key is not among the digits', async () => {
  scene.app.on('/voice', '<Gather action="/keys"/>');
  const call = await scene.phoneIn();
  await press(call, '123#');
  expect(scene.app.at('/keys')[0]?.params).toMatchObject({ Digits: '123', FinishedOnKey: '#' });
});

test('no key: the next verb follows, or the action when it is wanted for nothing too', async () => {
  scene.app.on('/voice', '<Gather timeout="3" action="/keys"/><Gather timeout="3" action="/empty" actionOnEmptyResult="true"/>');
  await scene.phoneIn();
  await scene.sim.advance(6_000);
  expect(scene.app.at('/keys')).toHaveLength(0);
  expect(scene.app.at('/empty')[0]?.params.Digits).toBe('');
});

test('a rejected call was never answered', async () => {
  scene.app.on('/voice', '<Reject reason="busy"/>');
  const call = await scene.phoneIn();
  expect(scene.app.at('/number-status')[0]?.params).toMatchObject({ CallStatus: 'busy', CallSid: call });
  expect((await scene.ledger(call)).legs[0]?.answeredAt).toBeNull();
});

test('a first Pause delays the answer', async () => {
  scene.app.on('/voice', '<Pause length="3"/><Say>Hello</Say>');
  const call = await scene.phoneIn();
  await scene.sim.advance(2_999);
  expect(await scene.status(call)).toBe('ringing');
  await scene.sim.advance(1);
  expect(await scene.status(call)).toBe('in-progress');
  expect(await heard(call)).toContain('say');
});

test('a Redirect is relative to its document', async () => {
  scene.app.on('/voice', '<Redirect>step?n=1&amp;m=2</Redirect>');
  scene.app.on('/step', '<Hangup/>');
  await scene.phoneIn();
  expect(scene.app.at('/step')).toHaveLength(1);
});

test('a message ends with the key, and its action gets the recording', async () => {
  scene.app.on('/voice', `<Record action="/saved" finishOnKey="#" maxLength="60" recordingStatusCallback="${scene.app.url}/rec"/>`);
  scene.app.on('/saved', '<Say>Thank you</Say>');
  const call = await scene.phoneIn();
  await scene.sim.advance(5_500);
  await press(call, '#');
  const saved = scene.app.at('/saved')[0]?.params;
  expect(saved).toMatchObject({ RecordingDuration: '5', Digits: '#' });
  expect(saved?.RecordingUrl).toMatch(/^https:\/\/api\.twilio\.com\/2010-04-01\/Accounts\/AC[0-9a-f]+\/Recordings\/RE[0-9a-f]{32}$/);
  expect(scene.app.at('/rec')[0]?.params.RecordingSid).toBe(saved?.RecordingSid);
});

test('a message stops at its greatest length', async () => {
  scene.app.on('/voice', '<Record action="/saved" maxLength="10" playBeep="false"/>');
  await scene.phoneIn();
  await scene.sim.advance(10_000);
  expect(scene.app.at('/saved')[0]?.params.RecordingDuration).toBe('10');
});

test('a caller who hangs up at the beep leaves an absent recording and no action', async () => {
  scene.app.on(
    '/voice',
    `<Record action="/saved" recordingStatusCallback="${scene.app.url}/rec" recordingStatusCallbackEvent="completed absent"/>`,
  );
  await scene.phoneIn({ speakMs: 0 });
  await scene.sim.advance(1_000);
  expect(scene.app.at('/rec').map((one) => one.params.RecordingStatus)).toEqual(['absent']);
  expect(scene.app.at('/saved')).toHaveLength(0);
});

test('an empty document picks up and hangs up', async () => {
  scene.app.on('/voice', '');
  const call = await scene.phoneIn();
  expect(scene.app.at('/number-status')[0]?.params).toMatchObject({ CallStatus: 'completed', CallSid: call });
});

test('a Play lasts as long as its sound, and one without sound is an error after which the call goes on', async () => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.write('WAVE', 8);
  header.writeUInt32LE(15_872, 28);
  scene.app.on('/hold.wav', { type: 'audio/wav', body: header.toString('latin1') + 'x'.repeat(31_744) });
  scene.app.on('/voice', '<Play>/hold.wav</Play><Play>/missing.wav</Play><Play>/page</Play><Say>After all</Say>');
  scene.app.on('/missing.wav', { status: 404 });
  scene.app.on('/page', { type: 'text/html', body: '<p>' });
  const call = await scene.phoneIn();
  await scene.sim.advance(10_000);
  const { heard: log, warnings } = await scene.ledger(call);
  expect(log.map((one) => [one.what, one.ms])).toEqual([
    ['ring', 0],
    ['play', 0],
    ['error', 2_000],
    ['error', 2_000],
    ['say', 2_000],
    ['end', 2_800],
  ]);
  expect(warnings.map((one) => one.code)).toEqual([11200, 12300]);
});

test('a call nobody answers is cut by its carrier after a minute', async () => {
  scene.app.on('/voice', '<Dial answerOnBridge="true" timeout="120"><Number>+359888000001</Number></Dial>');
  const call = await scene.phoneIn();
  await scene.sim.advance(60_000);
  expect(scene.app.at('/number-status')[0]?.params).toMatchObject({ CallSid: call, CallStatus: 'no-answer' });
});

test('a carrier’s patience is the call’s own: shorter, or without end, and over with the answer', async () => {
  scene.app.on(
    '/voice',
    '<Dial answerOnBridge="true" timeout="120"><Number>+359888000001</Number></Dial><Dial><Client>gone</Client></Dial>',
  );
  const short = await scene.phoneIn({ carrierPatienceMs: 20_000 });
  const endless = await scene.phoneIn({ carrierPatienceMs: null });
  await scene.sim.advance(119_000);
  expect((await scene.ledger(short)).heard.at(-1)).toMatchObject({ what: 'end', ms: 20_000 });
  expect((await scene.ledger(endless)).heard.map((one) => one.what)).not.toContain('end');
  scene.app.on('/voice', '<Dial timeout="120"><Number>+359888000001</Number></Dial>');
  const answered = await scene.phoneIn({ carrierPatienceMs: 20_000 });
  await scene.sim.advance(60_000);
  expect((await scene.ledger(answered)).heard.map((one) => one.what)).not.toContain('end');
});

test('what the caller hears is written down with its moment', async () => {
  scene.app.on('/ring.wav', { type: 'audio/mpeg', body: 'x' });
  scene.app.on('/voice', '<Say>one two three</Say><Pause length="2"/><Play>/ring.wav</Play>');
  const call = await scene.phoneIn();
  await scene.sim.advance(20_000);
  expect((await scene.ledger(call)).heard.map((one) => [one.what, one.ms])).toEqual([
    ['ring', 0],
    ['say', 0],
    ['silence', 1_200],
    ['play', 3_200],
    ['end', 6_200],
  ]);
});
