import type { Search } from '@ringbase/domain';
import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { listApplicationRows } from '../applications/application-list-store.js';
import { listCallRows } from '../calls/call-reading-store.js';
import { listClientRows } from '../clients/client-store.js';
import { findApplicationIds } from './search-store.js';

const APPLICATIONS = 300_000;
const CLIENTS = 100_000;
/** The tables that grow with the company. */
const great = ['applications', 'clients', 'contacts', 'phones', 'calls'];
const person = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
const viewers = { director: person(1), curator: person(2), manager: person(10) } as const;
type Viewer = keyof typeof viewers;

let database: TestDatabase;
let sql: Sql;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = openSql(database.url);
  await fill();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
}, 400_000);
afterAll(async () => {
  await client?.end();
  await sql?.close();
  await database?.drop();
});

/** 200 people in three departments; every eighth client is called Ivanov or the like. */
async function fill(): Promise<void> {
  const id = (kind: string, number: string) => `('00000000-0000-4000-${kind}-' || lpad((${number})::text, 12, '0'))::uuid`;
  // References are checked and indexes are built at once afterwards: row by row they take several times as long.
  const references = await sql.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and conrelid::regclass::text = any ($1)`,
    [great],
  );
  for (const { table, name } of references) await sql.query(`alter table ${table} drop constraint ${name}`);
  const indexes = await sql.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid::regclass::text = any ($1) and not i.indisunique`,
    [great],
  );
  for (const { name } of indexes) await sql.query(`drop index ${name}`);
  await sql.query(
    `insert into departments (id, name, time_zone, region) select ${id('8000', 'i')}, 'D' || i, 'Europe/Sofia', 'BG' from generate_series(1, 3) i`,
  );
  await sql.query(`insert into people (id, name, email, password_hash, role, time_zone) select ${id('9000', 'i')}, 'P' || i, i || '@example.com', '-',
    case when i = 1 then 'director' when i < 5 then 'curator' else 'manager' end, 'Europe/Sofia' from generate_series(1, 200) i`);
  await sql.query(
    `insert into department_members (department_id, person_id) select ${id('8000', '1 + i % 3')}, ${id('9000', 'i')} from generate_series(2, 200) i`,
  );
  await sql.query(`insert into clients (id, kind, name, owner_id) select ${id('a000', 'i')}, 'person',
    (array['Иванов', 'ПЕТРОВ', 'Сидорова', 'Кузнецов', 'Ivanov', 'Георгиев', 'Smith', 'Ёлкин'])[1 + i % 8] || ' ' || md5(i::text), ${id('9000', '5 + i % 196')}
    from generate_series(1, ${CLIENTS}) i`);
  await sql.query(
    `insert into contacts (id, client_id, name) select gen_random_uuid(), ${id('a000', 'i')}, 'C ' || md5((i * 7)::text) from generate_series(1, 50000) i`,
  );
  await sql.query(
    `insert into phones (id, client_id, raw, e164) select gen_random_uuid(), ${id('a000', 'i')}, '-', '+3598' || lpad(i::text, 8, '0') from generate_series(1, ${CLIENTS}) i`,
  );
  await sql.query(`insert into applications (id, title, client_id, department_id, owner_id, status, touched_at)
    select gen_random_uuid(), 'Заявка ' || md5((i * 3)::text), ${id('a000', `1 + i % ${CLIENTS}`)}, ${id('8000', '1 + i % 3')}, ${id('9000', `5 + (i % ${CLIENTS}) % 196`)},
      (array['new', 'in-progress', 'completed'])[1 + i % 3], '2026-01-01'::timestamptz + i * interval '1 minute' from generate_series(1, ${APPLICATIONS}) i`);
  await sql.query(`insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, department_id, intended_person_id, started_at, version)
    select gen_random_uuid(), 't', i::text, 'inbound', 'ended', 'answered', '-', '-', ${id('8000', '1 + i % 3')}, ${id('9000', '5 + i % 196')},
      '2026-01-01'::timestamptz + i * interval '1 minute', 1 from generate_series(1, 30000) i`);
  for (const { definition } of indexes) await sql.query(definition);
  for (const { table, name, definition } of references) await sql.query(`alter table ${table} add constraint ${name} ${definition}`);
  await sql.query('analyze');
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] };

