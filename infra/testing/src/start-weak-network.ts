import { connect, createServer, type Socket } from 'node:net';

export type WeakNetwork = {
  /** For a browser's `--proxy-server`. */
  url: string;
  /** Everything vanishes on its way, as in a network that is gone: nothing is closed, nothing is refused, nothing arrives any more. */
  lose(): void;
  /**
   * What is opened from now on goes through. Of what was open before nobody knows any more: it stays mute, and whoever sends on it, or has sent meanwhile,
   * is told so by a reset.
   */
  restore(): void;
  stop(): Promise<void>;
};

/** Greeting, then `CONNECT`: RFC 1928, as much of it as a browser speaks. */
const SOCKS = 5;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;

/** All of a browser's network, as a SOCKS proxy on this machine. */
export async function startWeakNetwork(): Promise<WeakNetwork> {
  const sockets = new Set<Socket>();
  /** Those who have sent what never arrived, and send it again. */
  const unheard = new Set<Socket>();
  let lost = 0;
  let here = true;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };

  const server = createServer((near) => {
    keep(near);
    if (!here) {
      near.on('data', () => unheard.add(near));
      return;
    }
    const since = lost;
    /** What belongs to a time before the loss goes nowhere. */
    const alive = () => lost === since;
    near.once('data', () => {
      near.write(Buffer.from([SOCKS, 0]));
      near.once('data', (request) => {
        const to = readTarget(request);
        if (to === null) {
          near.destroy();
          return;
        }
        const far = connect(to.port, to.host);
        keep(far);
        far.once('connect', () => {
          if (alive()) near.write(Buffer.from([SOCKS, 0, 0, IPV4, 0, 0, 0, 0, 0, 0]));
        });
        near.on('data', (data) => {
          if (alive()) far.write(data);
          else if (here) near.resetAndDestroy();
          else unheard.add(near);
        });
        far.on('data', (data) => alive() && near.write(data));
        near.on('close', () => alive() && far.destroy());
        far.on('close', () => alive() && near.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `socks5://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    lose: () => {
      here = false;
      lost += 1;
    },
    restore: () => {
      here = true;
      for (const near of unheard) near.resetAndDestroy();
      unheard.clear();
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function readTarget(request: Buffer): { host: string; port: number } | null {
  if (request[0] !== SOCKS || request[1] !== CONNECT) return null;
  const port = request.readUInt16BE(request.length - 2);
  if (request[3] === IPV4) return { host: [...request.subarray(4, 8)].join('.'), port };
  return request[3] === NAME ? { host: request.subarray(5, 5 + (request[4] ?? 0)).toString(), port } : null;
}
