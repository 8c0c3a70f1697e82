import { type NewsFrame, type NewsMessage, newsMessage, serverFrame } from '@ringbase/contracts';
import { type Database, listLiveSessions } from '@ringbase/database';
import type { Log } from '@ringbase/platform';
import { type Context, type HouseContext, makeContext, readMyVersion } from '@ringbase/use-cases';
import type { WebSocket } from 'ws';
import type { Admission } from './admit.js';
import { type Connection, type Outgoing, openConnection } from './connection.js';
import { makeTabLease, type TabLease } from './tab-lease.js';

export type GatewayDeps = { app: Database; house: HouseContext; log: Log; heartbeatMs: number };

type Socket = { connection: Connection; ctx: Context; lease: TabLease };

export type Gateway = {
  open(socket: WebSocket, admission: Admission): Promise<void>;
  /** How many sockets this person has here. */
  countOf(personId: string): number;
  /** A message of pub/sub: frames to whoever of its listeners is connected here. */
  tell(message: string): void;
  /** Sends everybody his version as it stands in the database: who missed a frame refetches. Each console answers, and its answer renews its tab's lease. */
  heartbeat(): Promise<void>;
  /** The same with the versions as they were last heard of, at once. */
  askAll(): void;
  /** Pings every socket, and ends those that answer no more. */
  ping(): void;
  /** Ends the sockets of sessions that are over. */
  endSignedOut(): Promise<void>;
  closeAll(): void;
  size(): number;
};

const HEARTBEATS_AT_ONCE = 4;

/** Everybody's sockets of this process. It keeps nothing but them: a console that comes back to another replica misses nothing. */
export function makeGateway({ app, house, log, heartbeatMs }: GatewayDeps): Gateway {
  const sockets = new Map<string, Set<Socket>>();
  const versions = new Map<string, number>();
  const all = () => [...sockets.values()].flatMap((set) => [...set]);

  const forget = (socket: Socket, personId: string) => {
    const mine = sockets.get(personId);
    mine?.delete(socket);
    if (mine?.size !== 0) return;
    sockets.delete(personId);
    versions.delete(personId);
  };
  const sendTo = (personId: string, frame: Outgoing) => {
    for (const { connection } of sockets.get(personId) ?? []) connection.send(frame);
  };
  const skipOf = (personId: string) => {
    for (const { connection } of sockets.get(personId) ?? []) connection.skip();
  };
  const readVersion = async (ctx: Context): Promise<number> => {
    const { personId } = ctx.actor;
    const version = await readMyVersion(ctx);
    if (sockets.has(personId)) versions.set(personId, version);
    return version;
  };

  return {
    async open(ws, { session, tab }) {
      const { personId, role, seesNumbers, timeZone, tokenHash } = session;
      const ctx = makeContext(house, app, { personId, role, seesNumbers, timeZone });
      const lease = makeTabLease(ctx, tab, log);
      const socket: Socket = {
        ctx,
        lease,
        connection: openConnection(
          ws,
          { personId, tab, tokenHash },
          {
            onAlive: (alive) => lease.renew(alive),
            onClosed: (why) => {
              forget(socket, personId);
              log.debug({ event: 'socket.closed', personId, why });
              // A replica that restarts is not a console that left: it comes back at once.
              if (why !== 'restart') void lease.end();
            },
          },
        ),
      };
      sockets.set(personId, (sockets.get(personId) ?? new Set()).add(socket));
      lease.renew(null);
      const version = await readVersion(ctx);
      socket.connection.send({ kind: 'hello', version, heartbeatSeconds: Math.ceil(heartbeatMs / 1_000) });
    },
    countOf: (personId) => sockets.get(personId)?.size ?? 0,
    tell(text) {
      const message = readMessage(text);
      if (!message) return log.error({ event: 'news.refused' });
      for (const { id, version } of message.people) {
        if (!sockets.has(id)) continue;
        const known = versions.get(id);
        if (known !== undefined && version > known + 1) skipOf(id);
        versions.set(id, Math.max(version, known ?? 0));
        sendTo(id, { ...message.frame, version });
      }
    },
    async heartbeat() {
      const waiting = [...sockets.values()].flatMap((set) => [...set].slice(0, 1));
      const beat = async () => {
        for (let socket = waiting.pop(); socket; socket = waiting.pop()) {
          const { personId } = socket.ctx.actor;
          // With the database gone the console is told what is known: that the socket lives.
          const version = await readVersion(socket.ctx).catch(() => versions.get(personId));
          if (version !== undefined) sendTo(personId, { kind: 'heartbeat', version });
        }
      };
      await Promise.all(Array.from({ length: HEARTBEATS_AT_ONCE }, beat));
    },
    ping: () => {
      for (const { connection } of all()) connection.ping();
    },
    askAll: () => {
      for (const [personId, version] of versions) sendTo(personId, { kind: 'heartbeat', version });
    },
    async endSignedOut() {
      const open = all();
      const live = await listLiveSessions(
        app.db,
        open.map(({ connection }) => connection.tokenHash),
        house.clock(),
      );
      const hashes = new Set(live.map((session) => session.tokenHash));
      for (const { connection } of open.filter((socket) => !hashes.has(socket.connection.tokenHash))) {
        connection.send({ kind: 'signed-out' });
        connection.close('signedOut');
      }
    },
    closeAll: () => {
      for (const { connection } of all()) connection.close('restart');
    },
    size: () => all().length,
  };
}

type Told = { people: NewsMessage['people']; frame: NewsFrame };

/** Checked against the shape of frames: what a frame does not name never leaves the house. */
function readMessage(text: string): Told | null {
  try {
    const { people, frame } = newsMessage.parse(JSON.parse(text));
    const checked = serverFrame.parse({ ...frame, seq: 1, version: 1 });
    if (checked.kind === 'hello' || checked.kind === 'heartbeat' || checked.kind === 'signed-out') return null;
    const { seq: _, version: __, ...news } = checked;
    return { people, frame: news };
  } catch {
    return null;
  }
}
