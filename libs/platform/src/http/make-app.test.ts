import request from 'supertest';
import type { TrustProxy } from '../config/trust-proxy.js';
import { makeLogger } from '../log/make-logger.js';
import { mountHealth } from './health.js';
import { listen } from './listen.js';
import { makeApp, sealApp } from './make-app.js';
import { makeMetrics } from './metrics.js';
import { rateLimit } from './rate-limit.js';
import { requireSameOrigin } from './require-same-origin.js';

const log = makeLogger({ service: 'test', level: 'silent' });

describe('every answer', () => {
  test('forbids scripts that are not ours, frames, and connections elsewhere', async () => {
    const app = sealApp(makeApp({ log, security: { connect: ['wss://chunderw-vpc-gll.twilio.com'], https: true } }));
    const { headers } = await request(app).get('/');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' wss://chunderw-vpc-gll.twilio.com");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
    expect(headers['strict-transport-security']).toMatch(/max-age=/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('over plain http does not send browsers to https', async () => {
    const { headers } = await request(sealApp(makeApp({ log }))).get('/');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });
});

describe('the sender’s address', () => {
  const echo = (trustProxy: TrustProxy) => {
    const app = makeApp({ log, trustProxy });
    app.get('/ip', (req, res) => {
      res.json({ ip: req.ip, protocol: req.protocol });
    });
    return request(app).get('/ip').set({ 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' });
  };

  test.each<[string, TrustProxy]>([
    ['nobody vouched for', 0],
    ['a stranger vouched for', ['10.0.0.0/8']],
  ])('is not taken from a header %s', async (_, trusted) => {
    expect((await echo(trusted)).body).toEqual({ ip: expect.stringContaining('127.0.0.1'), protocol: 'http' });
  });

  test.each<[string, TrustProxy]>([
    ['one', 1],
    ['those of this machine', ['127.0.0.0/8', '::1']],
  ])('is taken from the proxies that are believed: %s', async (_, trusted) => {
    expect((await echo(trusted)).body).toEqual({ ip: '203.0.113.7', protocol: 'https' });
  });
});

describe('health', () => {
  const makeHealthApp = (database: () => Promise<void>) => {
    const metrics = makeMetrics({ service: 'test' });
    const app = makeApp({ log, metrics });
    mountHealth(app, { checks: { database, queue: () => undefined }, metrics });
    return app;
  };

  test('a living process is healthy whatever it lacks', async () => {
    expect((await request(makeHealthApp(() => Promise.reject(new Error('gone')))).get('/healthz')).status).toBe(200);
  });

  test('a process is ready when every part it needs is there', async () => {
    const answer = await request(makeHealthApp(async () => undefined)).get('/readyz');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok', checks: { database: 'ok', queue: 'ok' } }]);
  });

  test('a missing part is named, its reason is not', async () => {
    const answer = await request(makeHealthApp(() => Promise.reject(new Error('password wrong')))).get('/readyz');
    expect([answer.status, answer.body.checks.database]).toEqual([503, 'failed']);
    expect(answer.text).not.toContain('password');
  });

  test('a part that hangs counts as missing', async () => {
    const answer = await request(makeHealthApp(() => new Promise(() => undefined))).get('/readyz');
    expect(answer.body.checks).toEqual({ database: 'failed', queue: 'ok' });
  });

  test('metrics count requests by route, never by address', async () => {
    const app = makeHealthApp(async () => undefined);
    app.get('/calls/:id', (_req, res) => {
      res.end();
    });
    await request(app).get('/calls/0192f0c1-7a11-7000-8000-426614174000');
    const { text } = await request(app).get('/metrics');
    expect(text).toContain('http_request_duration_seconds_count{service="test",method="GET",route="/calls/:id",status="200"} 1');
    expect(text).not.toContain('0192f0c1');
    expect(text).toContain('process_cpu_seconds_total');
  });
});

describe('a request that changes something', () => {
  const app = makeApp({ log });
  app.use(requireSameOrigin({ origins: ['https://ringbase.example'] }));
  app.use((_req, res) => {
    res.end();
  });
  sealApp(app);

  test.each([
    ['from our page', { origin: 'https://ringbase.example', 'sec-fetch-site': 'same-origin' }, 200],
    ['from the host it was served by', { host: 'desk.local:3000', origin: 'http://desk.local:3000', 'sec-fetch-site': 'same-origin' }, 200],
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['from another site that hides its name', { origin: 'null' }, 403],
    ['from a sister site', { origin: 'https://other.ringbase.example', 'sec-fetch-site': 'same-site' }, 403],
    ['from a browser that names only the site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a program', {}, 200],
    ['from nowhere but with a session', { cookie: 'session=1' }, 403],
  ])('%s', async (_, headers, status) => {
    expect((await request(app).post('/').set(headers)).status).toBe(status);
  });

  test.each<[string, TrustProxy, number]>([
    ['believed is ours', 1, 200],
    ['not believed is another’s', 0, 403],
  ])('from a page of this host, by a proxy’s https that is %s', async (_, trustProxy, status) => {
    const served = makeApp({ log, trustProxy });
    served.use(requireSameOrigin(), (_req, res) => {
      res.end();
    });
    const page = { host: 'desk.example', origin: 'https://desk.example', 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };
    expect((await request(sealApp(served)).post('/').set(page)).status).toBe(status);
  });

  test('reading from elsewhere is not its business', async () => {
    expect((await request(app).get('/').set('origin', 'https://evil.example')).status).toBe(200);
  });
});

test('what comes too often is refused for a while, each key by itself', async () => {
  const app = makeApp({ log });
  app.use(rateLimit({ points: 2, seconds: 60, key: (req) => req.get('x-person') ?? '' }));
  app.use((_req, res) => {
    res.end();
  });
  sealApp(app);
  const ask = (person: string) => request(app).get('/').set('x-person', person);
  expect([(await ask('a')).status, (await ask('a')).status]).toEqual([200, 200]);
  const refused = await ask('a');
  expect(refused.body).toMatchObject({ status: 429, code: 'TOO_MANY' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('b')).status).toBe(200);
});

describe('a server', () => {
  test('says in one line that its port is taken', async () => {
    const first = await listen(makeApp({ log }), { port: 0, host: '127.0.0.1' });
    await expect(listen(makeApp({ log }), { port: first.port, host: '127.0.0.1' })).rejects.toThrow(
      `Port ${first.port} is taken by another program`,
    );
    await first.stop();
  });

  test('lets a running request end, and cuts one that hangs', async () => {
    const app = makeApp({ log });
    let arrived = 0;
    app.use((_req, _res, next) => {
      arrived += 1;
      next();
    });
    app.get('/slow', (_req, res) => {
      setTimeout(() => res.end('done'), 60);
    });
    app.get('/hanging', () => undefined);
    const { port, stop } = await listen(app, { port: 0, host: '127.0.0.1', graceMs: 500 });
    const slow = fetch(`http://127.0.0.1:${port}/slow`).then((answer) => answer.text());
    const hanging = fetch(`http://127.0.0.1:${port}/hanging`).catch(() => 'cut');
    while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop();
    expect([await slow, await hanging]).toEqual(['done', 'cut']);
  });
});
