import { once } from 'node:events';
import type { ServerFrame } from '@ringbase/contracts';
import { WebSocket } from 'ws';

export type TestSocket = {
  ws: WebSocket;
  frames: ServerFrame[];
  /** Resolves with the first frame that fits, come or to come. */
  wait<K extends ServerFrame['kind']>(
    kind: K,
    fits?: (frame: Extract<ServerFrame, { kind: K }>) => boolean,
  ): Promise<Extract<ServerFrame, { kind: K }>>;
  closed: Promise<{ code: number; reason: string }>;
};

export type OpenSocket = {
  token?: string | null;
  tab?: string;
  origin?: string | null;
  path?: string;
  /** A network that is gone: pings are not answered. */
  mute?: boolean;
};

const WAIT_MS = 5_000;

/** A console's socket, as a browser would open it. Rejects with the status of a refused one. */
export async function openSocket(
  port: number,
  { token = null, tab = 'tab-one-1', origin, path = '/ws', mute = false }: OpenSocket,
): Promise<TestSocket> {
  const headers: Record<string, string> = token === null ? {} : { cookie: `other=1; ringbase_session=${token}` };
  if (origin !== null) headers['origin'] = origin ?? `http://127.0.0.1:${port}`;
  const ws = new WebSocket(`ws://127.0.0.1:${port}${path}?tab=${tab}`, { headers, autoPong: !mute });
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  ws.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as ServerFrame);
    for (const look of waiting) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  const refused = once(ws, 'unexpected-response').then(([, response]: unknown[]) => {
    const { statusCode } = response as { statusCode: number };
    ws.terminate();
    throw new Error(`refused with ${statusCode}`);
  });
  ws.on('error', () => undefined);
  await Promise.race([once(ws, 'open'), refused]);
  refused.catch(() => undefined);

  type Of<K> = Extract<ServerFrame, { kind: K }>;
  return {
    ws,
    frames,
    closed,
    wait<K extends ServerFrame['kind']>(kind: K, fits: (frame: Of<K>) => boolean = () => true) {
      return new Promise<Of<K>>((resolve, reject) => {
        const late = setTimeout(() => end(() => reject(new Error(`no ${kind} frame came`))), WAIT_MS);
        const end = (how: () => void) => {
          clearTimeout(late);
          waiting.delete(look);
          how();
        };
        const look = () => {
          const found = frames.find((frame): frame is Of<K> => frame.kind === kind && fits(frame as Of<K>));
          if (found) end(() => resolve(found));
        };
        waiting.add(look);
        look();
      });
    },
  };
}
