import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { findFreePort, makeStorage, migrateQueue } from '@ringbase/platform';
import {
  account,
  createTestDatabase,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  type PhoneCompany,
  SALES,
  type ServiceProcess,
  type SmallCompany,
  type Sql,
  startPhoneCompany,
  startProcess,
  type TestDatabase,
} from '@ringbase/testing';

let database: TestDatabase;
let sql: Sql;
let company: SmallCompany;
let phones: PhoneCompany;
let services: ServiceProcess[] = [];
let directory: string;
/** Somebody's customer register. */
let register: Server;
let registerUrl: string;
let answer: RequestListener;
const asked: { url: string; key: string | undefined }[] = [];

beforeAll(async () => {
  register = createServer((req, res) => {
    asked.push({ url: req.url ?? '', key: req.headers['x-key'] as string | undefined });
    answer(req, res);
  });
  await new Promise<void>((resolve) => register.listen(0, '127.0.0.1', resolve));
  registerUrl = `http://127.0.0.1:${(register.address() as { port: number }).port}`;
  directory = await mkdtemp(join(tmpdir(), 'ringbase-effects-'));
  database = await createTestDatabase();
  await migrateQueue(database.url);
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  phones = await startPhoneCompany();
  await phones.control('PUT', '/control/clock', { virtual: true, now: new Date().toISOString() });
  const port = await findFreePort();
  const common = {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    STORAGE_URL: pathToFileURL(directory).href,
    CLOCK_URL: `${phones.url}/clock`,
    ...account,
  };
  const work = { PORT: '0', WORKERS: 'relay,scripts', SCRIPT_HTTP_ORIGINS: registerUrl, TWILIO_API_BASE_URL: phones.url };
  services = await Promise.all([
    startProcess('call-routing', { ...common, PORT: String(port) }),
    startProcess('workers', { ...common, ...work }),
  ]);
  await phones.connect(SALES, `http://127.0.0.1:${port}`);
}, 60_000);

afterAll(async () => {
  register?.closeAllConnections();
  register?.close();
  await Promise.all(services.map((service) => service.stop()));
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
  await phones?.stop();
});

beforeEach(() => {
  asked.length = 0;
});

const pass = (seconds: number) => phones.control('POST', '/control/clock/advance', { ms: seconds * 1000 });
const words = (text: string) => ({ en: text, ru: text, bg: text });
const json =
  (body: object): RequestListener =>
  (_, res) =>
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

let version = 1;
/** From now on calls run by this script. */
async function publish(start: string, blocks: object): Promise<void> {
  version += 1;
  await sql.insert('call_scripts', [
    { id: randomUUID(), department_id: company.sales.id, number: version, graph: JSON.stringify({ format: 1, start, blocks }) },
  ]);
}

