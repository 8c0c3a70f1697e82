import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { makeOutgoing, type OutgoingRequest } from './make-outgoing.js';
import { parseOrigins } from './parse-origins.js';

let server: Server;
let origin: string;
let answer: RequestListener;
const asked: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      asked.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers, body: Buffer.concat(pieces).toString() });
      answer(req, res);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
});

const send = (more: Partial<OutgoingRequest> = {}, origins = [origin]) =>
  makeOutgoing({ origins })({ method: 'GET', url: `${origin}/customers?x=1`, headers: {}, body: null, deadlineMs: 2_000, ...more });
const json = (text: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_, res) => res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text);
};

test('what is asked arrives as it was said, and its JSON comes back', async () => {
  answer = json('{"customer":{"tier":"gold"}}');
  const got = await send({ method: 'POST', headers: { 'X-Key': 'a' }, body: '{"number":"1"}' });
  expect(got).toEqual({ ok: true, json: { customer: { tier: 'gold' } } });
  expect(asked).toMatchObject([
    { method: 'POST', url: '/customers?x=1', body: '{"number":"1"}', headers: { 'x-key': 'a', 'content-type': 'application/json' } },
  ]);
});

test('a header that HTTP itself says is not the author’s to say', async () => {
  answer = json('{}');
  await send({ headers: { Host: 'elsewhere.example', 'Transfer-Encoding': 'chunked', Connection: 'upgrade', 'X-Fine': 'yes' } });
  expect(asked[0]?.headers).toMatchObject({ host: new URL(origin).host, 'x-fine': 'yes' });
});

test.each<[string, RequestListener, object]>([
  ['a failure tells its status', (_, res) => res.writeHead(500).end('{"a":1}'), { failure: 'status', status: 500 }],
  ['a redirect is not followed', (_, res) => res.writeHead(302, { location: '/elsewhere' }).end(), { failure: 'redirected', status: 302 }],
  ['a page is no JSON', (_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), { failure: 'not-json', status: 200 }],
  ['broken JSON is none', json('{"a":'), { failure: 'not-json', status: 200 }],
  ['broken characters are no JSON', json(Buffer.from([0x22, 0xff, 0x22])), { failure: 'not-json', status: 200 }],
  ['more than 64 kB is not read', json(`"${'x'.repeat(70_000)}"`), { failure: 'too-large', status: 200 }],
  [
    'what unpacks to more than 64 kB is not read either',
    json(gzipSync(`"${'x'.repeat(5_000_000)}"`), { 'content-encoding': 'gzip' }),
    { failure: 'too-large', status: 200 },
  ],
  ['a line that breaks off is no answer', (req) => void req.socket.destroy(), { failure: 'unreachable', status: null }],
])('%s', async (_, listener, expected) => {
  answer = listener;
  expect(await send()).toEqual({ ok: false, ...expected });
  expect(asked).toHaveLength(1);
});

test('an answer of nothing is good', async () => {
  answer = (_, res) => res.writeHead(204).end();
  expect(await send()).toEqual({ ok: true, json: undefined });
});

test.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['answers and never ends', (_, res) => void res.writeHead(200, { 'content-type': 'application/json' }).write('{')],
])('a source that %s is given up at the deadline', async (_, listener) => {
  answer = listener;
  const began = performance.now();
  expect(await send({ deadlineMs: 200 })).toEqual({ ok: false, failure: 'deadline', status: null });
  expect(performance.now() - began).toBeLessThan(1_500);
});

test.each([
  ['another origin', (at: string) => at.replace('127.0.0.1', 'localhost')],
  ['another port', (at: string) => at.replace(/:\d+$/, ':1')],
  ['another scheme', (at: string) => at.replace('http:', 'https:')],
  ['a file', () => 'file:///etc/passwd'],
  ['credentials in the address', (at: string) => at.replace('//', '//me:secret@')],
  ['an origin disguised as a name', (at: string) => at.replace('//', '//evil.example@')],
  ['no address at all', () => 'customers'],
])('%s is refused, and nobody is asked', async (_, made) => {
  expect(await send({ url: made(origin) })).toEqual({ ok: false, failure: 'not-allowed', status: null });
  expect(asked).toEqual([]);
});

test('with no origin named nobody is asked', async () => {
  expect(await send({}, [])).toMatchObject({ failure: 'not-allowed' });
});

test('a header that is none is refused', async () => {
  expect(await send({ headers: { 'bad name': 'x' } })).toMatchObject({ failure: 'invalid-request' });
  expect(asked).toEqual([]);
});

test('nobody there is unreachable', async () => {
  const nobody = 'http://127.0.0.1:1';
  expect(await send({ url: `${nobody}/x` }, [nobody])).toEqual({ ok: false, failure: 'unreachable', status: null });
});

describe('the list of origins', () => {
  test('is read as an operator writes it', () => {
    expect(parseOrigins(['https://crm.example.com', 'https://crm.example.com:8443/', 'http://127.0.0.1:8080', 'http://localhost'])).toEqual(
      ['https://crm.example.com', 'https://crm.example.com:8443', 'http://127.0.0.1:8080', 'http://localhost'],
    );
  });

  test.each([
    'http://crm.example.com',
    'ftp://crm.example.com',
    'https://crm.example.com/path',
    'https://a@crm.example.com',
    'crm.example.com',
    '*',
    'http://127.evil.example',
  ])('refuses %s', (text) => expect(parseOrigins(['https://fine.example', text])).toBeNull());
});
