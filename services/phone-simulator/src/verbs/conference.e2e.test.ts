import twilio from 'twilio';
import { clientArguments } from '../testing/client-arguments.js';
import { loudness } from '../testing/loudness.js';
import { OURS, type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  scene.app.on('/done', '<Pause length="30"/>');
});
afterEach(() => scene.stop());

const ALL = 'start end join leave mute hold modify speaker announcement';
/** Calls are put into the room, each with attributes by who phones. */
const room = (attributes: Record<string, string> = {}, dial = 'action="/done"') =>
  scene.app.on(
    '/voice',
    ({ params }) =>
      `<Dial ${dial}><Conference statusCallback="/events" statusCallbackEvent="${ALL}" ${attributes[params.From ?? ''] ?? ''}>room</Conference></Dial>`,
  );
const phoneIn = (from: string, extra: Record<string, unknown> = {}) => scene.phoneIn({ from, ...extra });
const events = () => scene.app.at('/events').map((one) => one.params);
const told = () => events().map((one) => one.StatusCallbackEvent);
const heard = async (call: string) => (await scene.ledger(call)).heard.map((one) => one.what);

test('one waits with music; with the second it starts, and each hears the other', async () => {
  room();
  const one = await phoneIn('+359888000001');
  await scene.sim.advance(4_000);
  const before = await scene.ledger();
  expect(before.conferences).toMatchObject([{ friendlyName: 'room', status: 'init' }]);
  expect(before.audible).toEqual([]);
  const two = await phoneIn('+359888000002');
  const { conferences, audible } = await scene.ledger();
  expect(conferences[0]?.status).toBe('in-progress');
  expect(audible.map((pair) => [pair.listenerCallSid, pair.speakerCallSid, pair.to])).toEqual([
    [one, two, null],
    [two, one, null],
  ]);
  expect(await heard(one)).toEqual(['ring', 'play', 'beep', 'conference']);
  expect(told()).toEqual(['participant-join', 'participant-join', 'conference-start']);
  expect(events()[0]).toMatchObject({
    ConferenceSid: conferences[0]?.sid,
    FriendlyName: 'room',
    SequenceNumber: '1',
    CallSid: one,
    Muted: 'false',
    Hold: 'false',
    Coaching: 'false',
    EndConferenceOnExit: 'false',
    StartConferenceOnEnter: 'true',
  });
  expect(scene.app.at('/events')[0]?.headers['x-twilio-signature']).toBeDefined();
});

test('the last to leave ends it, and those who outlive it go on with the action', async () => {
  room();
  const one = await phoneIn('+359888000001');
  const two = await phoneIn('+359888000002');
  await scene.sim.advance(10_000);
  await scene.act(one, 'hangup');
  expect((await scene.ledger()).conferences[0]?.status).toBe('in-progress');
  await scene.act(two, 'hangup');
  expect(told().slice(3)).toEqual(['participant-leave', 'participant-leave', 'conference-end']);
  expect(events()[3]).toMatchObject({ CallSid: one, ReasonParticipantLeft: 'participant_hung_up', ParticipantCallStatus: 'completed' });
  expect(events().at(-1)).toMatchObject({ ReasonConferenceEnded: 'last-participant-left', CallSidEndingConference: two });
  expect(events().map((one) => Number(one.SequenceNumber))).toEqual([1, 2, 3, 4, 5, 6]);
  expect(scene.app.at('/done').map((one) => [one.params.DialCallStatus, one.params.CallStatus])).toEqual([
    ['answered', 'completed'],
    ['answered', 'completed'],
  ]);
});

test('a moderator who leaves takes the conference with him: the others go on with the action', async () => {
  room({ '+359888000001': 'endConferenceOnExit="true" participantLabel="agent"' });
  const moderator = await phoneIn('+359888000001');
  const client = await phoneIn('+359888000002');
  await scene.act(moderator, 'hangup');
  expect(events().at(-1)).toMatchObject({
    StatusCallbackEvent: 'conference-end',
    ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    CallSidEndingConference: moderator,
    ParticipantLabelEndingConference: 'agent',
  });
  expect(events().at(-2)).toMatchObject({ CallSid: client, ReasonParticipantLeft: 'moderator_ended_conference' });
  expect(
    scene.app
      .at('/done')
      .map((one) => one.params.CallSid)
      .sort(),
  ).toEqual([client, moderator].sort());
  expect(await scene.status(client)).toBe('in-progress');
});

