import { type Application, startApplication } from '../testing/application.js';
import { answerSchema, describePublished, shapeProblems } from '../testing/published-shape.js';
import { type SimulatorClient, startTestSimulator } from '../testing/simulator-client.js';
import { callListShape, callRecordingListShape, callRecordingShape, callShape, recordingListShape, recordingShape } from './shapes.js';

const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}';
const OURS = '+35921234567';
let app: Application;
let sim: SimulatorClient;

beforeAll(async () => {
  app = await startApplication();
  sim = await startTestSimulator();
  await sim.control('PUT', `/control/numbers/${OURS}`, { voiceUrl: `${app.url}/voice` });
  await sim.control('PUT', '/control/phones', { address: 'client:ivan_1', kind: 'client', behaviour: 'answer', talkMs: 5_000 });
  app.on('/voice', '<Dial record="record-from-answer-dual"><Client>ivan_1</Client></Dial>');
  for (const from of ['+359888123456', 'anonymous', 'sip:a@b.example', '+14158675309'])
    await sim.control('POST', '/control/calls', { from, to: OURS });
  await sim.advance(60_000);
  await sim.rest('POST', '/Calls.json', { To: 'client:ivan_1', From: OURS, Url: `${app.url}/voice` });
});
afterAll(async () => {
  await sim.stop();
  await app.stop();
});

interface Lists {
  calls: { sid: string }[];
  recordings: { sid: string; call_sid: string }[];
}
const get = async (path: string): Promise<Lists> => (await sim.rest('GET', path)).json() as Promise<Lists>;

test('our own strict shapes hold for every answer, and refuse an empty one', async () => {
  const calls = callListShape.parse(await get('/Calls.json'));
  expect(calls.calls.length).toBeGreaterThanOrEqual(8);
  const recordings = recordingListShape.parse(await get('/Recordings.json'));
  expect(recordings.recordings).toHaveLength(4);
  const [recording] = recordings.recordings;
  recordingShape.parse(await get(`/Recordings/${recording?.sid}.json`));
  callShape.parse(await get(`/Calls/${recording?.call_sid}.json`));
  callRecordingListShape.parse(await get(`/Calls/${recording?.call_sid}/Recordings.json`));
  for (const shape of [callShape, recordingShape, callListShape, recordingListShape]) expect(shape.safeParse({}).success).toBe(false);
});

describePublished((description) => {
  test('an empty answer, an unknown property, a wrong enum and a wrong SID are refused', async () => {
    const schema = answerSchema(description, `${ACCOUNT}/Calls.json`, 'post', '201');
    expect(shapeProblems(description, schema, {}).length).toBeGreaterThan(20);
    const [call] = (await get('/Calls.json')).calls;
    expect(shapeProblems(description, schema, { ...call, nickname: 'x' })).toEqual(['$.nickname: unknown']);
    expect(shapeProblems(description, schema, { ...call, status: 'initiated' })).toHaveLength(1);
    expect(shapeProblems(description, schema, { ...call, sid: 'CA1' })).not.toHaveLength(0);
  });

  test('calls: create, fetch, update and list', async () => {
    const created = await (
      await sim.rest('POST', '/Calls.json', { To: '+359888000001', From: OURS, Twiml: '<Response><Say>hi</Say></Response>' })
    ).json();
    expect(shapeProblems(description, answerSchema(description, `${ACCOUNT}/Calls.json`, 'post', '201'), created)).toEqual([]);
    const { sid } = callShape.parse(created);
    expect(
      shapeProblems(description, answerSchema(description, `${ACCOUNT}/Calls/{Sid}.json`, 'get', '200'), await get(`/Calls/${sid}.json`)),
    ).toEqual([]);
    const updated = await (await sim.rest('POST', `/Calls/${sid}.json`, { Status: 'completed' })).json();
    expect(shapeProblems(description, answerSchema(description, `${ACCOUNT}/Calls/{Sid}.json`, 'post', '200'), updated)).toEqual([]);
    expect(
      shapeProblems(description, answerSchema(description, `${ACCOUNT}/Calls.json`, 'get', '200'), await get('/Calls.json?PageSize=3')),
    ).toEqual([]);
  });

  test('recordings: list, fetch, and those of a call: list, start, pause and fetch', async () => {
    const list = await get('/Recordings.json?PageSize=2');
    expect(shapeProblems(description, answerSchema(description, `${ACCOUNT}/Recordings.json`, 'get', '200'), list)).toEqual([]);
    const [recording] = list.recordings;
    expect(
      shapeProblems(
        description,
        answerSchema(description, `${ACCOUNT}/Recordings/{Sid}.json`, 'get', '200'),
        await get(`/Recordings/${recording?.sid}.json`),
      ),
    ).toEqual([]);
    await sim.control('POST', '/control/calls', { from: '+359888123456', to: OURS });
    await sim.advance(2_000);
    const live = `/Calls/${(await sim.leg(OURS, 'in-progress')).callSid}/Recordings`;
    const below = `${ACCOUNT}/Calls/{CallSid}/Recordings`;
    const started: unknown = await (await sim.rest('POST', `${live}.json`, { RecordingTrack: 'inbound' })).json();
    expect(shapeProblems(description, answerSchema(description, `${below}.json`, 'post', '201'), started)).toEqual([]);
    const paused: unknown = await (await sim.rest('POST', `${live}/Twilio.CURRENT.json`, { Status: 'paused' })).json();
    expect(shapeProblems(description, answerSchema(description, `${below}/{Sid}.json`, 'post', '200'), paused)).toEqual([]);
    const fetched = await get(`${live}/${callRecordingShape.parse(started).sid}.json`);
    expect(shapeProblems(description, answerSchema(description, `${below}/{Sid}.json`, 'get', '200'), fetched)).toEqual([]);
    const ofCall = await get(`/Calls/${recording?.call_sid}/Recordings.json`);
    expect(
      shapeProblems(description, answerSchema(description, `${ACCOUNT}/Calls/{CallSid}/Recordings.json`, 'get', '200'), ofCall),
    ).toEqual([]);
  });
});