async function heard(callSid: string): Promise<string[]> {
  const ledger = await phones.control<{ heard: { callSid: string; what: string; detail: string }[] }>(
    'GET',
    `/control/ledger?callSid=${callSid}`,
  );
  return ledger.heard
    .filter((one) => one.what === 'say' || one.what === 'play')
    .map((one) => one.detail.replace(/^.*\/twilio\/sounds\//, ''));
}

const settled = (callSid: string) =>
  eventually('what the script wanted is done', async () => {
    const rows = await sql.query<{ kind: string; state: string; failure: string | null }>(
      `select e.kind, e.state, e.failure from script_effects e join calls c on c.id = e.call_id where c.provider_call_id = $1 order by e.id`,
      [callSid],
    );
    return rows.length > 0 && rows.every((row) => row.state !== 'due') && rows;
  });
const ended = (callSid: string) =>
  eventually(
    `call ${callSid} has ended`,
    async () => (await sql.query(`select * from calls where provider_call_id = $1 and state = 'ended'`, [callSid]))[0],
  );

const RINGING = 'ringing.wav';

/** Asks the register, then says what it was told; or that it was not. */
const asking = (url: string, seconds = 12) =>
  publish('ask', {
    ask: {
      kind: 'http-request',
      method: 'GET',
      url: `${url}/customers?number={{caller.number}}`,
      headers: { 'X-Key': 'secret' },
      body: null,
      answer: { tier: 'customer.tier' },
      seconds,
      next: 'tier',
      failed: 'sorry',
    },
    tier: { kind: 'switch', on: 'tier', cases: [{ equals: 'gold', next: 'gold' }], otherwise: 'plain' },
    gold: { kind: 'say', words: words('Golden {{tier}}'), next: 'bye' },
    plain: { kind: 'say', words: words('Plain'), next: 'bye' },
    sorry: { kind: 'say', words: words('We go on without'), next: 'bye' },
    bye: { kind: 'hang-up' },
  });

test('an outside system’s answer decides where the call goes; the caller hears it ring meanwhile', async () => {
  answer = json({ customer: { tier: 'gold' } });
  await asking(registerUrl);
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(1);
  expect(await settled(callSid)).toEqual([{ kind: 'http-request', state: 'done', failure: null }]);
  await pass(30);
  await ended(callSid);
  expect(asked).toEqual([{ url: `/customers?number=${encodeURIComponent(GEORGI)}`, key: 'secret' }]);
  expect(await heard(callSid)).toEqual([RINGING, 'Golden gold']);
});

test('an outside system that fails is done without', async () => {
  answer = (_, res) => res.writeHead(500).end();
  await asking(registerUrl);
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(1);
  expect(await settled(callSid)).toEqual([{ kind: 'http-request', state: 'failed', failure: 'status-500' }]);
  await pass(30);
  await ended(callSid);
  expect(asked).toHaveLength(1);
  expect(await heard(callSid)).toEqual([RINGING, 'We go on without']);
});

test('an outside system that hangs is waited for no longer than the block says, and it rings until then', async () => {
  answer = () => undefined;
  await asking(registerUrl);
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(1);
  await eventually('the register has been asked', async () => asked.length === 1);
  await pass(8);
  expect(await heard(callSid)).toEqual([RINGING, RINGING]);
  // The services hear of the time by a stream: on a busy machine it comes a little after the telephone's own.
  for (let seconds = 9; seconds < 14; seconds += 1) await pass(1);
  await pass(30);
  await ended(callSid);
  expect(await heard(callSid)).toEqual([RINGING, RINGING, RINGING, 'We go on without']);
  register.closeAllConnections();
  expect(await settled(callSid)).toMatchObject([{ state: 'failed' }]);
  expect(asked).toHaveLength(1);
});

test('an origin that the operator has not named is never asked', async () => {
  answer = json({ customer: { tier: 'gold' } });
  await asking(registerUrl.replace('127.0.0.1', 'localhost'));
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(1);
  expect(await settled(callSid)).toEqual([{ kind: 'http-request', state: 'failed', failure: 'not-allowed' }]);
  await pass(30);
  await ended(callSid);
  expect(asked).toEqual([]);
  expect(await heard(callSid)).toEqual([RINGING, 'We go on without']);
});

test('a script creates an application of an unknown caller’s, sets a task and tells the curator, while the call goes on', async () => {
  await publish('make', {
    make: { kind: 'create-application', title: 'Called at {{now}}', typeId: null, next: 'task' },
    task: { kind: 'create-task', whom: 'curator', note: 'Who is {{caller.number}}?', dueInMinutes: 30, next: 'tell' },
    tell: { kind: 'notify', whom: 'curators', text: '{{caller.number}} has called', next: 'thanks' },
    thanks: { kind: 'say', words: words('Thank you'), next: 'bye' },
    bye: { kind: 'hang-up' },
  });
  const callSid = await phones.callIn('+359899777888', SALES);
  await pass(1);
  expect(await settled(callSid)).toEqual(
    ['create-application', 'create-task', 'notify'].map((kind) => ({ kind, state: 'done', failure: null })),
  );
  await pass(30);
  const call = await ended(callSid);
  expect(await heard(callSid)).toEqual(['Thank you']);
  const applications = await sql.query(
    `select a.id, a.source, k.name, p.e164 from applications a join clients k on k.id = a.client_id join phones p on p.client_id = k.id where a.id = $1`,
    [call.application_id],
  );
  expect(applications).toEqual([{ id: call.application_id, source: 'call-script', name: 'Unknown caller', e164: '+359899777888' }]);
  expect(await sql.query(`select owner_id, application_id, call_id, note from callbacks where origin = 'task'`)).toEqual([
    { owner_id: company.cyril.id, application_id: call.application_id, call_id: call.id, note: 'Who is +359899777888?' },
  ]);
  // A task is none of what the call itself leaves.
  expect(await sql.query('select origin from callbacks where call_id = $1 order by origin', [call.id])).toEqual([
    { origin: 'missed-call' },
    { origin: 'task' },
  ]);
  expect(
    await sql.query(
      `select body->>'callId' as call, audience->'people' as people, body->>'text' as text from outbox where name = 'notice'`,
    ),
  ).toEqual([{ call: call.id, people: [company.cyril.id], text: null }]);
});

test('a sound of the company’s is played to the caller', async () => {
  const id = randomUUID();
  const data = Buffer.alloc(16_000 * 3);
  const head = Buffer.from('52494646000000005741564566' + '6d74201000000001000100401f0000803e0000020010006461746100000000', 'hex');
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(data.length, 40);
  const wav = Buffer.concat([head, data]);
  await makeStorage(pathToFileURL(directory).href).put(`sounds/${id}.wav`, Readable.from([wav]), { maxBytes: 1_000_000 });
  await sql.insert('sounds', [
    {
      id,
      department_id: company.sales.id,
      name: 'Hours',
      storage_key: `sounds/${id}.wav`,
      bytes: wav.length,
      sha256: createHash('sha256').update(wav).digest('hex'),
      duration_seconds: 3,
      uploaded_by: company.cyril.id,
      uploaded_at: new Date(),
    },
  ]);
  await publish('play', {
    play: { kind: 'play', sound: { kind: 'uploaded', soundId: id }, next: 'music' },
    music: { kind: 'play', sound: { kind: 'built-in', name: 'music' }, next: 'bye' },
    bye: { kind: 'hang-up' },
  });
  const callSid = await phones.callIn(GEORGI, SALES);
  await pass(2);
  expect(await heard(callSid)).toEqual([`${id}.wav`]);
  await pass(40);
  const call = await ended(callSid);
  expect(await heard(callSid)).toEqual([`${id}.wav`, 'music.wav']);
  expect((call.ended_at as Date).getTime() - (call.started_at as Date).getTime()).toBeGreaterThanOrEqual(22_000);
  const { warnings } = await phones.control<{ warnings: unknown[] }>('GET', '/control/ledger');
  expect(warnings).toEqual([]);
});