test('without an action the verbs after the Dial follow', async () => {
  scene.app.on('/voice', '<Dial><Conference>room</Conference></Dial><Redirect>/after</Redirect>');
  await phoneIn('+359888000001');
  await phoneIn('+359888000002');
  const api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  const [conference] = await api.conferences.list({ status: 'in-progress' });
  await api.conferences(conference?.sid ?? '').update({ status: 'completed' });
  await scene.sim.advance(0);
  expect(scene.app.at('/after')).toHaveLength(2);
});

test('those who may not start it wait together until somebody may', async () => {
  const guest = 'startConferenceOnEnter="false"';
  room({ '+359888000001': guest, '+359888000002': guest });
  await phoneIn('+359888000001');
  await phoneIn('+359888000002');
  expect((await scene.ledger()).conferences[0]?.status).toBe('init');
  await phoneIn('+359888000003');
  const { conferences, audible } = await scene.ledger();
  expect(conferences[0]?.status).toBe('in-progress');
  expect(audible).toHaveLength(6);
});

test('the waiting music is a document that may go round in circles, and stops when it starts', async () => {
  room({ '+359888000001': 'waitUrl="/wait" waitMethod="GET"', '+359888000002': 'waitUrl=""' });
  scene.app.on('/wait', '<Say>one two</Say><Pause length="2"/><Dial/><Redirect/>');
  const call = await phoneIn('+359888000001');
  await scene.sim.advance(7_000);
  await phoneIn('+359888000002');
  const asked = scene.app.at('/wait');
  expect(asked.map((one) => one.method)).toEqual(['GET', 'POST', 'POST']);
  expect(asked[0]?.params).toMatchObject({ CallSid: call });
  await scene.sim.advance(20_000);
  expect(scene.app.at('/wait')).toHaveLength(3);
  expect((await scene.ledger(call)).warnings.every((one) => one.code === 12200)).toBe(true);
});

test('without its waiting music nobody gets in: the action is asked', async () => {
  room({ '+359888000001': 'waitUrl="/nowhere"' });
  scene.app.on('/nowhere', { status: 500 });
  const call = await phoneIn('+359888000001');
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'failed' });
  expect(await scene.status(call)).toBe('in-progress');
  expect((await scene.ledger()).conferences[0]?.status).toBe('completed');
});

test('muted hears and is not heard; a coach is heard by the coached alone', async () => {
  room({ '+359888000002': 'muted="true"' });
  const client = await phoneIn('+359888000001');
  const listener = await phoneIn('+359888000002');
  const agent = await phoneIn('+359888000003');
  room({ '+359888000004': `coach="${agent}"` });
  const coach = await phoneIn('+359888000004');
  const names = new Map([client, listener, agent, coach].map((sid, index) => [sid, ['client', 'listener', 'agent', 'coach'][index]]));
  const open = (await scene.ledger()).audible.filter((pair) => pair.to === null);
  expect(open.map((pair) => `${names.get(pair.listenerCallSid)} hears ${names.get(pair.speakerCallSid)}`).sort()).toEqual([
    'agent hears client',
    'agent hears coach',
    'client hears agent',
    'coach hears agent',
    'coach hears client',
    'listener hears agent',
    'listener hears client',
  ]);
});

test.each([
  ['a full room', 'maxParticipants="2"', {}, 16020],
  ['a label that is taken', 'participantLabel="agent"', {}, 16025],
  ['a label that looks like a call', '', { '+359888000003': `participantLabel="CA${'0'.repeat(32)}"` }, 16023],
  ['coaching one who is not there', '', { '+359888000003': `coach="CA${'0'.repeat(32)}"` }, 13240],
])('%s is an error, and the call goes on with the action', async (_, all, third, code) => {
  const label = all.startsWith('participantLabel');
  room({ '+359888000001': all, ...(label ? { '+359888000003': all } : {}), ...third });
  await phoneIn('+359888000001');
  await phoneIn('+359888000002');
  const call = await phoneIn('+359888000003');
  expect((await scene.ledger(call)).warnings.map((one) => one.code)).toEqual([code]);
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ CallSid: call, DialCallStatus: 'failed' });
  expect((await scene.ledger()).conferences[0]?.participants.filter((one) => one.leftAt === null)).toHaveLength(2);
});

test('beeps tell the others who comes and goes, when they are wanted', async () => {
  room({ '+359888000002': 'beep="onExit"', '+359888000003': 'beep="false"' });
  const call = await phoneIn('+359888000001');
  const two = await phoneIn('+359888000002');
  const three = await phoneIn('+359888000003');
  await scene.act(two, 'hangup');
  await scene.act(three, 'hangup');
  const beeps = (await scene.ledger(call)).heard.filter((one) => one.what === 'beep');
  expect(beeps.map((one) => one.detail)).toEqual(['+359888000002 left']);
});

