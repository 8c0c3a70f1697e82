import http from 'node:http';
import https from 'node:https';

export interface Answer {
  status: number;
  contentType: string;
  location: string | null;
  body: string;
  /** The first bytes as they came, for what is not text. */
  head: Buffer;
  bytes: number;
}

export interface SendFailure {
  error: 'connect' | 'read' | 'total';
  message: string;
}

export interface Outgoing {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string;
  connectMs: number;
  readMs: number;
  totalMs: number;
}

export interface HttpSender {
  send(request: Outgoing): Promise<Answer | SendFailure>;
  stop(): void;
}

/** How much of an answer is kept; TwiML may have 64 kB, so what lies beyond is only counted. */
const MAX_KEPT = 128 * 1024;

interface Attempt {
  outcome: Answer | SendFailure;
  staleSocket: boolean;
}

function exchange(agents: { http: http.Agent; https: https.Agent }, request: Outgoing): Promise<Attempt> {
  return new Promise((resolve) => {
    const url = new URL(request.url);
    url.hash = '';
    const isSecure = url.protocol === 'https:';
    const outgoing = (isSecure ? https : http).request(url, {
      method: request.method,
      agent: isSecure ? agents.https : agents.http,
      headers:
        request.method === 'POST' ? { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) } : request.headers,
    });
    let connected = false;
    let settled = false;
    const finish = (outcome: Answer | SendFailure, staleSocket = false): void => {
      if (settled) return;
      settled = true;
      for (const timer of timers) clearTimeout(timer);
      if ('error' in outcome) outgoing.destroy();
      resolve({ outcome, staleSocket });
    };
    const fail = (error: SendFailure['error'], message: string): void => finish({ error, message });
    const connectTimer = setTimeout(() => !connected && fail('connect', `no connection within ${request.connectMs} ms`), request.connectMs);
    const timers = [connectTimer, setTimeout(() => fail('total', `no answer within ${request.totalMs} ms in all`), request.totalMs)];
    outgoing.on('socket', (socket) => {
      const onConnected = (): void => {
        connected = true;
        timers.push(setTimeout(() => fail('read', `no answer within ${request.readMs} ms`), request.readMs));
      };
      if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', onConnected);
      else onConnected();
    });
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes < MAX_KEPT) chunks.push(chunk);
        bytes += chunk.length;
      });
      response.on('error', (error) => fail('read', error.message));
      response.on('end', () =>
        finish({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          location: response.headers.location ?? null,
          body: Buffer.concat(chunks).toString('utf8'),
          head: chunks[0]?.subarray(0, 64) ?? Buffer.alloc(0),
          bytes,
        }),
      );
      response.on('close', () => fail('read', 'the connection was cut in the middle of the answer'));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const staleSocket = outgoing.reusedSocket && error.code === 'ECONNRESET';
      finish({ error: connected ? 'read' : 'connect', message: error.message }, staleSocket);
    });
    outgoing.end(request.method === 'POST' ? request.body : undefined);
  });
}

/** Sends webhooks over kept-alive connections, within their deadlines, which are always real time. */
export function makeHttpSender(): HttpSender {
  const agents = {
    http: new http.Agent({ keepAlive: true, maxFreeSockets: 1_024 }),
    https: new https.Agent({ keepAlive: true, maxFreeSockets: 1_024 }),
  };
  return {
    async send(request) {
      const first = await exchange(agents, request);
      // A kept-alive connection the server had already closed was never a delivery: https://nodejs.org/api/http.html#requestreusedsocket
      return first.staleSocket ? (await exchange(agents, request)).outcome : first.outcome;
    },
    stop() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
