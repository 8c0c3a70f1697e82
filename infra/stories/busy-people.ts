import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDatabase } from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import type { SmallCompany, Sql } from '@ringbase/testing';
import { completeTransfer, type HouseContext, holdCall, makeContext, resumeCall, transferCall } from '@ringbase/use-cases';

/** What was asked for and granted, and how often an asking was refused: the call had moved on, or whoever was wanted was on another. */
export type Acts = { held: number; resumed: number; 'asked-blind': number; 'asked-warm': number; 'handed-over': number; refused: number };
/** `stop` lets them finish what they do, and throws if any of it failed otherwise than by a refusal. */
export type BusyPeople = { acts: Acts; stop(): Promise<void> };

const LOOK_EVERY = 250;
const limits = { allowedCountries: [], dailyCap: 1000 };

type Talk = { id: string; person: string };

/** People of Service do something with most of their calls, each once: hold and resume, send it on to a colleague at once, or after speaking with him. */
export function startBusyPeople(options: {
  databaseUrl: string;
  ctx: HouseContext;
  sql: Sql;
  company: SmallCompany;
  chance: () => number;
}): BusyPeople {
  const { ctx, sql, company, chance } = options;
  const app = makeDatabase({
    url: options.databaseUrl,
    role: 'app',
    max: 4,
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const acts: Acts = { held: 0, resumed: 0, 'asked-blind': 0, 'asked-warm': 0, 'handed-over': 0, refused: 0 };
  const seen = new Set<string>();
  const under = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let stopping = false;

  async function granted(act: Exclude<keyof Acts, 'refused'>, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      acts[act] += 1;
      return true;
    } catch (error) {
      if (!isDomainError(error)) throw error;
      acts.refused += 1;
      return false;
    }
  }

  async function act({ id: callId, person }: Talk): Promise<void> {
    const own = makeContext(ctx, app, { personId: person, role: 'manager', seesNumbers: true, timeZone: 'Europe/Sofia' });
    const wish = () => ({ callId, key: randomUUID(), carrier: 'twilio' });
    const kind = chance();
    if (kind < 0.4) {
      if (!(await granted('held', () => holdCall(own, wish())))) return;
      await sleep(1200);
      await granted('resumed', () => resumeCall(own, wish()));
    } else if (kind < 0.85) {
      const to = await findColleague(person);
      const mode = kind < 0.6 ? 'blind' : 'warm';
      if (to === null || !(await granted(`asked-${mode}`, () => transferCall(own, { ...wish(), mode, to }, limits))) || mode === 'blind')
        return;
      await until(() => isWith(callId, to.personId));
      await granted('handed-over', () => completeTransfer(own, wish()));
    }
  }

  /** An adviser who is on no call. */
  async function findColleague(person: string): Promise<{ kind: 'person'; personId: string } | null> {
    const free = await sql.query<{ id: string }>(
      `select m.person_id as id from department_members m where m.department_id = $1 and m.person_id <> all ($2)
       and not exists (select from person_calls c where c.person_id = m.person_id) order by m.person_id`,
      [company.service.id, [person, company.petar.id]],
    );
    const chosen = free[Math.floor(chance() * free.length)];
    return chosen === undefined ? null : { kind: 'person', personId: chosen.id };
  }

  const isWith = async (callId: string, personId: string) =>
    (await sql.query(`select 1 from person_calls where call_id = $1 and person_id = $2`, [callId, personId])).length > 0;

  /** For as long as anybody would be asked. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; waited < 15_000 && !(await holds()); waited += LOOK_EVERY) await sleep(LOOK_EVERY);
  }

  async function look(): Promise<void> {
    const talks = await sql.query<Talk>(
      `select c.id, c.answered_by_person_id as person from calls c where c.department_id = $1 and c.state = 'connected'
       and c.answered_by_person_id is not null order by c.started_at`,
      [company.service.id],
    );
    for (const talk of talks) {
      if (seen.has(talk.id)) continue;
      seen.add(talk.id);
      const work = act(talk)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => under.delete(work));
      under.add(work);
    }
  }

  const looking = (async () => {
    while (!stopping) {
      await look().catch((error: unknown) => void failures.push(error));
      await sleep(LOOK_EVERY);
    }
  })();
  return {
    acts,
    async stop() {
      stopping = true;
      await looking;
      await Promise.all(under);
      await app.close();
      if (failures.length > 0) throw new AggregateError(failures, 'Somebody could not act on a call.');
    },
  };
}
