import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDatabase } from '@ringbase/database';
import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { findFreePort, makeIds, makeLogger } from '@ringbase/platform';
import { joinUrlsOf, makeTwilioTelephony, musicUrlOf, recordingUrlOf, waitUrlOf } from '@ringbase/telephony';
import {
  account,
  createTestDatabase,
  eventually,
  makeSmallCompany,
  openSql,
  openTab,
  type PhoneCompany,
  SALES,
  SERVICE,
  type SmallCompany,
  type Sql,
  startPhoneCompany,
  startProcess,
} from '@ringbase/testing';
import {
  dialQueueOffer,
  endQueueOffers,
  makeHouseContext,
  moveWaitingCallers,
  offerWaitingCallers,
  type QueueDeps,
  type SettleDeps,
  settleCalls,
} from '@ringbase/use-cases';
import { readLedger } from './ledger.js';

/** A house on the phone company's virtual clock: routing is a process, what workers do is done each second by the test. */
export type ScriptHouse = {
  sql: Sql;
  company: SmallCompany;
  phones: PhoneCompany;
  /** Lets time pass for everybody; with `waiting` the workers serve the queue each second. */
  pass(seconds: number, waiting?: boolean): Promise<void>;
  /** Publishes a script for Sales. */
  publish(blocks: Readonly<Record<string, ScriptBlock>>): Promise<void>;
  /** What is written of a call once it has ended. */
  ended(callSid: string): Promise<EndedCall>;
  now(): Date;
  stop(): Promise<void>;
};

export type EndedCall = {
  id: string;
  outcome: string;
  answeredBy: string | null;
  /** Reasons of the trace, in order. */
  why: readonly string[];
  /** Addresses that were rung, one list for each moment. */
  rung: readonly (readonly string[])[];
  /** What the caller heard spoken or played. */
  heard: readonly string[];
  promises: readonly string[];
};

/** `carrierPatienceMs`: his carrier cuts a call that nobody answers after so long; a minute unless told, null never. */
export type Caller = { talkMs?: number; speakMs?: number; digits?: string; hangupAfterMs?: number; carrierPatienceMs?: number | null };

/** Phones in and returns the call's id at the provider. */
export async function phoneIn(phones: PhoneCompany, from: string, to: string, caller: Caller = {}): Promise<string> {
  return (await phones.control<{ callSid: string }>('POST', '/control/calls', { from, to, ...caller })).callSid;
}

const MORNING = new Date('2026-03-02T08:00:00Z');

export async function startScriptHouse(): Promise<ScriptHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'ringbase-scripts-'));
  const database = await createTestDatabase();
  const sql = openSql(database.url);
  const company = await makeSmallCompany(sql, MORNING);
  const phones = await startPhoneCompany();
  await phones.control('PUT', '/control/clock', { virtual: true, now: MORNING.toISOString() });
  const port = await findFreePort();
  const routing = await startProcess('call-routing', {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    STORAGE_URL: `file://${directory}/storage`,
    TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
    CLOCK_URL: `${phones.url}/clock`,
  });
  await Promise.all([phones.connect(SALES, routing.url), phones.connect(SERVICE, routing.url)]);
  const house = makeDatabase({
    url: database.url,
    role: 'worker',
    max: 2,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 3000,
    onIdleError: () => undefined,
  });
  let at = MORNING;
  const clock = () => at;
  const ctx = makeHouseContext({ house, clock, ids: makeIds(clock), log: makeLogger({ service: 'test', level: 'silent' }) });
  const deps: QueueDeps & SettleDeps = {
    telephony: makeTwilioTelephony({
      accountSid: account.TWILIO_ACCOUNT_SID,
      authToken: account.TWILIO_AUTH_TOKEN,
      apiKey: account.TWILIO_API_KEY,
      apiSecret: account.TWILIO_API_SECRET,
      apiBaseUrl: phones.url,
    }),
    defaultRegion: 'BG',
    joinUrlsOf: (where) => joinUrlsOf(routing.url, where),
    waitUrlOf: (where) => waitUrlOf(routing.url, where),
    musicUrlOf: (soundId) => musicUrlOf(routing.url, soundId),
    recordingUrlOf: (where) => recordingUrlOf(routing.url, where),
  };
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date(MORNING.getTime() + 86_400_000));
  let version = 0;

  const advance = async (ms: number) => {
    await phones.control('POST', '/control/clock/advance', { ms });
    at = new Date(at.getTime() + ms);
  };
  return {
    sql,
    company,
    phones,
    now: clock,
    async pass(seconds, waiting = false) {
      if (!waiting) return advance(seconds * 1000);
      for (let second = 0; second < seconds; second += 1) {
        await moveWaitingCallers(ctx, deps);
        await endQueueOffers(ctx, deps);
        await offerWaitingCallers(ctx);
        await dialQueueOffer(ctx, deps);
        await settleCalls(ctx, deps);
        await advance(1000);
      }
    },
    async publish(blocks) {
      version += 1;
      const graph: CallScript = { format: 1, start: 'start', blocks };
      await sql.insert('call_scripts', [
        { id: crypto.randomUUID(), department_id: company.sales.id, number: version, graph: JSON.stringify(graph) },
      ]);
    },
    ended: (callSid) => readEnded(sql, phones, company, callSid),
    async stop() {
      await routing.stop();
      await house.close();
      await sql.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
      await phones.stop();
    },
  };
}

/** What is heard beside words and music. */
const tones: ReadonlySet<string> = new Set(['ring', 'end', 'silence', 'busy', 'bridge']);

async function readEnded(sql: Sql, phones: PhoneCompany, company: SmallCompany, callSid: string): Promise<EndedCall> {
  const call = await eventually(`call ${callSid} has ended`, async () => {
    const [row] = await sql.query<{ id: string; outcome: string; answered_by_person_id: string | null }>(
      `select id, outcome, answered_by_person_id from calls where provider_call_id = $1 and state = 'ended'`,
      [callSid],
    );
    return row;
  });
  const events = await sql.query<{ kind: string; body: { trace?: { reason: string }[]; targets?: { address: string }[] } }>(
    `select kind, body from call_events where call_id = $1 order by number`,
    [call.id],
  );
  const { heard } = await readLedger(phones);
  const people: Record<string, { id: string }> = {
    dora: company.dora,
    cyril: company.cyril,
    ivan: company.ivan,
    maria: company.maria,
    petar: company.petar,
    anna: company.anna,
  };
  const nameOf = (id: string | null) => Object.keys(people).find((name) => people[name]?.id === id) ?? null;
  const promises = await sql.query<{ origin: string; owner_id: string | null }>(
    `select origin, owner_id from callbacks where call_id = $1 order by origin`,
    [call.id],
  );
  return {
    id: call.id,
    outcome: call.outcome,
    answeredBy: nameOf(call.answered_by_person_id),
    why: events.flatMap(({ kind, body }) => (kind === 'routed' ? (body.trace ?? []).map(({ reason }) => reason) : [])),
    rung: events.flatMap(({ kind, body }) => {
      const addresses = kind === 'routed' ? (body.targets ?? []).map(({ address }) => address) : [];
      return addresses.length === 0 ? [] : [addresses];
    }),
    heard: heard
      .filter((one) => one.callSid === callSid && !tones.has(one.what))
      .map(({ what, detail }) => (what === 'say' ? detail : what)),
    promises: promises.map(({ origin, owner_id }) => `${origin} of ${nameOf(owner_id) ?? 'nobody'}`),
  };
}
