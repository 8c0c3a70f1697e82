import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeDatabase, migrate } from '@ringbase/database';
import { type EmbeddedPostgres, findFreePort, migrateQueue, startEmbeddedPostgres } from '@ringbase/platform';
import { account, eventually, openSql, type PhoneCompany, signalPostgres, startPhoneCompany, startProcess } from '@ringbase/testing';
import { completeTransfer, holdCall, makeContext, resumeCall, transferCall } from '@ringbase/use-cases';
import { makeHouseWorker } from './house-worker.js';
import { type Ledger, readLedger } from './ledger.js';
import { type Line, type LinePerson, makeLines } from './own-lines.js';
import { phoneIn } from './script-house.js';

/** One department for each thing that a caller may be in the middle of. */
async function openLines(open: ReturnType<typeof makeLines>) {
  return {
    pressing: await open('pressing', 'menu', ['answer']),
    hesitating: await open('hesitating', 'menu', ['answer']),
    leaving: await open('leaving', 'menu', ['answer']),
    waiting: await open('waiting', 'queue', ['answer']),
    rung: await open('rung', 'queue', ['manual']),
    held: await open('held', 'ring', ['answer']),
    forsaken: await open('forsaken', 'ring', ['answer']),
    blind: await open('blind', 'ring', ['answer', 'manual']),
    warm: await open('warm', 'ring', ['answer', 'answer']),
    asked: await open('asked', 'ring', ['answer', 'manual']),
    message: await open('message', 'voicemail', []),
    talking: await open('talking', 'ring', ['answer']),
    parting: await open('parting', 'ring', ['answer']),
  };
}

const MOST_CALLERS = 30;

/** A call that somebody phoned in with. */
export type Caller = { callSid: string; line: Line };