/** What a plan reads: tables from end to end, and the indexes it uses. */
function readsOf(plan: Plan): { whole: string[]; indexes: string[] } {
  const inner = (plan.Plans ?? []).map(readsOf);
  const whole = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
  const index = plan['Index Name'] ? [plan['Index Name']] : [];
  return { whole: [...whole, ...inner.flatMap((each) => each.whole)], indexes: [...index, ...inner.flatMap((each) => each.indexes)] };
}

/** Within a transaction of this person, in the given role, that is rolled back. */
async function asPerson<T>(viewer: Viewer, role: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(`set local role ${role}`);
    await client.query(`select set_config('app.person_id', $1, true), set_config('app.now', '2026-08-01T00:00:00Z', true)`, [
      viewers[viewer],
    ]);
    return await work();
  } finally {
    await client.query('rollback');
  }
}

const isGreat = (table: string) => great.includes(table);

/** The plan of what a function of ours does inside, with its arguments unknown and known. */
async function planInside(name: string, values: readonly unknown[]): Promise<{ whole: string[]; indexes: string[] }[]> {
  const [found] = await sql.query<{ source: string; names: string[]; types: string; settings: string[] }>(
    `select prosrc as source, proargnames[1:pronargs] as names, pg_get_function_identity_arguments(oid) as types, proconfig as settings from pg_proc where proname = $1`,
    [name],
  );
  if (!found) throw new Error(name);
  for (const setting of found.settings) await client.query(`set local ${setting.replace('=', ' = ')}`);
  const source = found.names.reduce(
    (text, argument, index) => text.replaceAll(new RegExp(`\\b${argument}\\b`, 'g'), `$${index + 1}`),
    found.source,
  );
  const types = found.types.split(', ').map((argument) => argument.slice(argument.indexOf(' ') + 1));
  const literals = values.map((value, index) => {
    if (value === null) return 'null';
    return Array.isArray(value)
      ? `array[${value.map((each) => client.escapeLiteral(String(each)))}]::${types[index]}`
      : client.escapeLiteral(String(value));
  });
  const plans = [];
  for (const mode of ['force_generic_plan', 'force_custom_plan']) {
    await client.query(`set local plan_cache_mode = ${mode}`);
    await client.query(`prepare inside (${types.join(', ')}) as ${source}`);
    const { rows } = await client.query(`explain (format json) execute inside (${literals.join(', ')})`);
    await client.query('deallocate inside');
    plans.push(readsOf(rows[0]['QUERY PLAN'][0].Plan));
  }
  return plans;
}

const text = ['%абвг%', [], null, [], null, 100];
const number = [null, [], 5000, [], null, 100];
const phone = [null, [], null, ['+359800000010'], null, 100];
const ending = [null, [], null, [], '0010', 100];

test.each<[string, unknown[], string[]]>([
  ['a word', text, ['applications_title_search_idx', 'clients_name_search_idx', 'contacts_name_search_idx']],
  ['a number', number, ['applications_number_key']],
  ['a telephone', phone, ['phones_e164_idx']],
  ['the end of a telephone', ending, ['phones_ending_idx']],
])(
  'a search for %s among 300,000 applications reads indexes only, whoever asks',
  async (_, values, indexes) => {
    for (const viewer of ['director', 'curator', 'manager'] as const) {
      const plans = await asPerson(viewer, 'none', () => planInside('search_applications', values));
      for (const plan of plans) {
        expect({ viewer, whole: plan.whole.filter(isGreat) }).toEqual({ viewer, whole: [] });
        expect(plan.indexes).toEqual(expect.arrayContaining(indexes));
      }
    }
  },
  60_000,
);

