import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import fc from 'fast-check';
import { fillWorld } from './testing/fill-world.js';
import { type OpenedApi, openApi } from './testing/open-api.js';
import { whatIsSeen } from './testing/oracle.js';
import { makeWorld, type World } from './testing/world.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
});
afterAll(async () => {
  await api?.stop();
  await sql?.close();
  await company?.close();
  await database?.drop();
});

type Page = { items: { id: string; kind?: string }[]; next: string | null; total: number | null };

/** Every id of a list, page by page. */
async function crawl(path: string, token: string): Promise<{ ids: string[]; total: number | null }> {
  const ids: string[] = [];
  let total: number | null = null;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const separator = path.includes('?') ? '&' : '?';
    const { status, body, text } = await api.request('GET', `${path}${separator}limit=7${cursor ? `&cursor=${cursor}` : ''}`, { token });
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    const page = body as Page;
    if (!cursor) total = page.total;
    ids.push(...page.items.map((item) => item.id));
    cursor = page.next;
  }
  return { ids: ids.sort(), total };
}

async function seenByHttp(world: World, token: string) {
  const applications = await crawl('/applications', token);
  const count = (await api.request('GET', '/application-count', { token })).body as { unassigned: number; newToMe: number };
  const histories: string[] = [];
  for (const { id } of world.applications) {
    const { status } = await api.request('GET', `/applications/${id}`, { token });
    if (status === 200) histories.push(...(await crawl(`/applications/${id}/timeline`, token)).ids);
    else if (status !== 404) throw new Error(`${status}`);
  }
  const byPhone = await crawl('/applications?q=0888%20000%20001', token);
  const clients = await crawl('/clients', token);
  return {
    applications: applications.ids,
    total: applications.total,
    sorted: [(await crawl('/applications?sort=created&direction=asc', token)).ids, (await crawl('/applications?sort=amount', token)).ids],
    searched: (await crawl('/applications?q=%D0%B8%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2', token)).ids,
    byPhone: byPhone.ids,
    clients: clients.ids,
    clientTotal: clients.total,
    clientsSearched: (await crawl('/clients?q=%D0%98%D0%92%D0%90%D0%9D%D0%9E%D0%92', token)).ids,
    calls: (await crawl('/calls', token)).ids,
    callbacks: (await crawl('/callbacks', token)).ids,
    histories: histories.sort(),
    count,
  };
}

function seenByRule(world: World, personId: string): Awaited<ReturnType<typeof seenByHttp>> {
  const sight = whatIsSeen(world, personId);
  const applications = [...sight.applications].sort();
  const clients = [...sight.clients].sort();
  const withPhone = new Set(world.clients.filter((client) => client.e164 === '+359888000001').map((client) => client.id));
  const ofSeen = (rows: readonly { id: string; applicationId: string | null }[]) =>
    rows.filter((row) => row.applicationId !== null && sight.applications.has(row.applicationId)).map((row) => row.id);
  return {
    applications,
    total: applications.length,
    sorted: [applications, applications],
    searched: applications,
    byPhone: world.applications
      .filter((each) => sight.applications.has(each.id) && withPhone.has(each.clientId))
      .map((each) => each.id)
      .sort(),
    clients,
    clientTotal: clients.length,
    clientsSearched: clients,
    calls: [...sight.calls].sort(),
    callbacks: [...sight.callbacks].sort(),
    histories: [...ofSeen(world.calls), ...ofSeen(world.callbacks), ...ofSeen(world.comments)].sort(),
    count: { unassigned: sight.unassigned, newToMe: sight.newToMe },
  };
}

test('in any company, each list, search, count and history shows a person what the rules say and nothing else', async () => {
  const seeds = fc.array(fc.nat(1_000), { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(seeds, async (choices) => {
      const world = makeWorld({ choices });
      const tokens = await fillWorld(sql.query, world, company.time.now);
      for (const { id, dismissed } of world.people) {
        const token = tokens.get(id) ?? '';
        if (dismissed) expect((await api.request('GET', '/applications', { token })).status).toBe(401);
        else expect(await seenByHttp(world, token)).toEqual(seenByRule(world, id));
      }
    }),
    { numRuns: 3 },
  );
}, 180_000);

test('the database shows a dismissed, an unknown person and nobody at all nothing, whatever asks', async () => {
  const world = makeWorld({ choices: [3, 1, 4, 1, 5, 9, 2, 6] });
  await fillWorld(sql.query, world, company.time.now);
  const [director] = world.people;
  await sql.query('update people set dismissed_at = now() where id = $1', [director?.id]);
  const tables = ['people', 'departments', 'clients', 'phones', 'applications', 'comments', 'calls', 'callbacks', 'audit'];
  for (const person of [director?.id ?? '', '00000000-0000-4000-8000-000000000000', '']) {
    const client = await company.app.pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.person_id', $1, true), set_config('app.now', $2, true)`, [
        person,
        company.time.now.toISOString(),
      ]);
      for (const table of tables) {
        const { rows } = await client.query(`select count(*)::int as seen from ${table}`);
        expect({ table, person, seen: rows[0]?.seen }).toEqual({ table, person, seen: 0 });
      }
      await client.query('rollback');
    } finally {
      client.release();
    }
  }
});
