import twilio from 'twilio';
import { clientArguments } from '../testing/client-arguments.js';
import { loudness } from '../testing/loudness.js';
import { type Scene, startScene } from '../testing/scene.js';

const ALL = ['in-progress', 'completed', 'absent'];
let scene: Scene;
let api: twilio.Twilio;
beforeEach(async () => {
  scene = await startScene();
  api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  scene.app.on('/voice', '<Pause length="600"/>');
});
afterEach(() => scene.stop());

const told = () => scene.app.at('/rec').map((one) => one.params);
const media = async (sid: string | undefined) => Buffer.from(await (await scene.sim.rest('GET', `/Recordings/${sid}.wav`)).arrayBuffer());

/** A caller at 440 Hz who talks with somebody at 660 Hz. */
async function conversation(): Promise<string> {
  scene.app.on('/voice', '<Dial action="/done"><Client>a</Client></Dial>');
  scene.app.on('/done', '<Pause length="600"/>');
  await scene.phone('client:a', 'answer', { afterMs: 0, toneHz: 660 });
  const call = await scene.phoneIn({ speak: 440 });
  await scene.sim.advance(1_000);
  return call;
}
const record = (call: string, more = {}) =>
  api.calls(call).recordings.create({
    recordingStatusCallback: `${scene.app.url}/rec`,
    recordingStatusCallbackEvent: ALL,
    recordingChannels: 'dual',
    ...more,
  });

test('a call that goes on is recorded from the middle: he himself on one channel, whom he hears on the other', async () => {
  const call = await conversation();
  await scene.sim.advance(10_000);
  const recording = await record(call);
  expect(recording).toMatchObject({ status: 'in-progress', source: 'StartCallRecordingAPI', channels: 2, track: 'both', duration: null });
  await scene.sim.advance(8_000);
  await scene.act((await scene.sim.leg('client:a')).callSid, 'hangup');
  await scene.sim.advance(8_000);
  await scene.act(call, 'hangup');
  expect(told().map((one) => [one.RecordingStatus, one.RecordingDuration, one.RecordingSource])).toEqual([
    ['in-progress', '-1', 'StartCallRecordingAPI'],
    ['completed', '16', 'StartCallRecordingAPI'],
  ]);
  const wav = await media(recording.sid);
  expect(loudness(wav, 2, 0, 440)).toBeGreaterThan(1_000);
  expect(loudness(wav, 2, 1, 660, 0, 8_000)).toBeGreaterThan(1_000);
  expect(loudness(wav, 2, 1, 660, 8_000, 16_000)).toBeLessThan(50);
  expect((await api.calls(call).recordings.list()).map((one) => one.sid)).toEqual([recording.sid]);
  expect(await api.calls(call).recordings(recording.sid).fetch()).toMatchObject({ status: 'completed', duration: '16' });
  expect(await api.calls(call).recordings(recording.sid).remove()).toBe(true);
  await expect(api.calls(call).recordings(recording.sid).fetch()).rejects.toMatchObject({ code: 20404 });
});

test.each([
  ['silence', 24, [8_000, 16_000]],
  ['skip', 16, null],
])('a pause with %s', async (pauseBehavior, seconds, quiet) => {
  const call = await conversation();
  const { sid } = await record(call);
  const current = api.calls(call).recordings('Twilio.CURRENT');
  await scene.sim.advance(8_000);
  expect(await current.update({ status: 'paused', pauseBehavior })).toMatchObject({ status: 'paused', sid });
  await scene.sim.advance(8_000);
  expect(await current.update({ status: 'in-progress' })).toMatchObject({ status: 'in-progress' });
  await scene.sim.advance(8_000);
  expect(await api.calls(call).recordings(sid).update({ status: 'stopped' })).toMatchObject({ status: 'stopped' });
  await scene.sim.advance(0);
  expect(told().at(-1)).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: String(seconds) });
  const wav = await media(sid);
  expect(wav.length).toBe(44 + seconds * 8_000 * 4);
  expect(loudness(wav, 2, 0, 440, 0, 8_000)).toBeGreaterThan(1_000);
  expect(loudness(wav, 2, 0, 440, (seconds - 8) * 1_000, seconds * 1_000)).toBeGreaterThan(1_000);
  if (quiet) expect(loudness(wav, 2, 0, 440, quiet[0], quiet[1])).toBeLessThan(50);
  await expect(current.update({ status: 'paused' })).rejects.toMatchObject({ code: 20404 });
  await expect(api.calls(call).recordings(sid).update({ status: 'in-progress' })).rejects.toMatchObject({ code: 21220 });
});

