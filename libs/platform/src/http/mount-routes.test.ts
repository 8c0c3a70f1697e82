import { DomainError } from '@ringbase/domain';
import fc from 'fast-check';
import request from 'supertest';
import { z } from 'zod';
import { makeLogger } from '../log/make-logger.js';
import { type AnyRoute, binary, empty, makeDefineRoute, problem } from './define-route.js';
import { makeApp, sealApp } from './make-app.js';
import { type Door, mountRoutes } from './mount-routes.js';

interface Ctx {
  person: string;
}
const defineRoute = makeDefineRoute<{ ctx: Ctx; anyone: { ip: string }; capability: 'callback:read' | 'callback:write' }>();

const snooze = defineRoute({
  method: 'post',
  path: '/callbacks/{id}/snooze',
  summary: 'Remind me later',
  may: 'callback:write',
  params: z.object({ id: z.uuid() }),
  query: z.object({ quiet: z.stringbool().default(false) }),
  body: z.object({ until: z.iso.datetime({ offset: true }), note: z.string().max(100).optional() }),
  answers: { 200: z.object({ id: z.string(), until: z.string(), by: z.string() }), 409: problem('ALREADY_KEPT') },
  handle: ({ ctx, params, body }) => {
    if (body.note === 'kept') throw new DomainError('ALREADY_KEPT', 'It was kept already', { callbackId: params.id });
    if (body.note === 'broken') throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
    const secret = { id: params.id, until: body.until, by: ctx.person, phone: '+359881234567' };
    return secret;
  },
});
const ping = defineRoute({
  method: 'get',
  path: '/ping',
  summary: 'Is anybody there',
  may: 'anyone',
  answers: { 204: empty },
  handle: async () => undefined,
});
const audio = defineRoute({
  method: 'get',
  path: '/audio',
  summary: 'Bytes',
  may: 'signed-in',
  stream: true,
  answers: { 200: binary('audio/wav') },
  handle: ({ res }) => {
    res.type('audio/wav').end(Buffer.from('RIFF'));
  },
});
const liar = defineRoute({
  method: 'get',
  path: '/liar',
  summary: 'Says what it should not',
  may: 'signed-in',
  answers: { 200: z.object({ count: z.number().max(1) }) },
  handle: () => ({ count: 2 }),
});
const failing = defineRoute({
  method: 'post',
  path: '/failing',
  summary: 'Throws what it is told',
  may: 'anyone',
  body: z.object({ message: z.string(), sql: z.string(), code: z.string().optional() }),
  answers: { 204: empty },
  handle: ({ body }) => {
    throw Object.assign(new Error(body.message), { sql: body.sql, detail: body.sql, code: body.code });
  },
});

const door: Door<Ctx, { ip: string }> = {
  context: async (req) => {
    const person = req.get('x-person');
    if (!person) throw new DomainError('UNAUTHENTICATED', 'Sign in first');
    return { person };
  },
  anyone: (req) => ({ ip: req.ip ?? '' }),
  may: (ctx, capability) => ctx.person === 'director' || capability === 'callback:read',
};

function makeTestApp(routes: readonly AnyRoute[] = [snooze, ping, audio, liar, failing]) {
  const lines: string[] = [];
  const app = makeApp({ log: makeLogger({ service: 'test', destination: { write: (line) => lines.push(line) } }) });
  mountRoutes(app, '/api/v1', routes, door);
  return { app: sealApp(app), lines };
}

const id = '0192f0c1-7a11-7000-8000-426614174000';
const until = '2026-03-02T10:00:00+03:00';
const post = (body: unknown, { person = 'director', path = `/api/v1/callbacks/${id}/snooze` } = {}) =>
  request(makeTestApp().app)
    .post(path)
    .set(person ? { 'x-person': person } : {})
    .send(body as object);

