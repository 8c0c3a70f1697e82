import { type ClientFrame, type ServerFrame, serverFrame } from '@ringbase/contracts';
import { keepSocket } from './kept-socket.js';
import { silencePatience } from './line-patience.js';

/** `tell` answers whether the line was there to be told on. */
export type NewsSocket = { tell: (frame: ClientFrame) => boolean; close: () => void };
export type NewsListener = { onFrame: (frame: ServerFrame) => void; onLine: (up: boolean) => void };

/** The gateway's ws, kept open. */
export function openNews(tab: string, { onFrame, onLine }: NewsListener): NewsSocket {
  let heartbeat = 15;
  const line = keepSocket({
    address: () => {
      const address = new URL('/ws', location.href);
      address.searchParams.set('tab', tab);
      return address;
    },
    patience: () => silencePatience(heartbeat),
    onLost: () => onLine(false),
    onData: (text) => {
      const frame = serverFrame.safeParse(JSON.parse(text));
      // A frame of a newer server that we do not know still counts: its number is missed and leads to a refetch.
      if (!frame.success) return;
      if (frame.data.kind === 'hello') {
        heartbeat = frame.data.heartbeatSeconds;
        line.settle();
        onLine(true);
      }
      onFrame(frame.data);
    },
  });
  return { tell: (frame) => line.send(JSON.stringify(frame)), close: line.close };
}
