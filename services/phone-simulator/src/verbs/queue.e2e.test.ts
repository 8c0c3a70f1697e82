import twilio from 'twilio';
import { clientArguments } from '../testing/client-arguments.js';
import { loudness } from '../testing/loudness.js';
import { OURS, type Scene, startScene } from '../testing/scene.js';

const AGENT = '+359888000009';
let scene: Scene;
let api: twilio.Twilio;
beforeEach(async () => {
  scene = await startScene();
  api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  scene.app.on('/voice', '<Enqueue action="/left" waitUrl="/wait">support</Enqueue>');
  scene.app.on('/wait', '<Say>one two</Say><Pause length="9"/>');
  scene.app.on('/left', '<Pause length="60"/>');
  scene.app.on('/taken', '<Pause length="60"/>');
});
afterEach(() => scene.stop());

const left = () => scene.app.at('/left').map((one) => one.params);
const takes = (inner = '<Queue>support</Queue>', attributes = '') =>
  scene.app.on('/agent', `<Dial action="/taken" ${attributes}>${inner}</Dial>`);
/** An agent is called by REST and takes a call from the queue. */
async function agent(): Promise<string> {
  await scene.phone(AGENT, 'answer', { afterMs: 0 });
  const { sid } = await api.calls.create({ from: OURS, to: AGENT, url: `${scene.app.url}/agent` });
  await scene.sim.advance(0);
  return sid;
}

test('who waits hears the document again and again, and it is told his place each time', async () => {
  const first = await scene.phoneIn();
  await scene.sim.advance(4_000);
  await scene.phoneIn({ from: '+359888000002' });
  await scene.sim.advance(6_000);
  const asked = scene.app.at('/wait').map((one) => one.params);
  expect(asked.map((one) => [one.CallSid === first, one.QueuePosition, one.QueueTime, one.CurrentQueueSize, one.AvgQueueTime])).toEqual([
    [true, '1', '0', '1', '0'],
    [false, '2', '0', '2', '2'],
    [true, '1', '10', '2', '8'],
  ]);
  expect(asked[0]).toMatchObject({ MaxQueueSize: '100', QueueSid: (await scene.ledger()).queues[0]?.sid, CallStatus: 'in-progress' });
});

test('an agent takes the first who waits; the action is asked once when they part', async () => {
  const caller = await scene.phoneIn({ speak: 440 });
  const other = await scene.phoneIn({ from: '+359888000002' });
  await scene.sim.advance(20_000);
  takes('<Queue url="/about">support</Queue>', 'record="record-from-answer-dual"');
  scene.app.on('/about', '<Say>one two three</Say>');
  const call = await agent();
  expect(scene.app.at('/about')[0]?.params).toMatchObject({ CallSid: caller, QueueTime: '20', DequeingCallSid: call });
  expect((await scene.ledger()).bridges).toEqual([]);
  await scene.sim.advance(2_000);
  expect((await scene.ledger(call)).bridges).toMatchObject([{ parentCallSid: call, childCallSid: caller, to: null }]);
  expect(left()).toEqual([]);
  await scene.sim.advance(8_000);
  await scene.act(call, 'hangup');
  expect(left()).toMatchObject([{ CallSid: caller, QueueResult: 'bridged', QueueTime: '20', CallStatus: 'in-progress' }]);
  expect(scene.app.at('/taken')[0]?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: caller });
  const { queues, recordings } = await scene.ledger();
  expect(queues[0]?.members).toMatchObject([
    { callSid: caller, waitedSeconds: 20, result: 'bridged' },
    { callSid: other, dequeuedAt: null, result: null },
  ]);
  const media = Buffer.from(await (await scene.sim.rest('GET', `/Recordings/${recordings[0]?.sid}.wav`)).arrayBuffer());
  expect(loudness(media, 2, 1, 440)).toBeGreaterThan(1_000);
});

