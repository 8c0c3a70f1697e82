import twilio from 'twilio';
import { WebSocket } from 'ws';
import { type Scene, startScene } from '../testing/scene.js';
import { credentials } from '../testing/simulator-client.js';

const { AccessToken } = twilio.jwt;
let scene: Scene;
const open: WebSocket[] = [];
beforeEach(async () => {
  scene = await startScene();
  scene.app.on('/voice', '<Dial action="/done"><Client><Identity>ivan_1</Identity><Parameter name="card" value="42"/></Client></Dial>');
  scene.app.on('/done', '<Hangup/>');
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await scene.stop();
});

function tokenFor(identity: string, options: { ttl?: number; secret?: string; incoming?: boolean } = {}): string {
  const token = new AccessToken(credentials.accountSid, credentials.apiKey, options.secret ?? credentials.apiSecret, {
    identity,
    ttl: options.ttl ?? 600,
  });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: options.incoming ?? true }));
  return token.toJwt();
}

interface Tab {
  frames: Record<string, unknown>[];
  send(frame: object): void;
  /** Waits until a frame of this type has come. */
  frame(type: string): Promise<Record<string, unknown>>;
  closed: Promise<number>;
  close(): void;
}

async function tab(token: string): Promise<Tab> {
  const socket = new WebSocket(`ws://127.0.0.1:${scene.sim.port}/client?token=${encodeURIComponent(token)}`);
  open.push(socket);
  const frames: Record<string, unknown>[] = [];
  const waiting: { type: string; resolve: (frame: Record<string, unknown>) => void }[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Record<string, unknown>;
    frames.push(frame);
    for (const wait of waiting.filter((one) => one.type === frame.type)) wait.resolve(frame);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  return {
    frames,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    frame: (type) => {
      const known = frames.find((frame) => frame.type === type);
      return known ? Promise.resolve(known) : new Promise((resolve) => waiting.push({ type, resolve }));
    },
  };
}

test('all tabs of a person ring; the first to accept has the call, the others are told', async () => {
  const [one, two] = [await tab(tokenFor('ivan_1')), await tab(tokenFor('ivan_1'))];
  await Promise.all([one.frame('registered'), two.frame('registered')]);
  await scene.phoneIn();
  const incoming = await one.frame('incoming');
  expect(incoming).toMatchObject({ from: '+359888123456', to: 'client:ivan_1', parameters: { card: '42' } });
  await two.frame('incoming');
  one.send({ type: 'accept', callSid: incoming.callSid });
  expect(await two.frame('cancelled')).toMatchObject({ reason: 'answered-elsewhere', callSid: incoming.callSid });
  await one.frame('connected');
  two.send({ type: 'accept', callSid: incoming.callSid });
  await scene.sim.advance(5_000);
  one.send({ type: 'hangup', callSid: incoming.callSid });
  await one.frame('ended');
  await scene.sim.advance(0);
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '5' });
});

test('a refusal is busy', async () => {
  const one = await tab(tokenFor('ivan_1'));
  await one.frame('registered');
  await scene.phoneIn();
  const incoming = await one.frame('incoming');
  one.send({ type: 'reject', callSid: incoming.callSid });
  await one.frame('cancelled');
  await scene.sim.advance(0);
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ DialCallStatus: 'busy' });
});

test('a caller who gives up stops the ringing', async () => {
  const one = await tab(tokenFor('ivan_1'));
  await one.frame('registered');
  const call = await scene.phoneIn();
  await one.frame('incoming');
  await scene.act(call, 'hangup');
  expect(await one.frame('cancelled')).toMatchObject({ reason: 'caller-gone' });
});

test('a tab that is closed takes its conversation with it', async () => {
  const one = await tab(tokenFor('ivan_1'));
  await one.frame('registered');
  await scene.phoneIn();
  one.send({ type: 'accept', callSid: (await one.frame('incoming')).callSid });
  await one.frame('connected');
  one.close();
  await one.closed;
  await scene.sim.advance(1_000);
  expect((await scene.sim.leg('client:ivan_1')).status).toBe('completed');
});

test('a tab opened while it rings rings too', async () => {
  const one = await tab(tokenFor('ivan_1'));
  await one.frame('registered');
  await scene.phoneIn();
  await one.frame('incoming');
  const two = await tab(tokenFor('ivan_1'));
  expect(await two.frame('incoming')).toMatchObject({ to: 'client:ivan_1' });
});

test.each([
  ['another secret', () => tokenFor('ivan_1', { secret: 'wrong' }), 20107],
  ['no permission to receive calls', () => tokenFor('ivan_1', { incoming: false }), 20106],
  ['an identity with a space', () => tokenFor('ivan 1'), 20105],
  ['an expired token', () => tokenFor('ivan_1', { ttl: -10 }), 20104],
  ['nonsense', () => 'nonsense', 20101],
])('%s is refused', async (_, make, code) => {
  await scene.sim.control('PUT', '/control/clock', { virtual: false });
  const one = await tab(make());
  expect(await one.frame('error')).toMatchObject({ code });
  expect(await one.closed).toBe(4_401);
});

test('a token is warned of before it runs out, renewed, and ends the registration when it is not', async () => {
  const one = await tab(tokenFor('ivan_1', { ttl: 60 }));
  await one.frame('registered');
  await scene.sim.advance(52_000);
  await one.frame('token-will-expire');
  one.send({ type: 'token', token: tokenFor('ivan_1', { ttl: 60 }) });
  one.send({ type: 'dial', params: { to: '1' } });
  await one.frame('error');
  await scene.sim.advance(20_000);
  expect(await scene.sim.control('GET', '/control/phones')).toMatchObject({ clients: [{ identity: 'ivan_1', tabs: 1 }] });
  await scene.sim.advance(60_000);
  expect(await one.closed).toBe(4_401);
});

test('malformed frames and other people’s calls are errors, not accidents', async () => {
  const one = await tab(tokenFor('anna_1'));
  await one.frame('registered');
  one.send({ type: 'accept', callSid: 'x' });
  expect(await one.frame('error')).toMatchObject({ code: 31100 });
  await scene.phone('client:ivan_1', 'manual');
  await scene.phoneIn();
  const leg = await scene.sim.leg('client:ivan_1');
  one.send({ type: 'accept', callSid: leg.callSid });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await scene.sim.leg('client:ivan_1')).status).toBe('ringing');
  expect(one.frames.at(-1)).toMatchObject({ type: 'error', code: 31481 });
});