test('a recording that is paused when its call ends is finished without the pause', async () => {
  const call = await conversation();
  await record(call);
  await scene.sim.advance(4_000);
  await api.calls(call).recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
  await scene.sim.advance(4_000);
  await scene.act(call, 'hangup');
  expect(told().at(-1)).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '4' });
});

test('what a Dial records is paused the same way', async () => {
  scene.app.on('/voice', '<Dial record="record-from-answer-dual" recordingStatusCallback="/rec"><Client>a</Client></Dial>');
  await scene.phone('client:a', 'answer', { afterMs: 0, talkMs: 12_000 });
  const call = await scene.phoneIn();
  await scene.sim.advance(4_000);
  await api.calls(call).recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
  await scene.sim.advance(4_000);
  await api.calls(call).recordings('Twilio.CURRENT').update({ status: 'in-progress' });
  await scene.sim.advance(4_000);
  expect(told()).toMatchObject([{ RecordingStatus: 'completed', RecordingDuration: '8', RecordingSource: 'DialVerb' }]);
});

test.each([
  ['inbound', 440, 660],
  ['outbound', 660, 440],
])('the %s track alone', async (recordingTrack, present, absent) => {
  const call = await conversation();
  const { sid } = await record(call, { recordingTrack, recordingChannels: 'mono' });
  await scene.sim.advance(8_000);
  await scene.act(call, 'hangup');
  expect(told().at(-1)).toMatchObject({ RecordingTrack: recordingTrack, RecordingChannels: '1' });
  const wav = await media(sid);
  expect(loudness(wav, 1, 0, present)).toBeGreaterThan(1_000);
  expect(loudness(wav, 1, 0, absent)).toBeLessThan(50);
});

test('a call that has not been answered, or is over, is not recorded', async () => {
  scene.app.on('/voice', '<Dial answerOnBridge="true"><Number>+359888000001</Number></Dial>');
  const call = await scene.phoneIn();
  await expect(record(call)).rejects.toMatchObject({ status: 400, code: 21220 });
  await scene.act(call, 'hangup');
  await expect(record(call)).rejects.toMatchObject({ status: 400, code: 21220 });
  await expect(record(call, { recordingChannels: 'quad' })).rejects.toMatchObject({ code: 20001 });
  await expect(api.calls(call).recordings('Twilio.CURRENT').update({ status: 'paused' })).rejects.toMatchObject({ code: 20404 });
});

test('markup starts a recording beside what follows, and stops it by its name', async () => {
  const callback = 'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed"';
  scene.app.on(
    '/voice',
    `<Start><Recording name="mine" ${callback}/></Start><Pause length="5"/><Stop><Recording name="mine"/></Stop><Stop><Recording name="mine"/></Stop><Pause length="60"/>`,
  );
  const call = await scene.phoneIn();
  expect(told()).toMatchObject([{ RecordingStatus: 'in-progress', RecordingSource: 'StartCallRecordingTwiML', RecordingChannels: '2' }]);
  await scene.sim.advance(5_000);
  expect(told().at(-1)).toMatchObject({ RecordingStatus: 'completed', RecordingDuration: '5', CallSid: call });
  expect((await scene.ledger(call)).warnings.map((one) => one.code)).toEqual([12200]);
  expect(await scene.status(call)).toBe('in-progress');
});

test('a document that only starts a recording ends the call with it', async () => {
  scene.app.on('/voice', '<Start><Recording recordingStatusCallback="/rec" recordingStatusCallbackEvent="absent"/></Start>');
  const call = await scene.phoneIn();
  expect(await scene.status(call)).toBe('completed');
  expect(told()).toMatchObject([{ RecordingStatus: 'absent' }]);
});

test('other things to start are not simulated', async () => {
  scene.app.on('/voice', '<Start><Stream url="wss://a.example"/></Start>');
  const call = await scene.phoneIn();
  expect((await scene.ledger(call)).warnings.map((one) => one.code)).toEqual([12200]);
});
