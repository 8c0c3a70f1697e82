import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallControl } from '@ringbase/contracts';
import {
  createTestDatabase,
  GEORGI,
  type Leg,
  makeSmallCompany,
  openSql,
  openTab,
  SALES,
  type SmallCompany,
  type Sql,
  startWholeHouse,
  type TestDatabase,
  type WholeHouse,
} from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import { PASSWORD } from './desk.js';

export const GUEST = '+359888777000';

/** A company on a clock that stands still, its people's API and their telephones: for stories of what is done in a call. */
export async function startControlledHouse() {
  const directory = await mkdtemp(join(tmpdir(), 'ringbase-control-'));
  const database: TestDatabase = await createTestDatabase();
  const sql: Sql = openSql(database.url);
  const company: SmallCompany = await makeSmallCompany(sql, new Date(), await hashPassword(PASSWORD));
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  const house: WholeHouse = await startWholeHouse({ databaseUrl: database.url, directory, virtual: true });
  const { phones } = house;

  const pass = (ms: number) => phones.control('POST', '/control/clock/advance', { ms });
  /** Lets time go by, a quarter of a second at a time, until a look gives something. */
  async function until<T>(what: string, look: () => Promise<T | null | undefined | false>, seconds = 60): Promise<T> {
    const end = performance.now() + 25_000;
    for (let passed = 0; passed < seconds * 1000 && performance.now() < end; passed += 250) {
      const found = await look();
      if (found) return found;
      await pass(250);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    const last = (await phones.legs()).slice(-5).map((leg) => `${leg.to} ${leg.status}`);
    throw new Error(`Waited in vain: ${what}; the last legs: ${last.join(', ')}`);
  }

  async function signIn(name: string) {
    const answer = await fetch(`${house.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url },
      body: JSON.stringify({ email: `${name}@company.example`, password: PASSWORD }),
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const ask = async (method: string, path: string, body?: object) => {
      const request = () =>
        fetch(`${house.url}/api/v1${path}`, {
          method,
          headers: { cookie, origin: house.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      // A kept connection may be closed by the server at the moment it is used again; every act carries a key, so asking twice is asking once.
      const response = await request().catch(request);
      return { status: response.status, body: (await response.json().catch(() => null)) as Record<string, unknown> };
    };
    return {
      ask,
      /** An act on a call, with a key of its own unless one is given. */
      act: (callId: string, act: string, more: object = {}) => ask('POST', `/calls/${callId}/${act}`, { key: randomUUID(), ...more }),
      control: async (callId: string) => (await ask('GET', `/calls/${callId}/control`)).body as unknown as CallControl,
    };
  }

  const legs = (callSid: string) => phones.legs().then((all) => all.find((leg) => leg.callSid === callSid) as Leg);
  const latest = async (to: string) => (await phones.legs(`?to=${encodeURIComponent(to)}`)).at(-1) ?? null;
  const hangUp = (callSid: string) => phones.control('POST', `/control/calls/${callSid}/hangup`);

  /** Georgi phones in and Ivan picks up. */
  async function talk() {
    await phones.phone('client:ivan', 'client', 'answer', { afterMs: 500 });
    const caller = await phones.callIn(GEORGI, SALES);
    const row = await until(
      'Ivan talks',
      async () =>
        (await sql.query<{ id: string }>(`select id from calls where provider_call_id = $1 and state = 'connected'`, [caller]))[0],
    );
    const ivan = (await latest('client:ivan')) as Leg;
    await phones.phone('client:ivan', 'client', 'no-answer');
    return { callId: row.id, caller, ivan: ivan.callSid };
  }
  const call = async (callId: string) => (await sql.query('select * from calls where id = $1', [callId]))[0] as Record<string, unknown>;
  const ended = (callId: string) => until('the call is over', async () => ((await call(callId)).state === 'ended' ? call(callId) : null));
  const onCall = async () => (await sql.query<{ id: string }>('select person_id as id from person_calls')).map((row) => row.id);

  return {
    sql,
    directory,
    company,
    house,
    phones,
    pass,
    until,
    signIn,
    legs,
    latest,
    hangUp,
    talk,
    call,
    ended,
    onCall,
    /** Every telephone silent, everybody free. */
    async reset() {
      for (const [address, kind] of [
        ['client:ivan', 'client'],
        ['+359878000001', 'mobile'],
        ['sip:maria@pbx.example', 'sip'],
        ['sip:petar@pbx.example', 'sip'],
        [GUEST, 'mobile'],
      ] as const)
        await phones.phone(address, kind, 'no-answer');
      for (const leg of await phones.legs())
        if (['in-progress', 'ringing', 'queued'].includes(leg.status)) await hangUp(leg.callSid).catch(() => undefined);
      await pass(2000);
      await sql.query('delete from person_calls');
      await sql.query('update presence set wrap_up_until = null, wrap_up_since = null');
      await sql.query('update tabs set expires_at = $1', [new Date(Date.now() + 24 * 3_600_000)]);
    },
    async stop() {
      await house.stop();
      await sql.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type ControlledHouse = Awaited<ReturnType<typeof startControlledHouse>>;