test('a caller who hangs up in the conversation leaves the agent to his action; his own is asked and ignored', async () => {
  takes();
  const caller = await scene.phoneIn({ talkMs: 7_000 });
  const call = await agent();
  await scene.sim.advance(7_000);
  expect(await scene.status(call)).toBe('in-progress');
  expect(scene.app.at('/taken')[0]?.params).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '7' });
  expect(left()).toMatchObject([{ CallSid: caller, QueueResult: 'bridged', CallStatus: 'completed' }]);
});

test('the star and the time limit part them, and both go on', async () => {
  takes('<Queue>support</Queue>', 'hangupOnStar="true" timeLimit="30"');
  const caller = await scene.phoneIn();
  const call = await agent();
  await scene.sim.control('POST', `/control/calls/${call}/digits`, { digits: '*' });
  expect([await scene.status(caller), await scene.status(call)]).toEqual(['in-progress', 'in-progress']);
  expect([left().length, scene.app.at('/taken').length]).toEqual([1, 1]);
});

test('an empty queue is waited at, as long as the Dial rings', async () => {
  await api.queues.create({ friendlyName: 'support', maxSize: 5 });
  takes('<Queue>support</Queue>', 'timeout="20"');
  await agent();
  await scene.sim.advance(19_000);
  const caller = await scene.phoneIn();
  expect((await scene.ledger()).bridges).toMatchObject([{ childCallSid: caller }]);
  await agent();
  await scene.sim.advance(20_000);
  expect(scene.app.at('/taken').map((one) => one.params.DialCallStatus)).toEqual(['no-answer']);
});

test('a queue that is not there is an error told to the action', async () => {
  takes('<Queue>nobody</Queue>');
  const call = await agent();
  expect(scene.app.at('/taken')[0]?.params).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' });
  expect((await scene.ledger(call)).warnings).toHaveLength(1);
});

test.each([
  ['Leave', '<Leave/>', 'leave', 'in-progress'],
  ['a document that cannot be had', { status: 500 }, 'error', 'in-progress'],
])('%s ends the waiting', async (_, wait, result, status) => {
  scene.app.on('/wait', wait);
  const call = await scene.phoneIn();
  expect(left()).toMatchObject([{ QueueResult: result }]);
  expect(await scene.status(call)).toBe(status);
});

test('without an action the verb after Enqueue follows; Hangup in the music hangs up', async () => {
  scene.app.on('/voice', '<Enqueue waitUrl="/wait">support</Enqueue><Redirect>/after</Redirect>');
  scene.app.on('/wait', '<Gather numDigits="1" action="/key"/>');
  scene.app.on('/key', ({ params }) => (params.Digits === '1' ? '<Leave/>' : '<Hangup/>'));
  scene.app.on('/after', '<Pause length="9"/>');
  const [one, two] = [await scene.phoneIn({ digits: '1' }), await scene.phoneIn({ digits: '2' })];
  await scene.sim.advance(1_000);
  expect(scene.app.at('/after').map((got) => got.params.CallSid)).toEqual([one]);
  expect(await scene.status(two)).toBe('completed');
});

test('a caller who gives up is told to the action, which is ignored', async () => {
  const call = await scene.phoneIn();
  await scene.sim.advance(12_000);
  await scene.act(call, 'hangup');
  expect(left()).toMatchObject([{ QueueResult: 'hangup', QueueTime: '12', CallStatus: 'completed' }]);
  expect((await scene.ledger()).queues[0]?.currentSize).toBe(0);
});

test('a full queue takes nobody in', async () => {
  await api.queues.create({ friendlyName: 'support', maxSize: 1 });
  await scene.phoneIn();
  await scene.phoneIn({ from: '+359888000002' });
  expect(left()).toHaveLength(1);
  expect(left()[0]).toMatchObject({ QueueResult: 'queue-full' });
  expect(left()[0]).not.toHaveProperty('QueueTime');
});