describe('a route', () => {
  test('answers what it declares and drops what it does not', async () => {
    const answer = await post({ until });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ id, until, by: 'director' });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('knows nobody who has not signed in, before it looks at what he sent', async () => {
    const answer = await post({ nonsense: true }, { person: '' });
    expect(answer.body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('refuses a person without its capability', async () => {
    expect((await post({ until }, { person: 'manager' })).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('names everything that does not fit', async () => {
    const answer = await post({ until: 'later' }, { path: '/api/v1/callbacks/7/snooze?quiet=perhaps' });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.body.errors.map((fault: { in: string; path: string }) => `${fault.in}.${fault.path}`)).toEqual([
      'params.id',
      'query.quiet',
      'body.until',
    ]);
  });

  test('turns a refusal of the domain into its status, with its ids', async () => {
    expect((await post({ until, note: 'kept' })).body).toMatchObject({
      type: 'urn:ringbase:problem:already-kept',
      status: 409,
      code: 'ALREADY_KEPT',
      detail: 'It was kept already',
      details: { callbackId: id },
      instance: expect.stringMatching(/^urn:uuid:/),
    });
  });

  test('is a failure of ours when it answers something else than it declares', async () => {
    const { app, lines } = makeTestApp();
    const answer = await request(app).get('/api/v1/liar').set('x-person', 'manager');
    expect(answer.body).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(lines.join('')).toContain('GET /liar does not answer what it declares (count: too_big)');
  });

  test('for anyone lets anyone in, and may have nothing to say', async () => {
    const answer = await request(makeTestApp().app).get('/api/v1/ping');
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  test('that streams writes its own bytes', async () => {
    const answer = await request(makeTestApp().app).get('/api/v1/audio').set('x-person', 'manager').buffer();
    expect([answer.status, answer.body.toString()]).toEqual([200, 'RIFF']);
  });
});

describe('the door', () => {
  test.each([
    ['a body that is not JSON', '{"until":', 'application/json', 400],
    ['a body of another kind', 'until=now', 'application/x-www-form-urlencoded', 400],
    ['no body', '', 'application/json', 400],
    ['an array for an object', '[]', 'application/json', 400],
    ['an unknown character set', '{}', 'application/json; charset=klingon', 415],
    ['NUL in a text', '{"until":"2026-03-02T10:00:00Z","note":"\\u0000"}', 'application/json', 400],
    ['half a character', '{"until":"2026-03-02T10:00:00Z","note":"\\ud800"}', 'application/json', 400],
    ['a bottomless body', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'application/json', 400],
    ['a huge body', JSON.stringify({ until, note: 'x'.repeat(300_000) }), 'application/json', 413],
  ])('refuses %s', async (_, body, type, status) => {
    const answer = await request(makeTestApp().app)
      .post(`/api/v1/callbacks/${id}/snooze`)
      .set({ 'x-person': 'director', 'content-type': type })
      .send(body);
    expect([answer.status, answer.body.status]).toEqual([status, status]);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  test.each([
    ['an unknown path', '/api/v1/nothing', 404],
    ['an unknown path outside the routes', '/nothing', 404],
    ['a broken escape', '/api/v1/callbacks/%E0%A4%A/snooze', 400],
    ['another method', '/api/v1/liar', 405],
  ])('answers %s by a problem', async (_, path, status) => {
    const answer = await request(makeTestApp().app).post(path).set('x-person', 'director').send({ until });
    expect([answer.status, answer.body.status]).toEqual([status, status]);
  });

  test('is not polluted by a prototype in the body', async () => {
    const answer = await request(makeTestApp().app)
      .post(`/api/v1/callbacks/${id}/snooze`)
      .set({ 'x-person': 'director', 'content-type': 'application/json' })
      .send(`{"until":"${until}","__proto__":{"by":"evil"},"constructor":{"prototype":{"evil":1}}}`);
    expect(answer.body).toEqual({ id, until, by: 'director' });
    expect(({} as { evil?: number }).evil).toBeUndefined();
  });
});

describe('an unexpected error', () => {
  test('never tells stack, statement or address, whatever it says', async () => {
    const { app } = makeTestApp();
    const marker = fc.stringMatching(/^[A-Za-z0-9]{12,24}$/);
    await fc.assert(
      fc.asyncProperty(marker, marker, fc.constantFrom('23505', 'ECONNREFUSED', undefined), async (message, sql, code) => {
        const answer = await request(app)
          .post('/api/v1/failing')
          .send({ message: `select * from ${message}`, sql: `insert into ${sql}`, code });
        const all = answer.text + JSON.stringify(answer.headers);
        expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL']);
        expect(all).not.toContain(message);
        expect(all).not.toContain(sql);
        expect(all).not.toMatch(/\bat .*:\d+:\d+|\.[jt]s\b|select |insert |ECONN|23505/i);
      }),
      { numRuns: 30 },
    );
  });

  test('is logged with the id the answer carries', async () => {
    const { app, lines } = makeTestApp();
    const answer = await request(app)
      .post(`/api/v1/callbacks/${id}/snooze`)
      .set({ 'x-person': 'director' })
      .send({ until, note: 'broken' });
    const logged = lines.map((line) => JSON.parse(line)).find((line) => line.event === 'http.failed');
    expect(logged.err.message).toContain('ECONNREFUSED');
    expect(answer.body.instance).toBe(`urn:uuid:${logged.requestId}`);
  });
});

describe('the log of a request', () => {
  test('is one event with the route, never the address, the query, a header or the body', async () => {
    const { app, lines } = makeTestApp();
    await request(app)
      .post(`/api/v1/callbacks/${id}/snooze?quiet=true&phone=%2B359881234567`)
      .set({ 'x-person': 'director', cookie: 'session=s3cret', 'user-agent': 'curl-ivanov' })
      .send({ until, note: 'Иванов' });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        event: 'http.answered',
        method: 'POST',
        route: '/api/v1/callbacks/:id/snooze',
        status: 200,
        ms: expect.any(Number),
        complete: true,
        level: 'info',
        service: 'test',
        time: expect.any(String),
        requestId: expect.any(String),
        msg: expect.any(String),
      },
    ]);
    expect(lines.join('')).not.toMatch(/359881234567|s3cret|ivanov|Иванов/);
  });

  test('does not take a request id that is anything but an id', async () => {
    const { app } = makeTestApp();
    const forged = await request(app).get('/api/v1/ping').set('x-request-id', '<script>alert(1)</script>');
    const kept = await request(app).get('/api/v1/ping').set('x-request-id', id);
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(kept.headers['x-request-id']).toBe(id);
  });
});
