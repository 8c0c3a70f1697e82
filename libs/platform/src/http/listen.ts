import { createServer, type RequestListener, type Server } from 'node:http';

export interface Listening {
  server: Server;
  port: number;
  /** Takes no more requests, lets those running end within the grace time, then cuts them. */
  stop(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  graceMs?: number;
}

// Slow senders are cut before they can hold connections for long: of headers here, of bodies by `makeApp`, which lets files take longer.
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15 * 60_000;
const KEEP_ALIVE_MS = 65_000;
const GRACE_MS = 5_000;

/** Starts to listen. A taken port is one clear line. */
export async function listen(app: RequestListener, { port, host, graceMs = GRACE_MS }: ListenOptions): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: 16 * 1024 }, app);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => stopServer(server, graceMs),
  };
}

function stopServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // More than once: a connection may have been on its way when the first cut came.
    const cut = setInterval(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} is taken by another program`, { cause: error });
  if (error.code === 'EACCES') return new Error(`Port ${port} may not be used without more rights`, { cause: error });
  return error;
}
