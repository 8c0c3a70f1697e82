import { isWorthRenewing, reconnectDelay } from './line-patience.js';
import { onWaking } from './on-waking.js';

export type KeptSocketSetup = {
  /** Where to; asked for at each attempt. Null: nowhere, and there is no other attempt. */
  address: () => URL | Promise<URL | null>;
  /** Milliseconds of silence after which a good line is dead though nobody said so. */
  patience: () => number;
  onData: (text: string) => void;
  onLost: () => void;
};

export type KeptSocket = {
  /** Answers whether the line was there. */
  send: (text: string) => boolean;
  /** The other side has said that all is well: after the next loss the first attempt comes at once again. */
  settle: () => void;
  close: () => void;
};

/** Milliseconds that an attempt may take until it is settled; a network that swallows everything never refuses. */
const settlePatience = 8000;

/** A ws kept open: dead lines are noticed by their silence and on waking, new attempts come with backoff. */
export function keepSocket({ address, patience, onData, onLost }: KeptSocketSetup): KeptSocket {
  let socket: WebSocket | null = null;
  /** Of the attempts, the one that counts; what an earlier one still waits for is not wanted any more. */
  let current = 0;
  let state: 'closed' | 'connecting' | 'open' = 'closed';
  let attempt = 0;
  let heardAt = 0;
  let over = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;

  // A timer for each time we hear something: one that repeats would sleep in a background tab.
  const heard = () => {
    heardAt = Date.now();
    clearTimeout(silenceTimer);
    const mine = current;
    silenceTimer = setTimeout(() => lose(mine), state === 'open' ? patience() : settlePatience);
  };
  // A dead line may take minutes to close in good order; we do not wait for it.
  const leave = () => {
    current += 1;
    state = 'closed';
    clearTimeout(silenceTimer);
    clearTimeout(retryTimer);
    if (!socket) return;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    socket = null;
  };
  const lose = (lost: number) => {
    if (over || lost !== current) return;
    leave();
    onLost();
    retryTimer = setTimeout(start, reconnectDelay(attempt++, Math.random()));
  };
  const start = () => {
    leave();
    const mine = current;
    state = 'connecting';
    heard();
    connect(mine).catch(() => lose(mine));
  };

  async function connect(mine: number): Promise<void> {
    const to = await address();
    if (over || mine !== current) return;
    if (to === null) return close();
    to.protocol = to.protocol.replace('http', 'ws');
    const opened = new WebSocket(to);
    socket = opened;
    opened.onclose = () => lose(mine);
    opened.onmessage = ({ data }) => {
      heard();
      onData(String(data));
    };
  }

  start();
  const stopWaking = onWaking(
    () => {
      if (over || !isWorthRenewing({ state, silentMs: Date.now() - heardAt, patience: patience() })) return;
      onLost();
      start();
    },
    () => lose(current),
  );

  const close = () => {
    over = true;
    stopWaking();
    leave();
  };

  return {
    send: (text) => {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    settle: () => {
      attempt = 0;
      state = 'open';
      heard();
    },
    close,
  };
}
