import { randomUUID } from 'node:crypto';
import { type CallScript, defaultScript, presenceStatuses, type RouteFacts, type RoutePerson } from '@ringbase/domain';
import type { Sql } from '@ringbase/testing';

const AT_ONCE = 1_000;
const PEOPLE = 20;
const START = Date.parse('2026-01-05T06:00:00Z');
/** Milliseconds between two calls. */
const APART = 25_000;

export type RecordedDepartment = { departmentId: string; personId: string; since: Date; until: Date };

/** A department of twenty and so many finished calls with their facts, each with its leg and its events as routing writes them. */
export async function fillRecordedCalls(sql: Sql, calls: number): Promise<RecordedDepartment> {
  const departmentId = randomUUID();
  await sql.query(`insert into departments (id, name, time_zone, region) values ($1, 'Sales', 'Europe/Sofia', 'BG')`, [departmentId]);
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  await sql.query(
    `insert into people (id, name, email, password_hash, role, time_zone)
     select id, 'P ' || id, id || '@example.com', '-', 'director', 'Europe/Sofia' from unnest($1::uuid[]) id`,
    [people],
  );
  const scriptId = randomUUID();
  await sql.query('insert into call_scripts (id, department_id, number, graph) values ($1, $2, 1, $3)', [
    scriptId,
    departmentId,
    JSON.stringify(defaultScript satisfies CallScript),
  ]);
  for (let from = 0; from < calls; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, calls - from) }, (_, index) => {
      const number = from + index;
      const answeredBy = number % 4 === 0 ? null : (people[(number * 7) % PEOPLE] as string);
      return {
        id: randomUUID(),
        at: new Date(START + number * APART).toISOString(),
        answeredBy,
        facts: JSON.stringify(factsOf(number, people, departmentId)),
      };
    });
    const columns = [rows.map(({ id }) => id), rows.map(({ at }) => at), rows.map(({ answeredBy }) => answeredBy)];
    await sql.query(
      `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, department_id, script_id, answered_by_person_id, started_at, version)
       select id, 'twilio', id::text, 'inbound', 'ended', case when person is null then 'missed' else 'answered' end, 'x', '+35924000001', $4, $5, person, at, 4
       from unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) r (id, at, person)`,
      [...columns, departmentId, scriptId],
    );
    await sql.query(
      `insert into call_facts (call_id, department_id, at, facts) select id, $3, at, facts from unnest($1::uuid[], $2::timestamptz[], $4::jsonb[]) r (id, at, facts)`,
      [columns[0], columns[1], departmentId, rows.map(({ facts }) => facts)],
    );
    await sql.query(
      `insert into legs (id, call_id, provider, provider_call_id, address, role, person_id, state, outcome, started_at, answered_at, ended_at)
       select gen_random_uuid(), id, 'twilio', 'L' || id, 'x', 'manager', person, 'ended', 'connected', at, at + interval '8 seconds', at + interval '3 minutes'
       from unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) r (id, at, person) where person is not null`,
      columns,
    );
    await sql.query(
      `insert into call_events (call_id, number, key, kind, body, at)
       select id, n, 'e:' || n, case n when 1 then 'received' else 'routed' end, jsonb_build_object('step', n, 'trace', jsonb_build_array(
         case n when 3 then jsonb_build_object('kind', 'menu', 'block', 'menu', 'reason', 'menu-chosen', 'facts', jsonb_build_object('digits', '1'))
           else jsonb_build_object('kind', 'ring', 'block', 'owner', 'reason', 'ringing-owner', 'facts', '{}'::jsonb) end)), at
       from unnest($1::uuid[], $2::timestamptz[]) r (id, at), generate_series(1, 4) n`,
      [columns[0], columns[1]],
    );
  }
  await sql.query('analyze');
  const last = new Date(START + calls * APART);
  return { departmentId, personId: people[0] as string, since: new Date(START), until: last };
}

/** As `recordedFacts` leaves them: every third caller is a stranger, the rest have an application, and twenty people are there in every presence. */
function factsOf(number: number, people: readonly string[], departmentId: string): RouteFacts {
  const at = new Date(START + number * APART);
  const clientId = `00000000-0000-4000-8000-${String(number % 5_000).padStart(12, '0')}`;
  const known = number % 3 !== 0;
  const ownerId = people[(number * 7) % people.length] as string;
  const presenceOf = (index: number) =>
    (number + index) % 3 === 0 ? (presenceStatuses[(number + index) % presenceStatuses.length] ?? 'away') : 'available';
  const person = (id: string, index: number): RoutePerson => ({
    id,
    name: '',
    dismissed: false,
    seesNumbers: true,
    presence: presenceOf(index),
    devices: [
      {
        id: `10000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        kind: 'browser',
        address: '',
        routable: presenceOf(index) === 'available',
      },
      { id: `20000000-0000-4000-8000-${String(index).padStart(12, '0')}`, kind: 'mobile', address: '', routable: true },
    ],
    assistantId: null,
    lastTalkAt: at,
    talksToday: number % 9,
    lastRungAt: null,
  });
  return {
    department: {
      id: departmentId,
      name: '',
      language: 'bg',
      recordingAnnouncement: null,
      wrapUpSeconds: 30,
      curatorIds: [],
      ringGroup: people,
      timeZone: 'Europe/Sofia',
      hours: null,
    },
    did: '+35924000001',
    people: Object.fromEntries(people.map((id, index) => [id, person(id, index)])),
    candidates: known
      ? [1, 2, 3].map((nth) => ({
          applicationId: `30000000-0000-4000-8000-${String((number % 5_000) * 10 + nth).padStart(12, '0')}`,
          number: nth,
          status: nth === 1 ? ('completed' as const) : ('in-progress' as const),
          clientId,
          clientName: '',
          phoneId: clientId,
          departmentId,
          ownerId,
          touchedAt: new Date(at.getTime() - nth * 86_400_000),
          remembered: false,
        }))
      : [],
    clients: known ? [{ clientId, clientName: '', phoneId: clientId, ownerId }] : [],
    callerE164: '+359881234567',
    open: { open: number % 10 !== 0, reason: number % 10 === 0 ? 'out-of-hours' : 'in-hours', name: null, until: at } as RouteFacts['open'],
  };
}
