import twilio from 'twilio';
import { type Application, startApplication } from '../testing/application.js';
import { clientArguments } from '../testing/client-arguments.js';
import { credentials, type SimulatorClient, startTestSimulator } from '../testing/simulator-client.js';

const OURS = '+35921234567';
const CLIENT_PHONE = '+359888123456';
let app: Application;
let sim: SimulatorClient;
let api: twilio.Twilio;

beforeEach(async () => {
  app = await startApplication();
  sim = await startTestSimulator();
  await sim.control('PUT', `/control/numbers/${OURS}`, { voiceUrl: `${app.url}/voice` });
  api = twilio(...clientArguments(new twilio.RequestClient(), sim.base));
});
afterEach(async () => {
  await sim.stop();
  await app.stop();
});

test('creates a call, which rings, is answered and asks for its document, with callbacks', async () => {
  app.on('/dialled', '<Say>Hello</Say><Pause length="2"/>');
  const created = await api.calls.create({
    to: CLIENT_PHONE,
    from: OURS,
    url: `${app.url}/dialled`,
    statusCallback: `${app.url}/status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    timeout: 20,
  });
  expect(created.status).toBe('queued');
  expect(created.direction).toBe('outbound-api');
  await sim.advance(0);
  await sim.control('POST', `/control/calls/${created.sid}/answer`);
  expect((await api.calls(created.sid).fetch()).status).toBe('in-progress');
  expect(app.at('/dialled')[0]?.params).toMatchObject({
    CallStatus: 'in-progress',
    Direction: 'outbound-api',
    To: CLIENT_PHONE,
    From: OURS,
  });
  await sim.advance(10_000);
  const ended = await api.calls(created.sid).fetch();
  expect(ended.status).toBe('completed');
  expect(ended.duration).toBe('3');
  expect(app.at('/status').map((one) => one.params.CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
});

test('calls by REST leave one a second; the excess waits in the queue', async () => {
  const sids = await Promise.all(
    [1, 2, 3].map(async (n) => (await api.calls.create({ to: `+35988800000${n}`, from: OURS, twiml: '<Response/>' })).sid),
  );
  await sim.advance(0);
  const statuses = async () => Promise.all(sids.map(async (sid) => (await api.calls(sid).fetch()).status));
  expect((await statuses()).sort()).toEqual(['queued', 'queued', 'ringing']);
  await sim.advance(1_000);
  expect((await statuses()).sort()).toEqual(['queued', 'ringing', 'ringing']);
  await sim.advance(1_000);
  expect(await statuses()).toEqual(['ringing', 'ringing', 'ringing']);
});

test('a call by REST is recorded from its answer, and a machine is told apart when asked', async () => {
  await sim.control('PUT', '/control/phones', { address: CLIENT_PHONE, kind: 'mobile', behaviour: 'voicemail', afterMs: 2_000 });
  const created = await api.calls.create({
    to: CLIENT_PHONE,
    from: OURS,
    twiml: '<Response><Say>one two three four five</Say></Response>',
    record: true,
    recordingChannels: 'dual',
    recordingStatusCallback: `${app.url}/rec`,
    machineDetection: 'Enable',
  });
  await sim.advance(30_000);
  expect(await api.calls(created.sid).fetch()).toMatchObject({ status: 'completed', answeredBy: 'machine_start' });
  expect(app.at('/rec')[0]?.params).toMatchObject({
    RecordingSource: 'OutboundAPI',
    RecordingChannels: '2',
    RecordingDuration: '2',
    CallSid: created.sid,
  });
});

test('a call by REST that nobody takes ends after its time', async () => {
  const { sid } = await api.calls.create({
    to: CLIENT_PHONE,
    from: OURS,
    twiml: '<Response/>',
    timeout: 15,
    statusCallback: `${app.url}/status`,
  });
  await sim.advance(14_999);
  expect((await api.calls(sid).fetch()).status).toBe('ringing');
  await sim.advance(1);
  expect(await api.calls(sid).fetch()).toMatchObject({ status: 'no-answer', duration: null });
  expect(app.at('/status').map((one) => one.params.CallStatus)).toEqual(['no-answer']);
});

test.each([
  ['a number that is not ours', { to: CLIENT_PHONE, from: '+35929999999', url: 'http://a.example/' }, 21210],
  ['a destination that is no number', { to: '12', from: OURS, url: 'http://a.example/' }, 21211],
  ['an origin that is no number', { to: CLIENT_PHONE, from: 'Bob', url: 'http://a.example/' }, 21212],
  ['an address that is no URL', { to: CLIENT_PHONE, from: OURS, url: 'nonsense' }, 21205],
  ['neither Url nor Twiml', { to: CLIENT_PHONE, from: OURS }, 21205],
  [
    'an unknown event',
    { to: CLIENT_PHONE, from: OURS, url: 'http://a.example/', statusCallback: 'http://a.example/s', statusCallbackEvent: ['busy'] },
    21626,
  ],
])('refuses %s', async (_, input, code) => {
  await expect(api.calls.create(input)).rejects.toMatchObject({ status: 400, code });
});

test('wrong credentials are refused with 20003, unknown calls with 20404', async () => {
  const stranger = twilio(...clientArguments(new twilio.RequestClient(), sim.base, credentials.accountSid, 'wrong'));
  await expect(stranger.calls.list({ limit: 1 })).rejects.toMatchObject({ status: 401, code: 20003 });
  await expect(api.calls(`CA${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

test('lists page by page, newest first, and filters by number, status, parent and day', async () => {
  app.on('/voice', '<Dial><Client>ivan_1</Client></Dial>');
  await sim.control('PUT', '/control/phones', { address: 'client:ivan_1', kind: 'client', behaviour: 'answer', talkMs: 1_000 });
  const sids: string[] = [];
  for (let day = 0; day < 3; day += 1) {
    for (const from of ['+359888000001', '+359888000002'])
      sids.unshift((await sim.control<{ callSid: string }>('POST', '/control/calls', { from, to: OURS })).callSid);
    await sim.advance(86_400_000);
  }
  const listed = await api.calls.list({ to: OURS, pageSize: 2 });
  expect(listed.map((call) => call.sid)).toEqual(sids);
  expect((await api.calls.list({ pageSize: 5 })).length).toBe(12);
  expect((await api.calls.list({ from: '+359888000001', to: OURS })).length).toBe(3);
  expect((await api.calls.list({ parentCallSid: sids[0] ?? '' })).map((call) => call.to)).toEqual(['client:ivan_1']);
  expect((await api.calls.list({ status: 'busy' })).length).toBe(0);
  const day = (text: string) => new Date(`${text}T12:00:00Z`);
  expect((await api.calls.list({ to: OURS, startTime: day('2026-03-03') })).length).toBe(2);
  expect((await api.calls.list({ to: OURS, startTimeAfter: day('2026-03-03') })).length).toBe(4);
  expect((await api.calls.list({ to: OURS, startTimeBefore: day('2026-03-03') })).length).toBe(4);
});

test('a live call is redirected, hung up, and cannot be changed afterwards', async () => {
  app.on('/voice', '<Say>one</Say><Pause length="600"/>');
  app.on('/elsewhere', '<Say>two</Say><Pause length="600"/>');
  const { callSid } = await sim.control<{ callSid: string }>('POST', '/control/calls', { from: CLIENT_PHONE, to: OURS });
  await sim.advance(2_000);
  await api.calls(callSid).update({ url: `${app.url}/elsewhere` });
  await sim.advance(1_000);
  expect(app.at('/elsewhere')).toHaveLength(1);
  await expect(api.calls(callSid).update({ status: 'canceled' })).rejects.toMatchObject({ code: 21220 });
  expect((await api.calls(callSid).update({ status: 'completed' })).status).toBe('completed');
  await expect(api.calls(callSid).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 });
});

test('recordings are listed, fetched as mono or dual, refused wider than they are, and deleted', async () => {
  const [dual, mono] = await sim.control<{ recordingSid: string; callSid: string }[]>('POST', '/control/recordings', [
    { seconds: 3, from: CLIENT_PHONE, to: OURS, startTime: '2026-02-01T10:00:00Z' },
    { seconds: 2, from: CLIENT_PHONE, to: OURS, startTime: '2026-02-01T11:00:00Z', channels: 1 },
  ]);
  expect((await api.recordings.list({ pageSize: 1 })).map((one) => one.sid)).toEqual([mono?.recordingSid, dual?.recordingSid]);
  expect((await api.recordings.list({ callSid: dual?.callSid ?? '' })).map((one) => one.duration)).toEqual(['3']);
  const fetchMedia = (sid: string | undefined, query = '') => sim.rest('GET', `/Recordings/${sid}${query}`);
  expect((await (await fetchMedia(dual?.recordingSid, '.wav')).arrayBuffer()).byteLength).toBe(44 + 3 * 8_000 * 4);
  expect((await (await fetchMedia(dual?.recordingSid, '.wav?RequestedChannels=1')).arrayBuffer()).byteLength).toBe(44 + 3 * 8_000 * 2);
  expect((await fetchMedia(mono?.recordingSid, '?RequestedChannels=2')).status).toBe(400);
  expect((await fetchMedia(dual?.recordingSid, '.mp3')).status).toBe(400);
  expect((await fetch(`${sim.base}/2010-04-01/Accounts/${credentials.accountSid}/Recordings/${dual?.recordingSid}.wav`)).status).toBe(401);
  expect(await api.recordings(dual?.recordingSid ?? '').remove()).toBe(true);
  await expect(api.recordings(dual?.recordingSid ?? '').fetch()).rejects.toMatchObject({ code: 20404 });
  expect((await fetchMedia(dual?.recordingSid, '.wav')).status).toBe(404);
});
