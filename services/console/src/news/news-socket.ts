import { type ClientFrame, type ServerFrame, serverFrame } from '@ringbase/contracts';
import { reconnectDelay } from './follow-news.js';

/** `tell` answers whether the line was there to be told on. */
export type NewsSocket = { tell: (frame: ClientFrame) => boolean; close: () => void };
export type NewsListener = { onFrame: (frame: ServerFrame) => void; onLine: (up: boolean) => void };

/** Two missed heartbeats and a half: the connection is dead though nobody said so. */
const patience = 2.5;

/** The gateway's ws, kept open: dead lines are noticed by their silence, new attempts come with backoff. */
export function openNews(tab: string, { onFrame, onLine }: NewsListener): NewsSocket {
  let socket: WebSocket;
  let attempt = 0;
  let heartbeat = 15;
  let over = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;

  const heard = () => {
    clearTimeout(silenceTimer);
    const mine = socket;
    silenceTimer = setTimeout(() => drop(mine), heartbeat * 1000 * patience);
  };

  // A dead line may take minutes to close in good order; we do not wait for it.
  const drop = (dead: WebSocket) => {
    if (over || dead !== socket) return;
    dead.onclose = null;
    dead.onmessage = null;
    dead.close();
    clearTimeout(silenceTimer);
    onLine(false);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, reconnectDelay(attempt++, Math.random()));
  };

  function connect(): void {
    const address = new URL('/ws', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    address.searchParams.set('tab', tab);
    const opened = new WebSocket(address);
    socket = opened;
    opened.onclose = () => drop(opened);
    opened.onmessage = ({ data }) => {
      const frame = serverFrame.safeParse(JSON.parse(String(data)));
      // A frame of a newer server that we do not know still counts: its number is missed and leads to a refetch.
      if (!frame.success) return;
      if (frame.data.kind === 'hello') {
        heartbeat = frame.data.heartbeatSeconds;
        attempt = 0;
        onLine(true);
      }
      heard();
      onFrame(frame.data);
    };
  }

  connect();
  const hurry = () => {
    if (over || socket.readyState === WebSocket.OPEN || socket.readyState === WebSocket.CONNECTING) return;
    clearTimeout(retryTimer);
    connect();
  };
  window.addEventListener('online', hurry);

  return {
    tell: (frame) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    close: () => {
      over = true;
      clearTimeout(retryTimer);
      clearTimeout(silenceTimer);
      window.removeEventListener('online', hurry);
      socket.onclose = null;
      socket.close();
    },
  };
}