test('a redirected call leaves the queue, waiting or bridged', async () => {
  takes();
  const [waiting, talking] = [await scene.phoneIn(), await scene.phoneIn({ from: '+359888000002' })];
  await api.calls(waiting).update({ twiml: '<Response><Pause length="60"/></Response>' });
  await scene.sim.advance(0);
  expect(left()).toMatchObject([{ CallSid: waiting, QueueResult: 'redirected' }]);
  const call = await agent();
  await api.calls(talking).update({ twiml: '<Response><Pause length="60"/></Response>' });
  await scene.sim.advance(0);
  expect(left()[1]).toMatchObject({ CallSid: talking, QueueResult: 'redirected-from-bridged' });
  expect(scene.app.at('/taken')[0]?.params).toMatchObject({ CallSid: call, DialCallStatus: 'completed' });
  expect([await scene.status(waiting), await scene.status(talking), await scene.status(call)]).toEqual(Array(3).fill('in-progress'));
});

test('members are read by place, by call and as the front one, and dequeued with a document of their own', async () => {
  const first = await scene.phoneIn();
  const second = await scene.phoneIn({ from: '+359888000002' });
  await scene.sim.advance(5_000);
  const [queue] = await api.queues.list();
  expect(queue).toMatchObject({ friendlyName: 'support', currentSize: 2, maxSize: 100, averageWaitTime: 5 });
  const members = api.queues(queue?.sid ?? '').members;
  expect((await members.list()).map((one) => [one.callSid, one.position, one.waitTime])).toEqual([
    [first, 1, 5],
    [second, 2, 5],
  ]);
  expect(await members('Front').fetch()).toMatchObject({ callSid: first });
  scene.app.on('/mine', '<Pause length="60"/>');
  expect(await members(second).update({ url: `${scene.app.url}/mine` })).toMatchObject({ callSid: second, position: 2 });
  await scene.sim.advance(0);
  expect(scene.app.at('/mine')[0]?.params).toMatchObject({ CallSid: second });
  expect(left()).toMatchObject([{ CallSid: second, QueueResult: 'redirected' }]);
  await expect(members(second).fetch()).rejects.toMatchObject({ code: 20404 });
  await expect(api.queues(queue?.sid ?? '').remove()).rejects.toMatchObject({ status: 400 });
  await members('Front').update({ url: `${scene.app.url}/mine`, method: 'GET' });
  await scene.sim.advance(0);
  await expect(members('Front').fetch()).rejects.toMatchObject({ code: 20404 });
  expect(await api.queues(queue?.sid ?? '').remove()).toBe(true);
  await expect(api.queues(queue?.sid ?? '').fetch()).rejects.toMatchObject({ code: 20404 });
});

test('queues are made, renamed and resized; a name is given once', async () => {
  const queue = await api.queues.create({ friendlyName: 'sales' });
  expect(queue).toMatchObject({ maxSize: 1_000, currentSize: 0, averageWaitTime: 0 });
  expect(await api.queues(queue.sid).update({ friendlyName: 'deals', maxSize: 7 })).toMatchObject({ friendlyName: 'deals', maxSize: 7 });
  await api.queues.create({ friendlyName: 'sales' });
  await expect(api.queues.create({ friendlyName: 'deals' })).rejects.toMatchObject({ status: 400 });
  await expect(api.queues.create({ friendlyName: 'huge', maxSize: 5_001 })).rejects.toMatchObject({ code: 20001 });
  expect((await api.queues.list()).map((one) => one.friendlyName)).toEqual(['sales', 'deals']);
});

test.each([
  ['no address', undefined, 'play'],
  ['an empty address', '', 'silence'],
])('%s: the waiting sounds of %s', async (_, waitUrl, what) => {
  scene.app.on('/voice', `<Enqueue ${waitUrl === undefined ? '' : 'waitUrl=""'}>support</Enqueue>`);
  const call = await scene.phoneIn();
  await scene.sim.advance(60_000);
  expect((await scene.ledger(call)).heard.at(-1)).toMatchObject({ what, detail: 'waiting in the queue' });
});

test('what belongs to another product is a warning', async () => {
  scene.app.on('/voice', '<Enqueue workflowSid="WW1"><Task>{}</Task></Enqueue>');
  const call = await scene.phoneIn();
  expect((await scene.ledger(call)).warnings.map((one) => one.code)).toEqual([12200, 12200, 12200]);
});
