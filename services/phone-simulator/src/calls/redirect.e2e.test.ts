import twilio from 'twilio';
import { clientArguments } from '../testing/client-arguments.js';
import { type Scene, startScene } from '../testing/scene.js';

let scene: Scene;
let api: twilio.Twilio;
beforeEach(async () => {
  scene = await startScene();
  api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  scene.app.on('/held', '<Pause length="600"/>');
  scene.app.on('/done', '<Pause length="600"/>');
  await scene.phone('client:a', 'answer', { afterMs: 0 });
});
afterEach(() => scene.stop());

const HELD = '<Response><Pause length="600"/></Response>';
/** A caller and the client he was joined with by a Dial. */
async function conversation(markup = '<Dial action="/done"><Client>a</Client></Dial>'): Promise<[string, string]> {
  scene.app.on('/voice', markup);
  const call = await scene.phoneIn();
  await scene.sim.advance(2_000);
  return [call, (await scene.sim.leg('client:a')).callSid];
}
const statuses = (...calls: string[]) => Promise.all(calls.map((call) => scene.status(call)));

test('the parent redirected: the child is hung up, the action is asked and its answer ignored', async () => {
  const [parent, child] = await conversation();
  scene.app.on('/done', '<Hangup/>');
  expect(await api.calls(parent).update({ url: `${scene.app.url}/held` })).toMatchObject({ status: 'in-progress' });
  await scene.sim.advance(1_000);
  expect(await statuses(parent, child)).toEqual(['in-progress', 'completed']);
  expect(scene.app.at('/held')[0]?.params).toMatchObject({ CallSid: parent });
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: child });
  expect((await scene.ledger(parent)).bridges[0]?.to).not.toBeNull();
});

test('the parent redirected while it rings: the child is canceled', async () => {
  scene.app.on('/voice', '<Dial action="/done"><Number>+359888000001</Number></Dial>');
  const parent = await scene.phoneIn();
  await api.calls(parent).update({ url: `${scene.app.url}/held` });
  await scene.sim.advance(1_000);
  expect((await scene.sim.leg('+359888000001')).status).toBe('canceled');
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'canceled' });
  expect(await scene.status(parent)).toBe('in-progress');
});

test('the child redirected: it goes on by itself, the parent with the action', async () => {
  const [parent, child] = await conversation();
  await api.calls(child).update({ url: `${scene.app.url}/held` });
  await scene.sim.advance(1_000);
  expect(await statuses(parent, child)).toEqual(['in-progress', 'in-progress']);
  expect(scene.app.at('/held')[0]?.params).toMatchObject({ CallSid: child, ParentCallSid: parent });
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ CallSid: parent, DialCallStatus: 'completed', DialCallSid: child });
});

test('the child redirected from a Dial without an action: the parent goes on with the next verb', async () => {
  const [parent, child] = await conversation('<Dial><Client>a</Client></Dial><Redirect>/after</Redirect>');
  scene.app.on('/after', '<Pause length="600"/>');
  await api.calls(child).update({ twiml: HELD });
  await scene.sim.advance(1_000);
  expect(scene.app.at('/after').map((one) => one.params.CallSid)).toEqual([parent]);
  expect(await statuses(parent, child)).toEqual(['in-progress', 'in-progress']);
});

test('the child redirected from the last verb: the parent ends, the child stays', async () => {
  const [parent, child] = await conversation('<Dial><Client>a</Client></Dial>');
  await api.calls(child).update({ twiml: HELD });
  await scene.sim.advance(1_000);
  expect(await statuses(parent, child)).toEqual(['completed', 'in-progress']);
  await scene.sim.advance(600_000);
  expect(await scene.status(child)).toBe('completed');
});

test('a conversation is lifted into a conference: the child is redirected there, the parent follows by its action', async () => {
  const room = '<Dial action="/out"><Conference startConferenceOnEnter="true">lifted</Conference></Dial>';
  scene.app.on('/done', room);
  const [parent, child] = await conversation();
  await api.calls(child).update({ twiml: `<Response>${room.replace(' action="/out"', '')}</Response>` });
  await scene.sim.advance(1_000);
  const { conferences, audible } = await scene.ledger();
  expect(conferences).toMatchObject([{ friendlyName: 'lifted', status: 'in-progress' }]);
  expect(new Set(audible.filter((pair) => pair.to === null).map((pair) => pair.listenerCallSid))).toEqual(new Set([parent, child]));
  await scene.act(parent, 'hangup');
  expect(await scene.status(child)).toBe('in-progress');
});

test('a call redirected twice follows the last document', async () => {
  scene.app.on('/voice', '<Say>one</Say><Pause length="600"/>');
  scene.app.on('/held', { type: 'text/xml', body: HELD, afterMs: 200 });
  scene.app.on('/second', '<Say>second</Say><Pause length="600"/>');
  const call = await scene.phoneIn();
  await scene.sim.advance(2_000);
  await api.calls(call).update({ url: `${scene.app.url}/held` });
  await api.calls(call).update({ url: `${scene.app.url}/second` });
  await scene.sim.advance(1_000);
  expect((await scene.ledger(call)).heard.map((one) => `${one.what} ${one.detail}`)).toContain('say second');
});

test.each([
  ['a call that rings', async () => (await scene.sim.leg('+359888000001')).callSid],
  ['a call that is over', async () => (await scene.sim.leg('client:gone')).callSid],
])('%s is not redirected', async (_, find) => {
  scene.app.on('/voice', '<Dial><Client>gone</Client></Dial><Dial answerOnBridge="true"><Number>+359888000001</Number></Dial>');
  await scene.phoneIn();
  await expect(api.calls(await find()).update({ twiml: HELD })).rejects.toMatchObject({ status: 400, code: 21220 });
});

test.each([
  ['<Reject/>', 'failed', 'error'],
  ['<Reject reason="busy"/>', 'busy', 'busy'],
  ['<Pause length="2"/><Reject reason="busy"/>', 'busy', 'busy'],
])('%s: never answered, and the caller hears it', async (markup, status, what) => {
  scene.app.on('/voice', markup);
  const call = await scene.phoneIn();
  await scene.sim.advance(2_000);
  const { legs, heard } = await scene.ledger(call);
  expect(legs[0]).toMatchObject({ status, answeredAt: null });
  expect(heard.map((one) => one.what)).toContain(what);
  expect(scene.app.at('/number-status')[0]?.params).toMatchObject({ CallStatus: status, CallDuration: '0' });
});

test('a Reject after the call was answered hangs up', async () => {
  scene.app.on('/voice', '<Say>one</Say><Reject/>');
  const call = await scene.phoneIn();
  await scene.sim.advance(5_000);
  expect(await scene.status(call)).toBe('completed');
});
