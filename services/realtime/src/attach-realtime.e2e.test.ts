import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewsMessage } from '@ringbase/contracts';
import { makeLogger } from '@ringbase/platform';
import { attachRealtime, type Realtime } from '@ringbase/realtime';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { type OpenSocket, openSocket } from './testing/open-socket.js';

let database: TestDatabase;
let company: TestCompany;
let server: Server;
let realtime: Realtime;
let port: number;
/** Pub/sub in this process: what a test publishes goes to whoever listens; `lost` drops it all. */
const wire = { listeners: new Set<(message: string) => void>(), lost: false };
const tell = (message: NewsMessage | object) => {
  if (!wire.lost) for (const listener of wire.listeners) listener(JSON.stringify(message));
};

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  realtime = await attachRealtime(server, {
    app: company.app,
    news: {
      async subscribe(_channel, listener) {
        wire.listeners.add(listener);
        return () => void wire.listeners.delete(listener);
      },
    },
    clock: () => company.time.now,
    ids: () => crypto.randomUUID(),
    log: makeLogger({ service: 'test', level: 'silent' }),
    origins: ['https://ringbase.example'],
    bell: () => undefined,
    heartbeatMs: 300,
    pingMs: 2_000,
    sessionCheckMs: 200,
  });
});
afterAll(async () => {
  await realtime?.stop();
  server?.close();
  await sleep(200);
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  wire.lost = false;
  await company.query('truncate tabs, outbox, news_versions');
});

const callId = '01890000-0000-7000-8000-000000000001';
const changed = { kind: 'changed' as const, changes: [{ noun: 'call' as const, id: callId }] };
const connect = async (person: TestPerson, more: OpenSocket = {}) => openSocket(port, { token: await company.addSession(person), ...more });
async function until<T>(read: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (let round = 0; ; round += 1) {
    const value = await read();
    if (fits(value)) return value;
    if (round > 100) throw new Error(`still ${JSON.stringify(value)}`);
    await sleep(30);
  }
}

describe('the door', () => {
  test.each<[string, OpenSocket, number]>([
    ['without a session', {}, 401],
    ['with a session nobody has', { token: 'made-up' }, 401],
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a site that only begins like ours', { origin: 'https://ringbase.example.evil.example' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['without an origin', { origin: null }, 403],
    ['with a tab of a strange name', { token: 'made-up', tab: encodeURIComponent('<script>alert(1)</script>') }, 400],
    ['at another address', { path: '/ws/others' }, 404],
  ])('is shut %s', async (_, options, status) => {
    const token = options.origin === undefined ? options.token : await company.addSession(company.people.ivan);
    await expect(openSocket(port, { ...options, token: token ?? null })).rejects.toThrow(`refused with ${status}`);
  });

  test('opens for our own page and for the configured one, and says hello with his version', async () => {
    const { ivan } = company.people;
    await company.query('insert into news_versions values ($1, 41)', [ivan.id]);
    const sockets = [await connect(ivan), await connect(ivan, { origin: 'https://ringbase.example' })];
    for (const { wait } of sockets) expect(await wait('hello')).toEqual({ kind: 'hello', seq: 1, version: 41, heartbeatSeconds: 1 });
    for (const { ws } of sockets) ws.close();
  });

  test('a person opens so many sockets and no more', async () => {
    const token = await company.addSession(company.people.petr);
    const open = await Promise.all(Array.from({ length: 20 }, (_, at) => openSocket(port, { token, tab: `tab-many-${at}` })));
    await expect(openSocket(port, { token })).rejects.toThrow('refused with 429');
    for (const { ws } of open) ws.terminate();
    await until(
      async () => realtime.size(),
      (size) => size === 0,
    );
  });
});

