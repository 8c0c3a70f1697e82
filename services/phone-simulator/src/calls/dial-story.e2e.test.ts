import { type Application, startApplication } from '../testing/application.js';
import { credentials, type SimulatorClient, startTestSimulator } from '../testing/simulator-client.js';
import { sign } from '../webhooks/sign.js';

const OURS = '+35921234567';
const CALLER = '+359888123456';
let app: Application;
let sim: SimulatorClient;

beforeEach(async () => {
  app = await startApplication();
  sim = await startTestSimulator();
  await sim.control('PUT', `/control/numbers/${encodeURIComponent(OURS)}`, {
    voiceUrl: `${app.url}/voice#rc=2`,
    voiceFallbackUrl: `${app.url}/fallback`,
    statusCallback: `${app.url}/number-status`,
  });
});
afterEach(async () => {
  await sim.stop();
  await app.stop();
});

const phoneIn = (extra: object = {}) => sim.control<{ callSid: string }>('POST', '/control/calls', { from: CALLER, to: OURS, ...extra });

test('a caller is dialled through, both talk, and everyone is told in order', async () => {
  app.on(
    '/voice',
    `<Dial action="${app.url}/done" answerOnBridge="true" record="record-from-answer-dual" recordingStatusCallback="${app.url}/rec" recordingStatusCallbackEvent="in-progress completed"><Sip statusCallback="${app.url}/leg" statusCallbackEvent="initiated ringing answered completed">sip:ivan@pbx.example</Sip></Dial>`,
  );
  app.on('/done', '<Hangup/>');
  const { callSid } = await phoneIn();
  const child = await sim.leg('sip:ivan@pbx.example', 'ringing');
  expect((await sim.leg(OURS)).status).toBe('ringing');
  await sim.advance(4_000);
  await sim.control('POST', `/control/calls/${child.callSid}/answer`);
  await sim.advance(30_000);
  await sim.control('POST', `/control/calls/${child.callSid}/hangup`);

  expect(app.at('/leg').map((one) => [one.params.CallStatus, one.params.SequenceNumber, one.params.ParentCallSid])).toEqual([
    ['initiated', '0', callSid],
    ['ringing', '1', callSid],
    ['in-progress', '2', callSid],
    ['completed', '3', callSid],
  ]);
  expect(app.at('/done')[0]?.params).toMatchObject({
    CallSid: callSid,
    CallStatus: 'in-progress',
    DialCallStatus: 'completed',
    DialBridged: 'true',
    DialCallSid: child.callSid,
    DialCallDuration: '30',
  });
  expect(app.at('/rec').map((one) => one.params.RecordingStatus)).toEqual(['in-progress', 'completed']);
  expect(app.at('/rec')[1]?.params).toMatchObject({
    CallSid: callSid,
    RecordingDuration: '30',
    RecordingChannels: '2',
    RecordingSource: 'DialVerb',
  });
  expect(app.at('/number-status')[0]?.params).toMatchObject({ CallSid: callSid, CallStatus: 'completed', CallDuration: '30' });

  const sid = app.at('/rec')[1]?.params.RecordingSid ?? '';
  const media = Buffer.from(await (await sim.rest('GET', `/Recordings/${sid}.wav`)).arrayBuffer());
  expect(media.length).toBe(44 + 30 * 8_000 * 2 * 2);
  expect(media.readUInt16LE(22)).toBe(2);
});

test('every webhook is signed over the configured address without its fragment', async () => {
  app.on('/voice', '<Say>Hello</Say>');
  await phoneIn();
  const [voice] = app.at('/voice');
  expect(voice?.headers['x-twilio-signature']).toBe(sign(credentials.authToken, `${app.url}/voice`, voice?.params ?? {}));
  expect(voice?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/);
  expect(voice?.params).toMatchObject({
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: CALLER,
    To: OURS,
    ApiVersion: '2010-04-01',
    AccountSid: credentials.accountSid,
  });
});

test('nobody answers: the action is asked with no-answer, the message is recorded, the caller is heard', async () => {
  app.on('/voice', `<Dial action="${app.url}/done" timeout="20"><Client>ivan_1</Client><Number>+359888000001</Number></Dial>`);
  app.on(
    '/done',
    `<Say language="en-US">Leave a message</Say><Record action="${app.url}/recorded" recordingStatusCallback="${app.url}/rec"/>`,
  );
  const { callSid } = await phoneIn({ speakMs: 7_000 });
  await sim.advance(19_999);
  expect(app.at('/done')).toHaveLength(0);
  await sim.advance(1);
  expect(app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  await sim.advance(60_000);
  expect(app.at('/recorded')[0]?.params).toMatchObject({ Digits: 'hangup', RecordingDuration: '7', CallStatus: 'completed' });
  expect(app.at('/rec')[0]?.params).toMatchObject({ RecordingStatus: 'completed', RecordingChannels: '1', CallSid: callSid });
  const ledger = await sim.control<{ heard: { what: string }[] }>('GET', `/control/ledger?callSid=${callSid}`);
  expect(ledger.heard.map((entry) => entry.what)).toEqual(expect.arrayContaining(['ring', 'say', 'beep', 'end']));
});
