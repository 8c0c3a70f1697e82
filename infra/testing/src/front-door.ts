import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const consoleDirectory = fileURLToPath(new URL('../../../services/console/dist', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

type Doors = { api: number; realtime: number; routing: number };
type FrontDoor = { url: string; port: number; stop(): Promise<void> };

/** One origin before services apart, as a load balancer would be: the console's files, `/api`, `/ws`, `/twilio` and `/pbx` each to its own. */
export async function startFrontDoor(doors: () => Doors): Promise<FrontDoor> {
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://door');
    if (pathname.startsWith('/api/')) pass(incoming, outgoing, doors().api);
    else if (pathname.startsWith('/twilio/') || pathname.startsWith('/pbx/')) pass(incoming, outgoing, doors().routing);
    else serveFile(pathname, outgoing);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const inner = connect(doors().realtime, '127.0.0.1', () => {
      const headers = incoming.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}`] : []));
      inner.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    const end = () => {
      inner.destroy();
      socket.destroy();
    };
    inner.on('error', end).on('close', end);
    socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const inner = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  inner.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.on('close', () => inner.destroy());
  incoming.pipe(inner);
}

/** Every address the console's router knows is its one page. */
function serveFile(pathname: string, outgoing: ServerResponse): void {
  const asked = join(consoleDirectory, normalize(pathname));
  const file =
    asked.startsWith(consoleDirectory) && existsSync(asked) && statSync(asked).isFile() ? asked : join(consoleDirectory, 'index.html');
  outgoing.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(outgoing);
}
