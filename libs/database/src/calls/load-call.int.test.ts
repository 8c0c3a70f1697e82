import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';
import { loadCallSql } from './load-call-sql.js';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = openSql(database.url);
  await sql.query(
    `insert into clients (id, kind, name) select gen_random_uuid(), 'person', 'Client ' || n from generate_series(1, 20000) n`,
  );
  await sql.query(
    `insert into phones (id, client_id, raw, e164) select gen_random_uuid(), id, '+3598' || lpad((row_number() over ())::text, 8, '0'), '+3598' || lpad((row_number() over ())::text, 8, '0') from clients`,
  );
  await sql.query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, caller_e164, dialled, started_at, version)
     select gen_random_uuid(), 'twilio', 'CA' || n, 'inbound', 'ended', '', '+3598' || lpad((n % 5000)::text, 8, '0'), '+35924000001', now() - n * interval '1 second', 1
     from generate_series(1, 20000) n`,
  );
  await sql.query(
    `insert into people (id, name, email, password_hash, role, time_zone) values ('00000000-0000-4000-8000-000000000001', 'Dora', 'dora@example.com', '-', 'director', 'UTC')`,
  );
  await sql.query(
    `insert into blocked_callers (id, kind, e164, reason, origin, blocked_by, blocked_at)
     select gen_random_uuid(), 'number', '+3598' || lpad(n::text, 8, '0'), 'Sells air', 'person', '00000000-0000-4000-8000-000000000001', now() from generate_series(1, 5000) n`,
  );
  await sql.query('analyze');
}, 60_000);

afterAll(async () => {
  await sql?.close();
  await database?.drop();
});

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] };
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

test('the caller, his blocks and his calls of late are looked up by indexes of numbers, and nothing large is read from end to end', async () => {
  const values = ['key', '00000000-0000-4000-8000-000000000000', '+35924000001', '+359800000077', '', null, true, new Date()];
  const rows = await sql.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${loadCallSql}`, values);
  const all = nodes(rows[0]?.['QUERY PLAN'][0]?.Plan as Plan);
  const used = all.map((node) => node['Index Name']);
  for (const index of ['phones_e164_idx', 'blocked_callers_e164_idx', 'calls_caller_idx']) expect(used).toContain(index);
  const scanned = all.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
  expect(scanned.filter((name) => ['phones', 'clients', 'calls', 'blocked_callers'].includes(name ?? ''))).toEqual([]);
});
