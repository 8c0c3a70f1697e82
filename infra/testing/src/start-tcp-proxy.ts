import { connect, createServer, type Socket } from 'node:net';

export type TcpProxy = {
  /** The given address with the proxy's host and port in place of its own. */
  url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Lets connections through again. */
  restore(): void;
  stop(): Promise<void>;
};

/** Stands between a test and a server, so that the server can go away and come back without touching it. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let through = true;
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
      sockets.add(socket);
      socket.on('error', end).on('close', end).pipe(other);
    }
  });
  const cut = () => {
    through = false;
    for (const socket of sockets) socket.destroy();
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
    stop: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
