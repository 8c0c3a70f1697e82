import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type NewsFrame, type NewsMessage, type ServerFrame, serverFrame } from '@ringbase/contracts';
import { appendOutbox, type News, newsRow } from '@ringbase/database';
import { makeLogger } from '@ringbase/platform';
import { attachRealtime, type Realtime } from '@ringbase/realtime';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, waitUntil } from '@ringbase/testing';
import { type HouseContext, makeHouseContext, relayOutbox } from '@ringbase/use-cases';
import { openSocket, type TestSocket } from './testing/open-socket.js';

type Name = keyof TestCompany['people'];
const viewers: readonly Name[] = ['dora', 'kira', 'kolo', 'ivan', 'anna', 'mira', 'petr'];
/** Who hears what concerns whom in his department: the named one, the department's curator, the director. */
const concerned: Readonly<Record<Name, readonly Name[]>> = {
  dora: ['dora', 'kira'],
  kira: ['dora', 'kira'],
  kolo: ['dora', 'kolo'],
  ivan: ['dora', 'kira', 'ivan'],
  anna: ['dora', 'kira', 'anna'],
  mira: ['dora', 'kira', 'mira'],
  petr: ['dora', 'kolo', 'petr'],
};

type Row = { to: 'concerned' | 'named'; frame: (id: string) => NewsFrame } | { to: 'own' };
/** Whoever adds a kind of frame says here who hears it; what the gateway says to one socket of its own accord, nobody may publish. */
const audienceTable: Readonly<Record<ServerFrame['kind'], Row>> = {
  hello: { to: 'own' },
  heartbeat: { to: 'own' },
  'signed-out': { to: 'own' },
  changed: { to: 'concerned', frame: (id) => ({ kind: 'changed', changes: [{ noun: 'call', id }] }) },
  ringing: { to: 'named', frame: (callId) => ({ kind: 'ringing', callId }) },
  'ringing-over': { to: 'named', frame: (callId) => ({ kind: 'ringing-over', callId }) },
  'open-card': { to: 'named', frame: (callId) => ({ kind: 'open-card', callId, tab: null }) },
  'callback-due': { to: 'named', frame: (callbackId) => ({ kind: 'callback-due', callbackId }) },
  notice: { to: 'named', frame: (callId) => ({ kind: 'notice', callId, noticeId: callId }) },
};
const kinds = serverFrame.options.map((option) => option.shape.kind.value);
const published = kinds.flatMap((kind) => {
  const row = audienceTable[kind];
  return row.to === 'own' ? [] : [[kind, row] as const];
});

let database: TestDatabase;
let company: TestCompany;
let house: HouseContext;
let server: Server;
let realtime: Realtime;
let port: number;
const listeners = new Set<(message: string) => void>();
const publish = async (message: NewsMessage) => {
  for (const listener of listeners) listener(JSON.stringify(message));
};
const sockets = {} as Record<Name, TestSocket>;

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  const log = makeLogger({ service: 'test', level: 'silent' });
  house = makeHouseContext({ house: company.worker, clock: () => company.time.now, ids: randomUUID, log });
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  realtime = await attachRealtime(server, {
    app: company.app,
    news: {
      async subscribe(_channel, listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    clock: house.clock,
    ids: house.ids,
    log,
    origins: [],
    bell: () => undefined,
    heartbeatMs: 200,
    pingMs: 10_000,
    sessionCheckMs: 200,
  });
  for (const name of viewers) sockets[name] = await openSocket(port, { token: await company.addSession(company.people[name]) });
  await Promise.all(viewers.map((name) => sockets[name].wait('hello')));
});
afterAll(async () => {
  for (const name of viewers) sockets[name]?.ws.terminate();
  await waitUntil(async () => !realtime || realtime.size() === 0);
  await realtime?.stop();
  server?.close();
  await company?.close();
  await database?.drop();
});

/** The frames that came to each up to now: a mark is published to all, and what was published before it has arrived before it. */
async function heard(fits: (frame: ServerFrame) => boolean, among: readonly Name[] = viewers): Promise<Name[]> {
  const mark = randomUUID();
  const frame: NewsFrame = { kind: 'changed', changes: [{ noun: 'client', id: mark }] };
  await publish({ people: among.map((name) => ({ id: company.people[name].id, version: 0 })), frame });
  await Promise.all(among.map((name) => sockets[name].wait('changed', ({ changes }) => changes[0]?.id === mark)));
  return among.filter((name) => sockets[name].frames.some(fits));
}
const departmentOf = (name: Name) => (name === 'kolo' || name === 'petr' ? company.service : company.sales);
const relay = () => relayOutbox(house, { publish, addWork: async () => undefined });
async function tellAbout(named: Name, frame: News): Promise<void> {
  await appendOutbox(company.worker.db, [newsRow(frame, { people: [company.people[named].id], departments: [departmentOf(named)] })]);
  await relay();
}

test('every kind of frame says in the table who hears it, and the table speaks of no other', () => {
  expect(Object.keys(audienceTable).sort()).toEqual([...kinds].sort());
});

// Each denial has its twin: whom a frame of this kind does not reach here, it reaches when it is about himself.
describe.each(published)('a frame of kind %s', (kind, row) => {
  test.each(viewers)('about %s reaches whom it is meant for, and nobody else', async (named) => {
    const id = randomUUID();
    await tellAbout(named, row.frame(id));
    const expected = row.to === 'named' ? [named] : concerned[named];
    expect(await heard((frame) => frame.kind === kind && JSON.stringify(frame).includes(id))).toEqual(expected);
  });
});

describe('what the gateway alone says', () => {
  test.each(kinds.filter((kind) => audienceTable[kind].to === 'own'))('%s reaches nobody when it is published', async (kind) => {
    const made = { kind, version: 424_242, heartbeatSeconds: 424_242 } as unknown as News;
    const seen = () => viewers.map((name) => sockets[name].frames.filter((frame) => frame.kind === 'signed-out').length);
    const before = seen();
    await tellAbout('ivan', made);
    expect(await heard((frame) => JSON.stringify(frame).includes('424242'))).toEqual([]);
    expect(seen()).toEqual(before);
  });

  test.each(viewers)('a heartbeat tells %s his own version, and nobody else', async (name) => {
    const version = 1_000_000 + viewers.indexOf(name);
    await company.query(`insert into news_versions values ($1, $2) on conflict (person_id) do update set version = excluded.version`, [
      company.people[name].id,
      version,
    ]);
    const isIt = (frame: ServerFrame) => frame.kind === 'heartbeat' && frame.version === version;
    await sockets[name].wait('heartbeat', isIt);
    expect(await heard(isIt)).toEqual([name]);
  });

  test('the session that ends takes its own socket alone with it, whosever it is', async () => {
    const left = [...viewers];
    for (const name of viewers) {
      await company.query('update sessions set ended_at = $1 where person_id = $2', [company.time.now, company.people[name].id]);
      await sockets[name].wait('signed-out');
      left.splice(left.indexOf(name), 1);
      expect(await heard((frame) => frame.kind === 'signed-out', left)).toEqual([]);
    }
  });
});
