import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeDatabase } from '@ringbase/database';
import { type EmbeddedPostgres, findFreePort } from '@ringbase/platform';
import { account, makeSmallCompany, openSql, type ServiceProcess, type Sql, startProcess, startWholeHouse } from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import pg from 'pg';
import { migrateAll } from '../migrate/migrate-all.js';
import { MINIMUM_ENTRY } from './config.js';
import { fillPhones } from './fill-phones.js';
import { type CardTimes, IVANS_DESK, measureCard } from './measure-card.js';
import { measureCommit } from './measure-commit.js';
import { type LookupRound, measureLookup } from './measure-lookup.js';
import { measureWebhook, type WebhookRound } from './measure-webhook.js';

export type BenchPlan = {
  sizes: readonly number[];
  rounds: number;
  connections: number;
  loaded: number;
  unloaded: number;
  lookups: number;
  cards: number;
};
export type BenchResult = {
  plan: BenchPlan;
  lookups: { phones: number; rounds: LookupRound[] }[];
  commitMs: number[];
  webhook: { ours: WebhookRound[]; minimum: WebhookRound[] };
  card: CardTimes | null;
};
type Options = {
  plan: BenchPlan;
  postgres: EmbeddedPostgres;
  directory: string;
  chromiumPath: string | undefined;
  say: (line: string) => void;
};

const PASSWORD = 'a-password-of-the-bench';
/** Calls of rounds that were run again, and how many of them were answered from memory. */
type Spoilt = { sent: number; fromMemory: number };
const MOST_SPOILT_ROUNDS = 5;

/** Everything in one run on one database that grows; the two servers take turns, and who begins a round changes. */
export async function runBench({ plan, postgres, directory, chromiumPath, say }: Options): Promise<BenchResult> {
  await migrateAll(postgres.url);
  const sql = openSql(postgres.url);
  const bare = new pg.Pool({ connectionString: postgres.url, max: 1 });
  const database = makeDatabase({
    url: postgres.url,
    role: 'routing',
    max: 1,
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 3_000,
    onIdleError: () => undefined,
  });
  try {
    const company = await makeSmallCompany(sql, new Date(), await hashPassword(PASSWORD));
    await sql.insert('devices', [{ id: crypto.randomUUID(), person_id: company.ivan.id, kind: 'sip', address: IVANS_DESK }]);
    await sql.query('create table bench_calls (call_sid text primary key, caller text, dialled text, application_id uuid)');
    const lookups: BenchResult['lookups'] = [];
    let phones = 0;
    for (const size of plan.sizes) {
      say(`Filling in ${size.toLocaleString('en')} phones`);
      await fillPhones(sql, company, phones, size);
      phones = size;
      await measureLookup(database, bare, phones, plan.lookups);
      const rounds: LookupRound[] = [];
      for (let round = 0; round < plan.rounds; round += 1) rounds.push(await measureLookup(database, bare, phones, plan.lookups));
      lookups.push({ phones, rounds });
    }
    const commitMs: number[] = [];
    for (let round = 0; round < plan.rounds; round += 1) commitMs.push(await measureCommit(bare, plan.lookups));
    const { webhook, spoilt } = await compareWebhooks(postgres.url, directory, { ...plan, phones }, say);
    await mustHaveWritten(sql, (plan.rounds + 1) * (plan.loaded + plan.unloaded), spoilt);
    const card = chromiumPath ? await timeCards(postgres.url, directory, chromiumPath, sql, plan.cards, say) : null;
    return { plan, lookups, commitMs, webhook, card };
  } finally {
    await Promise.all([sql.close(), bare.end(), database.close()]);
  }
}

async function compareWebhooks(
  databaseUrl: string,
  directory: string,
  plan: BenchPlan & { phones: number },
  say: Options['say'],
): Promise<{ webhook: BenchResult['webhook']; spoilt: Spoilt }> {
  const start = async (name: string, entry?: string): Promise<ServiceProcess> => {
    const port = await findFreePort();
    const env = {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: databaseUrl,
      DATA_DIR: directory,
      STORAGE_URL: pathToFileURL(join(directory, 'storage')).href,
      TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
      NODE_ENV: 'production',
    };
    return startProcess(name, env, entry);
  };
  const servers = { ours: await start('call-routing'), minimum: await start('the minimum by hand', MINIMUM_ENTRY) };
  try {
    const webhook: BenchResult['webhook'] = { ours: [], minimum: [] };
    const spoilt: Spoilt = { sent: 0, fromMemory: 0 };
    // An answer from memory is quick because it writes nothing: on a machine that stands still for a moment, a round with one among them is run again.
    const measureWhole = async (side: keyof typeof servers): Promise<WebhookRound> => {
      for (let times = 0; times <= MOST_SPOILT_ROUNDS; times += 1) {
        const { fromMemory, ...measured } = await measureWebhook(servers[side], plan);
        if (fromMemory === 0) return measured;
        say(`${fromMemory} calls were answered from memory: the round is run again`);
        spoilt.sent += plan.loaded + plan.unloaded;
        spoilt.fromMemory += fromMemory;
      }
      throw new Error('In every round calls are answered from memory: this machine does too much else to measure on it.');
    };
    // The first round warms both up and is not counted.
    for (let round = 0; round <= plan.rounds; round += 1) {
      say(round === 0 ? 'Warming up' : `Webhooks, round ${round} of ${plan.rounds}`);
      const order = round % 2 === 0 ? (['ours', 'minimum'] as const) : (['minimum', 'ours'] as const);
      for (const side of order) {
        const measured = await measureWhole(side);
        if (round > 0) webhook[side].push(measured);
      }
    }
    return { webhook, spoilt };
  } finally {
    await Promise.all([servers.ours.stop(), servers.minimum.stop()]);
  }
}

/** What was answered by the script stands in the database; what was answered from memory may have been written nevertheless. */
async function mustHaveWritten(sql: Sql, sent: number, spoilt: Spoilt): Promise<void> {
  const [written] = await sql.query<{ calls: number; legs: number; minimum: number }>(
    `select (select count(*)::int from calls) as calls, (select count(*)::int from legs) as legs,
       (select count(*)::int from bench_calls where caller is not null) as minimum`,
  );
  const most = sent + spoilt.sent;
  const whole =
    written &&
    written.minimum === sent &&
    written.legs === written.calls &&
    written.calls <= most &&
    written.calls >= most - spoilt.fromMemory;
  if (!whole) throw new Error(`Of ${sent} calls not all were written: ${JSON.stringify({ ...written, spoilt })}.`);
}

async function timeCards(
  databaseUrl: string,
  directory: string,
  chromiumPath: string,
  sql: Sql,
  times: number,
  say: Options['say'],
): Promise<CardTimes> {
  say('Cards in a browser');
  // The calls of the webhooks before have no telephone company that would end them.
  await sql.query(`update calls set state = 'ended', outcome = 'missed' where state <> 'ended'`);
  await sql.query('update offers set over_at = offered_at where over_at is null');
  await sql.query('delete from outbox');
  const house = await startWholeHouse({ databaseUrl, directory: join(directory, 'house') });
  try {
    return await measureCard({ chromiumPath, house, sql, times, email: 'ivan@company.example', password: PASSWORD });
  } finally {
    await house.stop();
  }
}
