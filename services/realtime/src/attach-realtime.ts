import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { newsChannel } from '@ringbase/contracts';
import type { Database } from '@ringbase/database';
import { type Log, withDeadline } from '@ringbase/platform';
import { makeHouseContext } from '@ringbase/use-cases';
import { WebSocketServer } from 'ws';
import { type Admission, admit, type Refusal } from './admit.js';
import { makeGateway } from './gateway.js';

/** Where news comes from. */
export type NewsSource = { subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void> | void> };

export type RealtimeDeps = {
  /** The pool under row-level security. */
  app: Database;
  news: NewsSource;
  clock: () => Date;
  ids: () => string;
  log: Log;
  origins: readonly string[];
  /** Rung when a tab's coming or going has been written. */
  bell: () => void;
  /** Calls back when business time jumps: consoles are asked as often by its measure as by ours. */
  onTick?: (listener: () => void) => () => void;
  heartbeatMs?: number;
  pingMs?: number;
  sessionCheckMs?: number;
};

export type Realtime = {
  /** Sockets open here. */
  size(): number;
  /** Closes every socket and takes no more; consoles connect to another replica. */
  stop(): Promise<void>;
};

const FRAME_BYTES = 4 * 1024;
const SOCKETS_PER_PERSON = 20;
const ADMIT_MS = 5_000;

/** Opens `/ws` on a server that others share. Answers every other upgrade with 404. */
export async function attachRealtime(server: Server, deps: RealtimeDeps): Promise<Realtime> {
  const { app, clock, ids, log, heartbeatMs = 10_000, pingMs = 15_000, sessionCheckMs = 2_000 } = deps;
  const house = makeHouseContext({ house: app, clock, ids, log, bell: deps.bell });
  const gateway = makeGateway({ app, house, log, heartbeatMs });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES, perMessageDeflate: false, clientTracking: false });

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const drop = () => socket.destroy();
    socket.on('error', drop);
    const admission = await askDoor(request, deps);
    if ('status' in admission) {
      log.info({ event: 'socket.refused', reason: admission.reason });
      return refuse(socket, admission.status);
    }
    if (gateway.countOf(admission.session.personId) >= SOCKETS_PER_PERSON) return refuse(socket, 429);
    socket.off('error', drop);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      gateway.open(ws, admission).catch((error: unknown) => {
        log.warn({ event: 'socket.open-failed', err: error });
        ws.close(1013, 'try again later');
      });
    });
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void upgrade(request, socket, head);
  server.on('upgrade', onUpgrade);

  const unsubscribe = await deps.news.subscribe(newsChannel, gateway.tell);
  const timers = [
    every(heartbeatMs, gateway.heartbeat, log),
    every(pingMs, gateway.ping, log),
    every(sessionCheckMs, gateway.endSignedOut, log),
  ];
  let askedAt = clock().getTime();
  const stopTicks = deps.onTick?.(() => {
    const now = clock().getTime();
    if (Math.abs(now - askedAt) < heartbeatMs) return;
    askedAt = now;
    gateway.askAll();
  });

  return {
    size: gateway.size,
    async stop() {
      server.off('upgrade', onUpgrade);
      for (const timer of timers) clearInterval(timer);
      stopTicks?.();
      await unsubscribe();
      gateway.closeAll();
    },
  };
}

async function askDoor(request: IncomingMessage, deps: RealtimeDeps): Promise<Admission | (Omit<Refusal, 'status'> & { status: number })> {
  try {
    return await withDeadline(admit(request, deps), ADMIT_MS, 'The door of /ws');
  } catch (error) {
    deps.log.warn({ event: 'socket.door-failed', err: error });
    return { status: 503, reason: 'unavailable' };
  }
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Runs again and again in real time; a round that still runs is not joined by another. */
function every(ms: number, work: () => Promise<void> | void, log: Log): NodeJS.Timeout {
  let running = false;
  const round = async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } catch (error) {
      log.warn({ event: 'gateway.round-failed', err: error });
    } finally {
      running = false;
    }
  };
  return setInterval(() => void round(), ms).unref();
}