test('the same words without the function read the whole table under the policies: why the function is there', async () => {
  const plan = await asPerson('manager', 'ringbase_app', async () => {
    const { rows } = await client.query(`explain (format json) select id from applications where search_form(title) like '%абвг%'`);
    return readsOf(rows[0]['QUERY PLAN'][0].Plan);
  });
  expect(plan.indexes).not.toContain('applications_title_search_idx');
});

const lists = {
  applications: {
    index: { director: 'applications_touched_idx', curator: 'applications_touched_idx', manager: /applications_(owner|touched)_idx/ },
    run: (db: Parameters<typeof listApplicationRows>[0]) =>
      listApplicationRows(
        db,
        { ids: null, statuses: null, important: null, ownerId: null, departmentId: null, clientId: null },
        { sort: 'touched', direction: 'desc', cursor: null, limit: 50 },
      ),
  },
  created: {
    index: { director: 'applications_created_idx', curator: 'applications_created_idx', manager: /applications_(owner|created)_idx/ },
    run: (db: Parameters<typeof listApplicationRows>[0]) =>
      listApplicationRows(
        db,
        { ids: null, statuses: ['new'], important: null, ownerId: null, departmentId: null, clientId: null },
        { sort: 'created', direction: 'asc', cursor: { value: '2020-01-01T00:00:00.000Z', id: person(1) }, limit: 50 },
      ),
  },
  clients: {
    index: { director: 'clients_name_idx', curator: 'clients_name_idx', manager: /clients_(owner|name)_idx/ },
    run: (db: Parameters<typeof listClientRows>[0]) => listClientRows(db, { ids: null, openStatuses: ['new'], cursor: null, limit: 50 }),
  },
  calls: {
    index: { director: 'calls_started_idx', curator: /calls_(started|department)_idx/, manager: /calls_(started|intended)_idx/ },
    run: (db: Parameters<typeof listCallRows>[0]) =>
      listCallRows(
        db,
        { applicationId: null, clientId: null, blockedCallerId: null, outcome: null, direction: null, unassigned: false },
        { cursor: null, limit: 50 },
      ),
  },
} as const;

describe.each(Object.entries(lists))('the list of %s', (_, { run, index }) => {
  test.each(Object.keys(viewers) as Viewer[])(
    'is read by an index for a %s',
    async (viewer) => {
      const { reads, took } = await asPerson(viewer, 'ringbase_app', async () => {
        const asked: { query: string; params: unknown[] }[] = [];
        const db = drizzle(client, { logger: { logQuery: (query, params) => void asked.push({ query, params }) } });
        const began = process.hrtime.bigint();
        await run(db);
        const took = Number(process.hrtime.bigint() - began) / 1e6;
        const list = asked.find(({ query }) => query.includes('order by'));
        const { rows } = await client.query(`explain (format json) ${list?.query}`, list?.params);
        return { reads: readsOf(rows[0]['QUERY PLAN'][0].Plan), took };
      });
      expect(reads.indexes.join(' ')).toMatch(index[viewer]);
      expect({ whole: reads.whole.filter(isGreat) }).toEqual({ whole: [] });
      // No measurement: only that nothing here takes the seconds which reading it all would.
      expect(took).toBeLessThan(5_000);
    },
    60_000,
  );
});

test('a search finds through the function what it means, and only what is his', async () => {
  const search: Search = { words: ['иванов'], number: null, phones: [], ending: null };
  const mine = await asPerson('manager', 'ringbase_app', () => findApplicationIds(drizzle(client), search, 2_000));
  const all = await asPerson('director', 'ringbase_app', () => findApplicationIds(drizzle(client), search, 2_000));
  expect(all).toHaveLength(2_000);
  const owners = await sql.query<{ owner_id: string }>('select distinct owner_id from applications where id = any ($1)', [mine]);
  expect(owners.every((row) => row.owner_id === viewers.manager)).toBe(true);
}, 60_000);
