import { OURS, type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  scene.app.on('/done', '<Hangup/>');
});
afterEach(() => scene.stop());

const dialed = (inner: string, attributes = '') =>
  scene.app.on('/voice', `<Dial action="${scene.app.url}/done" ${attributes}>${inner}</Dial>`);
const done = () => scene.app.at('/done')[0]?.params;

test('ten ring, two answer in the same moment: the first has the call, the second is hung up on, the rest are canceled', async () => {
  dialed(Array.from({ length: 10 }, (_, n) => `<Client>m_${n}</Client>`).join(''));
  for (let n = 0; n < 10; n += 1) await scene.phone(`client:m_${n}`, n < 2 ? 'answer' : 'no-answer', { afterMs: 3_000 });
  const call = await scene.phoneIn();
  await scene.sim.control('POST', '/control/clock/advance', { ms: 3_000, stepMs: 1 });
  const legs = await Promise.all(Array.from({ length: 10 }, (_, n) => scene.sim.leg(`client:m_${n}`)));
  expect(legs.map((leg) => leg.status)).toEqual(['in-progress', 'completed', ...Array<string>(8).fill('canceled')]);
  expect((await scene.ledger(call)).bridges).toMatchObject([{ parentCallSid: call, childCallSid: legs[0]?.callSid, to: null }]);
});

test('with a lag in cancelling, whoever picks up too late is answered and dropped', async () => {
  await scene.sim.control('PUT', '/control/faults', { cancelLagMs: 200 });
  dialed('<Client>a</Client><Client>b</Client><Client>c</Client>');
  await scene.phone('client:a', 'answer', { afterMs: 1_000 });
  await scene.phone('client:b', 'answer', { afterMs: 1_050 });
  await scene.phone('client:c', 'answer', { afterMs: 1_500 });
  await scene.phoneIn();
  await scene.sim.advance(2_000);
  expect([
    (await scene.sim.leg('client:a')).status,
    (await scene.sim.leg('client:b')).status,
    (await scene.sim.leg('client:c')).status,
  ]).toEqual(['in-progress', 'completed', 'canceled']);
});

test.each([
  ['decline', 'busy'],
  ['no-answer', 'no-answer'],
  ['unreachable', 'failed'],
])('a desk phone that will %s: %s', async (behaviour, status) => {
  dialed('<Sip>sip:ivan@pbx.example</Sip>', 'timeout="20"');
  await scene.phone('sip:ivan@pbx.example', behaviour);
  await scene.phoneIn();
  await scene.sim.advance(20_000);
  expect(done()).toMatchObject({ DialCallStatus: status, DialBridged: 'false', CallStatus: 'in-progress' });
});

test('a browser that is not registered ends at once as no-answer', async () => {
  dialed('<Client>nobody</Client>');
  await scene.phoneIn();
  expect(done()).toMatchObject({ DialCallStatus: 'no-answer' });
});

test('in sequence, each rings alone for its own time', async () => {
  dialed('<Number>+359888000001</Number><Number>+359888000002</Number>', 'sequential="true" timeout="10"');
  await scene.phoneIn();
  expect((await scene.sim.control<unknown[]>('GET', '/control/legs?state=ringing')).length).toBe(1);
  await scene.sim.advance(10_000);
  expect((await scene.sim.leg('+359888000001')).status).toBe('no-answer');
  const second = await scene.sim.leg('+359888000002', 'ringing');
  await scene.act(second.callSid, 'answer');
  expect((await scene.ledger()).bridges).toHaveLength(1);
});

test('answerOnBridge keeps the caller ringing until he is joined', async () => {
  dialed('<Number>+359888000001</Number>', 'answerOnBridge="true"');
  const call = await scene.phoneIn();
  await scene.sim.advance(5_000);
  expect(await scene.status(call)).toBe('ringing');
  await scene.act((await scene.sim.leg('+359888000001')).callSid, 'answer');
  expect(await scene.status(call)).toBe('in-progress');
});

test('answerOnBridge after another verb means nothing any more', async () => {
  scene.app.on('/voice', '<Say>Hello</Say><Dial answerOnBridge="true"><Number>+359888000001</Number></Dial>');
  const call = await scene.phoneIn();
  await scene.sim.advance(2_000);
  expect(await scene.status(call)).toBe('in-progress');
});

test('a caller who gives up while it rings: the others stop, the action is asked and ignored, the number is told', async () => {
  dialed('<Number>+359888000001</Number>', 'answerOnBridge="true"');
  scene.app.on('/done', '<Say>nobody hears this</Say>');
  const call = await scene.phoneIn();
  await scene.sim.advance(5_000);
  await scene.act(call, 'hangup');
  expect((await scene.sim.leg('+359888000001')).status).toBe('canceled');
  expect(done()).toMatchObject({ CallStatus: 'no-answer', DialCallStatus: 'canceled', DialBridged: 'false' });
  expect(scene.app.at('/number-status')[0]?.params).toMatchObject({ CallSid: call, CallStatus: 'no-answer', CallDuration: '0' });
  expect((await scene.ledger(call)).heard.map((one) => one.what)).not.toContain('say');
});