describe('news', () => {
  test('reaches its listeners’ tabs, numbered for each socket, and nobody else', async () => {
    const { ivan, mira, dora } = company.people;
    const [one, two, other, director] = await Promise.all([
      connect(ivan),
      connect(ivan, { tab: 'tab-two-2' }),
      connect(mira),
      connect(dora),
    ]);
    await Promise.all([one, two, other, director].map((socket) => socket!.wait('hello')));
    tell({ people: [{ id: ivan.id, version: 1 }], frame: changed });
    for (const socket of [one, two]) expect(await socket!.wait('changed')).toEqual({ ...changed, version: 1, seq: expect.any(Number) });
    await sleep(500);
    expect(other!.frames.concat(director!.frames).every((frame) => frame.kind === 'hello' || frame.kind === 'heartbeat')).toBe(true);
    expect(one!.frames.map((frame) => frame.seq)).toEqual(one!.frames.map((_, at) => at + 1));
    for (const { ws } of [one!, two!, other!, director!]) ws.close();
  });

  test('carries ids and nothing else, whatever was published', async () => {
    const { ivan } = company.people;
    const { ws, wait } = await connect(ivan);
    await wait('hello');
    const frame = { ...changed, caller: '+359881234567', changes: [{ noun: 'client', id: callId, name: 'Mr Secret' }] };
    tell({ people: [{ id: ivan.id, version: 1, name: 'Ivan' }], frame });
    expect(await wait('changed')).toEqual({
      kind: 'changed',
      seq: expect.any(Number),
      version: 1,
      changes: [{ noun: 'client', id: callId }],
    });
    ws.close();
  });

  test.each<[string, unknown]>([
    ['not JSON', 'nonsense'],
    ['of an unknown kind', { people: [], frame: { kind: 'gossip' } }],
    ['a sign-out nobody ordered', { people: [], frame: { kind: 'signed-out' } }],
  ])('that is %s is dropped', async (_, message) => {
    const { ivan } = company.people;
    const { ws, wait, frames } = await connect(ivan);
    await wait('hello');
    tell(typeof message === 'string' ? (message as unknown as object) : { ...(message as object), people: [{ id: ivan.id, version: 1 }] });
    tell({ people: [{ id: ivan.id, version: 2 }], frame: changed });
    await wait('changed');
    expect(frames.filter((frame) => frame.kind !== 'hello' && frame.kind !== 'heartbeat')).toHaveLength(1);
    ws.close();
  });

  test('lost on its way shows in the next heartbeat', async () => {
    const { ivan } = company.people;
    const { ws, wait } = await connect(ivan);
    expect(await wait('hello')).toMatchObject({ version: 0 });
    wire.lost = true;
    await company.query('insert into news_versions values ($1, 3)', [ivan.id]);
    tell({ people: [{ id: ivan.id, version: 3 }], frame: changed });
    expect(await wait('heartbeat', (frame) => frame.version === 3)).toBeDefined();
    ws.close();
  });
});

test('news lost between two others leaves a gap in the numbers', async () => {
  const { ivan } = company.people;
  const { ws, wait, frames } = await connect(ivan);
  await wait('hello');
  const version = (at: number) => ({ people: [{ id: ivan.id, version: at }], frame: changed });
  tell(version(1));
  wire.lost = true;
  tell(version(2));
  wire.lost = false;
  tell(version(3));
  const last = await wait('changed', (frame) => frame.version === 3);
  const before = frames[frames.indexOf(last) - 1];
  expect(last.seq).toBe((before?.seq ?? 0) + 2);
  ws.close();
});

describe('a console that misbehaves', () => {
  test.each<[string, (send: (data: string | Buffer) => void) => void, number]>([
    ['floods', (send) => Array.from({ length: 60 }, () => send('{"kind":"alive","active":true,"softphone":true}')), 1008],
    ['sends what is not a frame', (send) => send('{"kind":"subscribe","topic":"everything"}'), 1008],
    ['sends what is not JSON', (send) => send('\u0000{'), 1008],
    ['sends bytes', (send) => send(Buffer.from([1, 2, 3])), 1008],
    ['sends a huge frame', (send) => send('x'.repeat(5_000)), 1009],
  ])('that %s is cut off, and the gateway lives on', async (_, misbehave, code) => {
    const { ws, wait, closed } = await connect(company.people.ivan);
    await wait('hello');
    misbehave((data) => ws.send(data));
    expect((await closed).code).toBe(code);
    const next = await connect(company.people.ivan);
    await next.wait('hello');
    next.ws.close();
  });

  test('that floods with pings is cut off as well', async () => {
    const { ws, wait, closed } = await connect(company.people.ivan);
    await wait('hello');
    for (let at = 0; at < 60; at += 1) ws.ping();
    expect((await closed).code).toBe(1008);
  });

  test('that reads nothing is cut off, and its neighbours hear everything', async () => {
    const { ivan, mira } = company.people;
    const [slow, quick] = await Promise.all([connect(ivan), connect(mira)]);
    await Promise.all([slow.wait('hello'), quick.wait('hello')]);
    slow.ws.pause();
    const many = { kind: 'changed', changes: Array.from({ length: 500 }, () => ({ noun: 'call', id: callId })) };
    const before = realtime.size();
    for (let version = 1; version <= 2_000 && realtime.size() === before; version += 1) {
      tell({ people: [{ id: ivan.id, version }], frame: many });
      if (version % 50 === 0) await sleep(1);
    }
    await until(
      async () => realtime.size(),
      (size) => size === before - 1,
    );
    tell({ people: [{ id: mira.id, version: 9 }], frame: changed });
    expect(await quick.wait('changed')).toMatchObject({ version: 9 });
    slow.ws.terminate();
    quick.ws.close();
  });
});

describe('the session', () => {
  test.each<[string, string]>([
    ['ends', `update sessions set ended_at = now() where person_id = $1`],
    ['has run out', `update sessions set expires_at = '2026-03-02T09:59:59Z' where person_id = $1`],
    ['belongs to one who is dismissed', `update people set dismissed_at = now() where id = $1`],
  ])('that %s takes its sockets with it', async (_, sql) => {
    const { petr } = company.people;
    const { wait, closed } = await connect(petr);
    await wait('hello');
    await company.query(sql, [petr.id]);
    expect(await wait('signed-out')).toMatchObject({ kind: 'signed-out' });
    expect((await closed).code).toBe(4401);
    await company.query(`update people set dismissed_at = null where id = $1`, [petr.id]);
  });
});
