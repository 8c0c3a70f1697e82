import { clientFrame, type ServerFrame } from '@ringbase/contracts';
import type { WebSocket } from 'ws';
import { makeFloodGate } from './flood-gate.js';

/** Why we close a socket. 4401: go to sign-in; 1008: it broke the rules; 1013: it reads too slowly; 1012 and 4408: connect again. */
export const closing = {
  signedOut: [4401, 'signed out'],
  flood: [1008, 'too many frames'],
  notAFrame: [1008, 'not a frame'],
  slow: [1013, 'reads too slowly'],
  restart: [1012, 'restarting'],
  silent: [4408, 'no answer'],
} as const;
export type Closing = keyof typeof closing;

type WithoutSeq<F> = F extends unknown ? Omit<F, 'seq'> : never;
export type Outgoing = WithoutSeq<ServerFrame>;

export type Alive = { active: boolean; softphone: boolean };

export type Connection = {
  readonly personId: string;
  readonly tab: string;
  readonly tokenHash: string;
  /** Numbers the frame and sends it. */
  send(frame: Outgoing): void;
  /** A frame never reached us: its number is left out, and by the gap the console knows. */
  skip(): void;
  close(why: Closing): void;
  /** Asks the browser, which answers by itself, be its page asleep or not. One that has left two unanswered is gone without a word, and is let go. */
  ping(): void;
};

export type ConnectionEvents = {
  /** The console says that it lives, and how. */
  onAlive(alive: Alive): void;
  onClosed(why: Closing | 'left'): void;
};

/** A reader this far behind is cut off: it connects again and refetches. */
const BACKLOG_BYTES = 256 * 1024;
const BURST = 20;
const PER_SECOND = 2;
const CLOSE_MS = 2_000;
const UNANSWERED = 2;

/** One tab's socket. Whatever it sends beyond its frames ends it and nothing else. */
export function openConnection(
  socket: WebSocket,
  who: { personId: string; tab: string; tokenHash: string },
  events: ConnectionEvents,
): Connection {
  const gate = makeFloodGate(BURST, PER_SECOND);
  let seq = 0;
  let unanswered = 0;
  let closedBy: Closing | null = null;

  const close = (why: Closing): void => {
    if (closedBy !== null) return;
    closedBy = why;
    const [code, reason] = closing[why];
    socket.close(code, reason);
    // A peer that does not answer the closing is cut.
    setTimeout(() => socket.terminate(), CLOSE_MS).unref();
  };
  const send = (frame: Outgoing): void => {
    if (closedBy !== null || socket.readyState !== socket.OPEN) return;
    // Before the hello there is nothing to tell: its version, read later, tells of it.
    if (seq === 0 && frame.kind !== 'hello' && frame.kind !== 'signed-out') return;
    if (socket.bufferedAmount > BACKLOG_BYTES) {
      close('slow');
      return;
    }
    seq += 1;
    socket.send(JSON.stringify({ ...frame, seq }));
  };
  const counted = (handle: () => void) => {
    if (closedBy !== null) return;
    unanswered = 0;
    if (gate.pass(performance.now())) handle();
    else close('flood');
  };

  socket.on('message', (data, isBinary) =>
    counted(() => {
      const alive = isBinary ? null : readFrame(String(data));
      if (alive) events.onAlive(alive);
      else close('notAFrame');
    }),
  );
  socket.on('ping', () => counted(() => undefined));
  socket.on('pong', () => counted(() => undefined));
  // A frame too large or not of the protocol: ws closes the socket itself.
  socket.on('error', () => undefined);
  socket.on('close', () => events.onClosed(closedBy ?? 'left'));

  const skip = () => {
    if (seq > 0) seq += 1;
  };

  const ping = () => {
    if (socket.readyState !== socket.OPEN) return;
    if (unanswered >= UNANSWERED) return close('silent');
    unanswered += 1;
    socket.ping();
  };

  return { ...who, send, skip, close, ping };
}

function readFrame(text: string): Alive | null {
  try {
    const { active, softphone } = clientFrame.parse(JSON.parse(text));
    return { active, softphone };
  } catch {
    return null;
  }
}
