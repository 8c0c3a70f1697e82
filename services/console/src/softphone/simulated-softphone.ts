import { reconnectDelay } from '../news/follow-news.js';
import { readSimulatedFrame, type SimulatedFrame } from './simulated-frames.js';
import type { Softphone, SoftphoneAccess, SoftphoneSetup } from './softphone.js';

/** The telephone of the phone simulator: a ws, kept open with backoff, its token renewed when it asks. */
export function makeSimulatedSoftphone({ access, listener }: SoftphoneSetup): Softphone {
  let socket: WebSocket | undefined;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const send = (frame: Record<string, unknown>) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const start = (known?: SoftphoneAccess) => {
    connect(known).catch(() => {
      listener({ kind: 'lost' });
      retry();
    });
  };
  const retry = () => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => start(), reconnectDelay(attempt++, Math.random()));
  };
  const renew = async () => {
    const { token } = await access();
    send({ type: 'token', token });
  };

  async function connect(known?: SoftphoneAccess): Promise<void> {
    const { token, url } = known ?? (await access());
    if (closed || url === null) return;
    const address = new URL(url, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    address.searchParams.set('token', token);
    const opened = new WebSocket(address);
    socket = opened;
    opened.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as SimulatedFrame;
      if (frame.type === 'token-will-expire') void renew().catch(() => opened.close());
      if (frame.type === 'registered') attempt = 0;
      const event = readSimulatedFrame(frame);
      if (event) listener(event);
    };
    opened.onclose = () => {
      if (socket !== opened) return;
      listener({ kind: 'lost' });
      retry();
    };
  }

  return {
    register: start,
    accept: (callSid) => send({ type: 'accept', callSid }),
    reject: (callSid) => send({ type: 'reject', callSid }),
    hangUp: (callSid) => send({ type: 'hangup', callSid }),
    mute: (callSid, muted) => send({ type: 'mute', callSid, muted }),
    digits: (callSid, digits) => send({ type: 'digits', callSid, digits }),
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