test('a participant leaves with the star when he may, and when his time is up', async () => {
  room({}, 'action="/done" hangupOnStar="true" timeLimit="60"');
  const call = await phoneIn('+359888000001');
  const other = await phoneIn('+359888000002');
  await scene.sim.control('POST', `/control/calls/${call}/digits`, { digits: '*' });
  expect(scene.app.at('/done').map((one) => one.params.CallSid)).toEqual([call]);
  await scene.sim.advance(60_000);
  expect(scene.app.at('/done').map((one) => one.params.CallSid)).toEqual([call, other]);
});

test('a recording begins with the second participant: the first on one channel, the others on the other, silent while muted', async () => {
  const recorded = 'record="record-from-start" recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"';
  room({ '+359888000001': recorded });
  const one = await phoneIn('+359888000001', { speak: 440 });
  await scene.sim.advance(5_000);
  const two = await phoneIn('+359888000002', { speak: 660 });
  await scene.sim.advance(8_000);
  const api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  const [conference] = await api.conferences.list({ friendlyName: 'room' });
  await api
    .conferences(conference?.sid ?? '')
    .participants(one)
    .update({ muted: true });
  await scene.sim.advance(8_000);
  await scene.act(one, 'hangup');
  await scene.act(two, 'hangup');
  const [begun, done] = scene.app.at('/rec').map((got) => got.params);
  expect(begun).toMatchObject({ RecordingStatus: 'in-progress', RecordingSource: 'Conference' });
  expect(done).toMatchObject({
    RecordingStatus: 'completed',
    RecordingDuration: '16',
    ConferenceSid: conference?.sid,
    RecordingChannels: '2',
  });
  expect(done).not.toHaveProperty('CallSid');
  const media = async (query: string) =>
    Buffer.from(await (await scene.sim.rest('GET', `/Recordings/${done?.RecordingSid}.wav${query}`)).arrayBuffer());
  const dual = await media('?RequestedChannels=2');
  expect(loudness(dual, 2, 0, 440, 0, 8_000)).toBeGreaterThan(1_000);
  expect(loudness(dual, 2, 0, 440, 8_000, 16_000)).toBeLessThan(50);
  expect(loudness(dual, 2, 1, 660, 8_000, 16_000)).toBeGreaterThan(1_000);
  const mono = await media('');
  expect(mono.readUInt16LE(22)).toBe(1);
  expect(loudness(mono, 1, 0, 440, 0, 8_000)).toBeGreaterThan(1_000);
  expect((await scene.ledger(two)).recordings).toEqual([]);
});

test('what the Dial records is the caller and whoever he hears at the moment', async () => {
  room({}, 'action="/done" record="record-from-answer-dual"');
  const one = await phoneIn('+359888000001', { speak: 440 });
  await scene.sim.advance(4_000);
  await phoneIn('+359888000002', { speak: 660, talkMs: 8_000 });
  await scene.sim.advance(8_000);
  await scene.act(one, 'hangup');
  const [recording] = (await scene.ledger(one)).recordings;
  const media = Buffer.from(await (await scene.sim.rest('GET', `/Recordings/${recording?.sid}.wav`)).arrayBuffer());
  expect(recording).toMatchObject({ duration: 12, channels: 2 });
  expect(loudness(media, 2, 1, 660, 0, 4_000)).toBeLessThan(50);
  expect(loudness(media, 2, 1, 660, 4_000, 12_000)).toBeGreaterThan(1_000);
  expect(scene.app.at('/done').find((got) => got.params.CallSid === one)?.params).toMatchObject({ RecordingSid: recording?.sid });
});

test('the document a callee hears before he is joined may not Dial a conference', async () => {
  scene.app.on('/voice', '<Dial><Number url="/screen">+359888000009</Number></Dial>');
  scene.app.on('/screen', '<Dial><Conference>room</Conference></Dial>');
  await scene.phone('+359888000009', 'answer', { afterMs: 0 });
  await scene.phoneIn();
  await scene.sim.advance(1_000);
  expect((await scene.ledger()).warnings.map((one) => one.code)).toEqual([13201]);
});

test('a reset forgets conferences, and tells nobody of their end', async () => {
  room();
  await phoneIn('+359888000001');
  await phoneIn('+359888000002');
  await scene.sim.control('POST', '/control/reset');
  await scene.sim.advance(60_000);
  expect(told()).toHaveLength(3);
  expect(await scene.ledger()).toMatchObject({ conferences: [], audible: [] });
  await scene.sim.control('PUT', `/control/numbers/${OURS}`, { voiceUrl: `${scene.app.url}/voice` });
  await phoneIn('+359888000001');
  expect((await scene.ledger()).conferences).toMatchObject([{ status: 'init' }]);
});
