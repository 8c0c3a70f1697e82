import { connect, createServer, type Socket } from 'node:net';

export type TcpProxy = {
  /** The given address with the proxy's host and port in place of its own. */
  url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Lets connections through again. */
  restore(): void;
  /** Every connection stands, old and new, and nothing comes through: a server that is stopped, not gone. */
  freeze(): void;
  /** What was held back comes through, and all that follows. */
  thaw(): void;
  stop(): Promise<void>;
};

/** Stands between a test and a server, so that the server can go away and come back without touching it. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const to = new URL(target);
  const sockets = new Map<Socket, Socket>();
  let through = true;
  let frozen = false;
  const server = createServer((near) => {
    if (!through) {
      near.destroy();
      return;
    }
    const far = connect(Number(to.port), to.hostname);
    const end = () => {
      for (const socket of [near, far]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.set(socket, other);
      socket.on('error', end).on('close', end);
      if (!frozen) socket.pipe(other);
    }
  });
  const cut = () => {
    through = false;
    for (const socket of sockets.keys()) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: url.href,
    cut,
    restore: () => {
      through = true;
    },
    freeze: () => {
      frozen = true;
      for (const socket of sockets.keys()) socket.unpipe().pause();
    },
    thaw: () => {
      frozen = false;
      for (const [socket, other] of sockets) socket.pipe(other);
    },
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
