import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One webhook as an application got it. */
export interface Got {
  path: string;
  method: string;
  headers: IncomingMessage['headers'];
  params: Record<string, string>;
  all: URLSearchParams;
  at: number;
}

export type Reply = string | { status?: number; type?: string; body?: string; location?: string; afterMs?: number; cut?: boolean };

export interface Application {
  url: string;
  got: Got[];
  /** What is answered at a path; a function sees the request. Unknown paths answer 204. */
  on(path: string, reply: Reply | ((got: Got) => Reply)): void;
  /** The requests to a path so far. */
  at(path: string): Got[];
  stop(): Promise<void>;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(req: IncomingMessage, res: ServerResponse, reply: Reply | undefined): void {
  if (reply === undefined) {
    res.writeHead(204).end();
    return;
  }
  if (typeof reply === 'string') {
    res.writeHead(200, { 'content-type': 'text/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?><Response>${reply}</Response>`);
    return;
  }
  if (reply.cut) {
    req.socket.destroy();
    return;
  }
  setTimeout(() => {
    const headers = { 'content-type': reply.type ?? 'text/xml', ...(reply.location === undefined ? {} : { location: reply.location }) };
    res.writeHead(reply.status ?? 200, headers).end(reply.body ?? '');
  }, reply.afterMs ?? 0);
}

/** A small application of webhooks for tests: it answers what it is told to and remembers what it got. */
export async function startApplication(): Promise<Application> {
  const replies = new Map<string, Reply | ((got: Got) => Reply)>();
  const got: Got[] = [];
  const server = createServer((req, res) => {
    void bodyOf(req).then((body) => {
      const url = new URL(req.url ?? '/', 'http://application');
      const all = new URLSearchParams(req.method === 'POST' ? body : url.search);
      const one: Got = {
        path: url.pathname,
        method: req.method ?? '',
        headers: req.headers,
        params: Object.fromEntries(all),
        all,
        at: Date.now(),
      };
      got.push(one);
      const reply = replies.get(url.pathname);
      send(req, res, typeof reply === 'function' ? reply(one) : reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    on: (path, reply) => void replies.set(path, reply),
    at: (path) => got.filter((one) => one.path === path),
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
