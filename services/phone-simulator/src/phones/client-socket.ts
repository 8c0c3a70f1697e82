import type { IncomingMessage, Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { isEnded, type Leg } from '../calls/leg.js';
import { answerLeg, endLeg } from '../calls/leg-life.js';
import type { Timer } from '../clock/sim-clock.js';
import { refreshSoundAround } from '../recordings/refresh-sound.js';
import { pressDigits } from '../verbs/digits.js';
import { announceChange, noteEvent, type World } from '../world.js';
import { checkAccessToken, type TokenCheck } from './access-token.js';
import type { Tab } from './client-registry.js';

const callSid = z.string().regex(/^CA[0-9a-f]{32}$/);
const frameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accept'), callSid }),
  z.strictObject({ type: z.literal('reject'), callSid }),
  z.strictObject({ type: z.literal('hangup'), callSid }),
  z.strictObject({ type: z.literal('mute'), callSid, muted: z.boolean() }),
  z.strictObject({ type: z.literal('digits'), callSid, digits: z.string().regex(/^[0-9*#w]{1,32}$/) }),
  z.strictObject({ type: z.literal('token'), token: z.string().max(8_192) }),
  z.strictObject({ type: z.literal('dial'), params: z.record(z.string(), z.string()) }),
  z.strictObject({ type: z.literal('heartbeat') }),
]);
type Frame = z.infer<typeof frameSchema>;

const MAX_FRAME = 16 * 1024;
/** The SDK warns ten seconds before its token runs out. https://www.twilio.com/docs/voice/sdks/javascript/twiliodevice#tokenrefreshms */
const WARN_BEFORE_MS = 10_000;
/**
 * The SDK answers each heartbeat and gives up a line that has been silent for fifteen seconds of real time:
 * https://github.com/twilio/twilio-voice.js/blob/master/lib/twilio/wstransport.ts. How often the provider sends one is *unverified*.
 */
const HEARTBEAT_MS = 5_000;

/** How long a token still lives. It counts on the clock it was issued by: the machine's or the simulator's, whichever its `iat` is nearer to. */
function lifetimeMs(world: World, check: Extract<TokenCheck, { ok: true }>): number {
  const clocks = [Date.now(), world.clock.now()];
  const [issuer = 0] = clocks.sort((a, b) => Math.abs(a - check.issuedAt * 1_000) - Math.abs(b - check.issuedAt * 1_000));
  return check.expiresAt * 1_000 - issuer;
}

function checkToken(world: World, token: string): TokenCheck {
  return checkAccessToken(token, world.credentials, [Date.now() / 1_000, world.clock.now() / 1_000]);
}

function act(world: World, tab: Tab, frame: Exclude<Frame, { type: 'token' | 'heartbeat' }>): void {
  if (frame.type === 'dial') {
    tab.send({ type: 'error', code: 31002, message: 'Outgoing calls from browser phones are not simulated' });
    return;
  }
  const leg = world.legs.get(frame.callSid);
  if (!leg || leg.remote !== `client:${tab.identity}` || isEnded(leg)) {
    tab.send({ type: 'error', code: 31481, message: `No such call: ${frame.callSid}` });
    return;
  }
  if (frame.type === 'accept') {
    accept(world, tab, leg);
    return;
  }
  if (frame.type === 'reject') {
    // https://www.twilio.com/docs/voice/sdks/javascript/twiliocall#callreject: the caller gets busy; one tab's refusal ends it for all of them (*unverified*)
    if (leg.answeredAt === null) endLeg(world, leg, 'busy', 'declined');
    return;
  }
  if (leg.tab !== tab.id) {
    tab.send({ type: 'error', code: 31481, message: 'The call is in another tab' });
    return;
  }
  if (frame.type === 'hangup') endLeg(world, leg, 'completed', `${leg.remote} hung up`);
  if (frame.type === 'digits') pressDigits(leg, frame.digits);
  if (frame.type === 'mute') {
    leg.muted = frame.muted;
    noteEvent(world, leg, frame.muted ? 'muted' : 'unmuted');
    refreshSoundAround(world, leg);
  }
}

function accept(world: World, tab: Tab, leg: Leg): void {
  if (leg.answeredAt !== null) {
    tab.send({ type: 'cancelled', callSid: leg.sid, reason: 'answered-elsewhere' });
    return;
  }
  if (!answerLeg(world, leg)) return;
  leg.tab = tab.id;
  world.clients.accepted(leg, tab);
}

function attach(world: World, socket: WebSocket, first: Extract<TokenCheck, { ok: true }>, id: number): void {
  let warning: Timer | null = null;
  let expiry: Timer | null = null;
  const tab: Tab = {
    id,
    identity: first.identity,
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
  };
  const schedule = (check: Extract<TokenCheck, { ok: true }>): void => {
    warning?.cancel();
    expiry?.cancel();
    const lifetime = lifetimeMs(world, check);
    warning = world.clock.after(lifetime - WARN_BEFORE_MS, () => tab.send({ type: 'token-will-expire' }));
    expiry = world.clock.after(lifetime, () => {
      tab.send({ type: 'error', code: 20104, message: 'Access Token expired or expiration date invalid' });
      socket.close(4_401, 'token expired');
    });
  };
  const renew = (token: string): void => {
    const check = checkToken(world, token);
    if (check.ok && check.identity === tab.identity) schedule(check);
    else
      tab.send({ type: 'error', code: check.ok ? 20105 : check.code, message: check.ok ? 'The identity may not change' : check.message });
  };
  world.clients.register(tab);
  schedule(first);
  tab.send({ type: 'registered', identity: tab.identity });
  announceChange(world, 'phones', {});
  socket.on('message', (data) => {
    const frame = frameSchema.safeParse(parseJson(String(data)));
    if (!frame.success) tab.send({ type: 'error', code: 31100, message: 'Malformed frame' });
    else if (frame.data.type === 'token') renew(frame.data.token);
    else if (frame.data.type !== 'heartbeat') act(world, tab, frame.data);
  });
  const heart = setInterval(() => tab.send({ type: 'heartbeat' }), HEARTBEAT_MS).unref();
  socket.on('close', () => {
    clearInterval(heart);
    warning?.cancel();
    expiry?.cancel();
    world.clients.unregister(tab);
    announceChange(world, 'phones', {});
    // A tab that goes takes its conversation with it. *unverified* how long the provider waits for it to come back
    for (const leg of world.legs.values())
      if (leg.tab === id && !isEnded(leg)) endLeg(world, leg, 'completed', 'the browser phone was closed');
  });
  socket.on('error', () => socket.terminate());
  for (const leg of world.legs.values()) {
    if (leg.status === 'ringing' && leg.remote === `client:${tab.identity}`)
      tab.send({ type: 'incoming', callSid: leg.sid, from: leg.from, to: leg.to, parameters: leg.parameters });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Browser phones: `ws://…/client?token=<AccessToken>`. A refused token is told so and the connection closed. */
export function serveClients(world: World, server: Server): { stop(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  let tabs = 0;
  server.on('upgrade', (request: IncomingMessage, stream, head) => {
    stream.on('error', () => stream.destroy());
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/client') {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const check = checkToken(world, url.searchParams.get('token') ?? '');
      if (check.ok) {
        tabs += 1;
        attach(world, socket, check, tabs);
        return;
      }
      socket.on('error', () => socket.terminate());
      socket.send(JSON.stringify({ type: 'error', code: check.code, message: check.message }));
      socket.close(4_401, 'token refused');
    });
  });
  return {
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