/** A house whose database can be stopped: routing and workers are processes, what looks for lost messages is done by the test when it says so. */
export async function startMidCallHouse() {
  const directory = await mkdtemp(join(tmpdir(), 'ringbase-mid-call-'));
  const port = await findFreePort();
  const startServer = () => startEmbeddedPostgres({ directory: join(directory, 'postgres'), port, log: () => undefined, durable: true });
  let server: EmbeddedPostgres = await startServer();
  await migrate(server.url);
  await migrateQueue(server.url, { grantTo: ['ringbase_worker'] });
  const sql = openSql(server.url);
  const phones: PhoneCompany = await startPhoneCompany();
  const routingPort = await findFreePort();
  const env = {
    PUBLIC_URL: `http://127.0.0.1:${routingPort}`,
    DATABASE_URL: server.url,
    STORAGE_URL: pathToFileURL(join(directory, 'storage')).href,
    ...account,
  };
  // Whom a promise that nobody owns is told.
  await sql.insert('people', [
    {
      id: randomUUID(),
      name: 'Dora',
      email: 'dora@company.example',
      password_hash: 'none',
      role: 'director',
      time_zone: 'Europe/Sofia',
    },
  ]);
  const lines = await openLines(makeLines(sql, phones, env.PUBLIC_URL));
  const WORKERS = 'relay,reminders,presence,recordings,dialling,scripts,queue';
  const [routing, workers] = await Promise.all([
    startProcess('call-routing', { ...env, PORT: String(routingPort), DATA_DIR: directory }),
    startProcess('workers', { ...env, PORT: '0', TWILIO_API_BASE_URL: phones.url, WORKERS }),
  ]);
  const pool = { url: server.url, max: 4, statementTimeoutMs: 10_000, connectTimeoutMs: 5000, onIdleError: () => undefined };
  const app = makeDatabase({ ...pool, role: 'app' });
  const worker = makeHouseWorker({ databaseUrl: server.url, simulatorUrl: phones.url, directory });

  const tell = (signal: Parameters<typeof signalPostgres>[1]) => signalPostgres(server.pid, signal);
  let killed = false;
  const kill = () => {
    tell('SIGKILL');
    killed = true;
  };
  const restart = async () => {
    server = await startServer();
    killed = false;
  };
  const wake = async () => tell('SIGCONT');
  const callId = (callSid: string) =>
    eventually(
      `call ${callSid} is written`,
      async () => (await sql.query<{ id: string }>('select id from calls where provider_call_id = $1', [callSid]))[0]?.id,
    );
  const by = ({ id }: LinePerson) =>
    makeContext(worker.ctx, app, { personId: id, role: 'manager', seesNumbers: true, timeZone: 'Europe/Sofia' });
  const wish = async ({ callSid }: Caller) => ({ callId: await callId(callSid), key: randomUUID(), carrier: 'twilio' });
  const firstOf = ({ line }: Caller) => by(line.people[0] as LinePerson);
  let callers = 0;

  return {
    sql,
    phones,
    lines,
    routing,
    workers,
    worker,
    strikes: {
      killed: { strike: kill, heal: restart },
      frozen: { strike: () => tell('SIGSTOP'), heal: wake },
    },
    /** Phones in until it is the script that answers: at a busy moment the first may be answered from memory already. */
    async call(line: Line, more: Parameters<typeof phoneIn>[3] = {}): Promise<Caller> {
      for (;;) {
        callers += 1;
        const from = `+35989920${String(callers).padStart(4, '0')}`;
        const callSid = await phoneIn(phones, from, line.number, { carrierPatienceMs: null, ...more });
        const isScript = async () =>
          (await sql.query(`select 1 from calls where provider_call_id = $1 and route_state->>'plan' = 'script'`, [callSid])).length > 0;
        // What came too late to be heard may be written nevertheless.
        const heard = await eventually('the caller is answered', async () => answerOf(await readLedger(phones), callSid));
        const answered = await eventually('the script answers', isScript, 3000).catch(() => false);
        if (answered && !heard.includes('plan=static')) return { callSid, line };
        if (callers > MOST_CALLERS) throw new Error('Every caller is answered from memory.');
        await phones.control('POST', `/control/calls/${callSid}/hangup`);
      }
    },
    hold: async (caller: Caller) => holdCall(firstOf(caller), await wish(caller)),
    resume: async (caller: Caller) => resumeCall(firstOf(caller), await wish(caller)),
    /** The second of the line is asked by the first. */
    async transfer(caller: Caller, mode: 'blind' | 'warm') {
      const to = { kind: 'person', personId: (caller.line.people[1] as LinePerson).id } as const;
      await transferCall(firstOf(caller), { ...(await wish(caller)), mode, to }, { allowedCountries: [], dailyCap: 1000 });
    },
    /** What became of a caller, for whoever wonders: his questions with their answers, and what routing complained of. */
    async storyOf({ callSid }: Caller): Promise<string> {
      const { webhooks } = await readLedger(phones);
      const asked = webhooks.filter((one) => one.callSid === callSid && one.kind !== 'status').map((one) => JSON.stringify(one));
      return [
        `routing ended with: ${routing.child.exitCode}`,
        ...asked,
        ...routing.log.filter((line) => /"level":"(warn|error|fatal)"/.test(line)).slice(-15),
      ].join('\n');
    },
    complete: async (caller: Caller) => completeTransfer(firstOf(caller), await wish(caller)),
    async stop() {
      if (!killed) await wake();
      await Promise.all([routing.stop(), workers.stop(), worker.close(), app.close()]);
      await sql.close();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
      await phones.stop();
    },
  };
}

/** What the phone company took as the answer to a caller's first question. */
const answerOf = ({ webhooks }: Ledger, callSid: string) =>
  webhooks.find((webhook) => webhook.kind === 'voice' && webhook.callSid === callSid && webhook.used)?.responseBody;

export type MidCallHouse = Awaited<ReturnType<typeof startMidCallHouse>>;
