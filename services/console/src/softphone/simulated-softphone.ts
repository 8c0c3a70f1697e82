import { keepSocket } from '../news/kept-socket.js';
import { readSimulatedFrame, type SimulatedFrame } from './simulated-frames.js';
import type { Softphone, SoftphoneAccess, SoftphoneSetup } from './softphone.js';

/** Milliseconds of silence after which Twilio's own telephone holds its line for dead. */
const patience = 15_000;

/** The telephone of the phone simulator: a ws, kept open, its token renewed when it asks. */
export function makeSimulatedSoftphone({ access, listener }: SoftphoneSetup): Softphone {
  let line: ReturnType<typeof keepSocket> | undefined;
  const send = (frame: Record<string, unknown>) => line?.send(JSON.stringify(frame)) ?? false;
  const renew = async () => {
    const { token } = await access();
    send({ type: 'token', token });
  };

  const register = (first: SoftphoneAccess) => {
    let atHand: SoftphoneAccess | null = first;
    const kept = keepSocket({
      address: async () => {
        const { token, url } = atHand ?? (await access());
        atHand = null;
        if (url === null) return null;
        const address = new URL(url, location.href);
        address.searchParams.set('token', token);
        return address;
      },
      patience: () => patience,
      onLost: () => listener({ kind: 'lost' }),
      onData: (text) => {
        const frame = JSON.parse(text) as SimulatedFrame;
        if (frame.type === 'heartbeat') send({ type: 'heartbeat' });
        // Without a new token the company ends the line, and the next attempt asks for one.
        if (frame.type === 'token-will-expire') void renew().catch(() => undefined);
        if (frame.type === 'registered') kept.settle();
        const event = readSimulatedFrame(frame);
        if (event) listener(event);
      },
    });
    line = kept;
  };

  return {
    register,
    accept: (callSid) => send({ type: 'accept', callSid }),
    reject: (callSid) => send({ type: 'reject', callSid }),
    hangUp: (callSid) => send({ type: 'hangup', callSid }),
    mute: (callSid, muted) => send({ type: 'mute', callSid, muted }),
    digits: (callSid, digits) => send({ type: 'digits', callSid, digits }),
    close: () => line?.close(),
  };
}
