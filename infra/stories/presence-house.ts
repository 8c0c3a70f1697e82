import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Presence } from '@ringbase/contracts';
import {
  createTestDatabase,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  SALES,
  type SmallCompany,
  type Sql,
  startWholeHouse,
  type TestDatabase,
  type WholeHouse,
} from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import { PASSWORD } from './desk.js';

/** Milliseconds by the house's clock within which nobody is rung who is not there. */
export const TRUTH_WITHIN = 45_000;
const LEASE = 40_000;

/** A company on a clock that stands still; Ivan, whose applications are phoned about, has a browser and no other telephone. */
export async function startPresenceHouse() {
  const directory = await mkdtemp(join(tmpdir(), 'ringbase-presence-'));
  const database: TestDatabase = await createTestDatabase();
  const sql: Sql = openSql(database.url);
  const company: SmallCompany = await makeSmallCompany(sql, new Date(), await hashPassword(PASSWORD));
  await sql.query('delete from devices where id = $1', [company.ivanMobile.id]);
  const house: WholeHouse = await startWholeHouse({ databaseUrl: database.url, directory, virtual: true });
  const { phones } = house;
  await phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
  const cookie = await signInFromElsewhere(house.url);

  const pass = (ms: number) => phones.control('POST', '/control/clock/advance', { ms });
  const now = async () => new Date((await phones.control<{ now: string }>('GET', '/clock')).now);
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${house.url}/api/v1${path}`, {
      method,
      headers: { cookie, origin: house.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  /** Ivan's, told to a program of his that is no console and holds no line. */
  const presence = () => ask<Presence>('GET', '/presence');
  const ringing = async (to: string) => (await phones.legs(`?to=${encodeURIComponent(to)}&state=ringing`)).length > 0;

  return {
    sql,
    company,
    house,
    pass,
    now,
    ask,
    presence,
    /** How many of Ivan's tabs have answered since the clock was moved last. */
    answered: (tabs: number) =>
      eventually(
        `${tabs} tabs have answered`,
        async () => {
          const fresh = new Date((await now()).getTime() + LEASE);
          const [row] = await sql.query<{ live: number }>(
            'select count(*)::int as live from tabs where person_id = $1 and softphone and expires_at = $2',
            [company.ivan.id, fresh],
          );
          return row?.live === tabs;
        },
        // An answer that a sleeping timer holds back comes with the next heartbeat, ten real seconds after the last.
        15_000,
      ),
    /** Lets time go by until no calls reach Ivan; milliseconds by the house's clock. Before that moment they did. */
    async untilUnroutable(): Promise<number> {
      for (let passed = 0; passed <= 60_000; passed += 1000) {
        if (!(await presence()).routable) return passed;
        await pass(1000);
      }
      throw new Error('Ivan is routable a minute after he has gone');
    },
    /** Ivan's client phones: whether Ivan's browser rings, or the department in his place. */
    async whoIsRung(): Promise<'ivan' | 'maria'> {
      const caller = await phones.callIn(GEORGI, SALES);
      const rung = await eventually('somebody is rung', async () => {
        if (await ringing('client:ivan')) return 'ivan' as const;
        if (await ringing('sip:maria@pbx.example')) return 'maria' as const;
        await pass(250);
        return null;
      });
      await phones.control('POST', `/control/calls/${caller}/hangup`);
      await eventually('it rings no more', async () => {
        await pass(250);
        return !(await ringing('client:ivan')) && !(await ringing('sip:maria@pbx.example'));
      });
      return rung;
    },
    async stop() {
      await house.stop();
      await sql.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type PresenceHouse = Awaited<ReturnType<typeof startPresenceHouse>>;

async function signInFromElsewhere(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'ivan@company.example', password: PASSWORD }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