test('verbs after a Dial with an action are never reached; without one they are', async () => {
  scene.app.on('/voice', `<Dial><Client>nobody</Client></Dial><Redirect>${scene.app.url}/after</Redirect>`);
  await scene.phoneIn();
  expect(scene.app.at('/after')).toHaveLength(1);
  scene.app.on('/voice', `<Dial action="/done"><Client>nobody</Client></Dial><Redirect>${scene.app.url}/unreachable</Redirect>`);
  await scene.phoneIn();
  expect(scene.app.at('/unreachable')).toHaveLength(0);
});

test('a time limit ends the conversation', async () => {
  dialed('<Client>a</Client>', 'timeLimit="60"');
  await scene.phone('client:a', 'answer', { afterMs: 0 });
  await scene.phoneIn();
  await scene.sim.advance(60_000);
  expect(done()).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '60' });
});

test('a conversation ends by itself when a party only stays so long', async () => {
  dialed('<Client>a</Client>');
  await scene.phone('client:a', 'answer', { afterMs: 2_000, talkMs: 8_000 });
  await scene.phoneIn();
  await scene.sim.advance(10_000);
  expect(done()).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '8' });
});

test.each([
  ['a number that is nobody of ours', '<Number>+359888000001</Number>', 'callerId="+35929999999"', 13214],
  ['words instead of a number', '<Number>Ivan</Number>', '', 13223],
  ['a number too short to be one', '<Number>12</Number>', '', 13224],
  ['eleven nouns', Array.from({ length: 11 }, (_, n) => `<Client>m_${n}</Client>`).join(''), '', 13215],
])('%s fails the Dial with an error, and rings nobody', async (_, inner, attributes, code) => {
  dialed(inner, attributes);
  const call = await scene.phoneIn();
  const ledger = await scene.ledger(call);
  expect(ledger.warnings.map((one) => one.code)).toEqual([code]);
  expect(ledger.legs).toHaveLength(1);
  expect(done()).toMatchObject({ DialCallStatus: 'failed' });
});

test('our own number may be shown, the caller is shown otherwise', async () => {
  dialed('<Number>+359888000001</Number>', `callerId="${OURS}"`);
  await scene.phoneIn();
  expect((await scene.sim.leg('+359888000001')).from).toBe(OURS);
});

test('a callee who presses the key asked for is joined; answered came before the key', async () => {
  dialed(
    `<Number url="${scene.app.url}/screen" statusCallback="${scene.app.url}/leg" statusCallbackEvent="answered completed">+359888000001</Number>`,
    'answerOnBridge="true"',
  );
  scene.app.on(
    '/screen',
    `<Gather numDigits="1" timeout="5" action="${scene.app.url}/accepted"><Say>Press 1 to take a call</Say></Gather><Hangup/>`,
  );
  scene.app.on('/accepted', '<Say>Connecting</Say>');
  await scene.phone('+359888000001', 'answer', { afterMs: 1_000, digits: '1' });
  const call = await scene.phoneIn();
  await scene.sim.advance(1_000);
  expect(scene.app.at('/leg').map((one) => one.params.CallStatus)).toEqual(['in-progress']);
  expect((await scene.ledger(call)).bridges).toEqual([]);
  expect(await scene.status(call)).toBe('ringing');
  await scene.sim.advance(5_000);
  expect(scene.app.at('/accepted')[0]?.params).toMatchObject({ Digits: '1', ParentCallSid: call });
  expect((await scene.ledger(call)).bridges).toHaveLength(1);
});

test('a voicemail picks up but presses nothing: completed, and not bridged', async () => {
  dialed(`<Number url="${scene.app.url}/screen">+359888000001</Number>`);
  scene.app.on('/screen', '<Gather numDigits="1" timeout="5"><Say>Press 1</Say></Gather><Hangup/>');
  await scene.phone('+359888000001', 'voicemail', { afterMs: 4_000 });
  const call = await scene.phoneIn();
  await scene.sim.advance(20_000);
  expect(done()).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  expect((await scene.ledger(call)).bridges).toEqual([]);
});

test('without a screen a voicemail swallows the caller', async () => {
  dialed('<Number>+359888000001</Number>');
  await scene.phone('+359888000001', 'voicemail', { afterMs: 4_000, talkMs: 10_000 });
  await scene.phoneIn();
  await scene.sim.advance(14_000);
  expect(done()).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '10' });
});

test('parameters of a client noun reach the browser, and its identity may stand in an element', async () => {
  dialed('<Client><Identity>ivan_1</Identity><Parameter name="callId" value="7"/></Client>');
  await scene.phone('client:ivan_1', 'manual');
  await scene.phoneIn();
  expect((await scene.sim.leg('client:ivan_1')).parameters).toEqual({ callId: '7' });
});

test('a conversation shorter than a second leaves an absent recording', async () => {
  dialed(
    '<Client>a</Client>',
    `record="record-from-answer-dual" recordingStatusCallback="${scene.app.url}/rec" recordingStatusCallbackEvent="completed absent"`,
  );
  await scene.phone('client:a', 'answer', { afterMs: 0, talkMs: 100 });
  await scene.phoneIn();
  await scene.sim.advance(1_000);
  expect(scene.app.at('/rec').map((one) => one.params.RecordingStatus)).toEqual(['absent']);
});
