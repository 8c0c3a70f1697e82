import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type Capability, roleMay } from '@ringbase/domain';
import { makeStorage } from '@ringbase/platform';
import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { routes } from './routes.js';
import { accessTable, type Belongings, type Thing } from './testing/access-table.js';
import { addBelongings, addScript } from './testing/add-belongings.js';
import { type OpenedApi, openApi } from './testing/open-api.js';

type Name = keyof TestCompany['people'];
type Owner = 'ivan' | 'anna' | 'mira' | 'petr';
const viewers: readonly Name[] = ['dora', 'kira', 'kolo', 'ivan', 'anna', 'mira', 'petr'];

/** Who sees what belongs to whom: the director, the department's curator, the owner, and the other half of an assistant's pair. */
const seenBy: Readonly<Record<Owner, readonly Name[]>> = {
  ivan: ['dora', 'kira', 'ivan', 'anna'],
  anna: ['dora', 'kira', 'ivan', 'anna'],
  mira: ['dora', 'kira', 'mira'],
  petr: ['dora', 'kolo', 'petr'],
};
const owners = Object.keys(seenBy) as Owner[];
/** Nobody else's at all, whatever his role. */
const personal: readonly Thing[] = ['dial-intent', 'notice'];
/** Everybody's to read. */
const common: readonly Thing[] = ['shown-department'];
/** Claimed by whom it rings at. */
const claimed: readonly Thing[] = ['offered-call'];

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let directory: string;
let sql: Sql;
const belongings = {} as Record<Owner, Belongings>;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  directory = await mkdtemp(join(tmpdir(), 'ringbase-access-'));
  const storage = makeStorage(pathToFileURL(directory).href);
  api = await openApi(company, { storage });
  sql = openSql(database.url);
  await sql.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35920000000', $1, 'Sales', 'BG')`,
    [company.sales],
  );
  await sql.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35920000001', $1, 'Service', 'BG')`,
    [company.service],
  );
  await sql.query(
    `insert into devices (id, person_id, kind, address) select gen_random_uuid(), id, 'mobile', '+3598870000' || lpad((row_number() over ())::text, 2, '0') from people`,
  );
  for (const [index, owner] of owners.entries()) {
    const department = owner === 'petr' ? company.service : company.sales;
    belongings[owner] = await addBelongings(sql.query, company.people[owner].id, department, `+35988812345${index}`, company.time.now);
    await storage.put(`sounds/${belongings[owner].sound}.wav`, Readable.from(['RIFF']), { maxBytes: 4 });
  }
});
afterAll(async () => {
  await sql?.close();
  await api?.stop();
  await company?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

const keyOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`;

test('who sees a thing is answered otherwise than who does not: a denial that looks like the answer proves nothing', () => {
  const alike = Object.entries(accessTable).filter(([, row]) => 'seen' in row && row.seen === (row.unseen ?? 404));
  expect(alike).toEqual([]);
});

test('every route says in the table who gets what of it, and the table speaks of no other', () => {
  expect(Object.keys(accessTable).sort()).toEqual(routes.map(keyOf).sort());
});

/** Whether a request was sent since that may have changed something. */
let touched = true;

/** What one request may have changed, as it was. */
async function restore(): Promise<void> {
  if (!touched) return;
  await sql.query(`update callbacks set state = 'open', closed_at = null, closed_by = null, due_at = $1`, [company.time.now]);
  await sql.query(`update recordings set state = 'failed', failure = 'timeout', next_attempt_at = null`);
  await sql.query('update sounds set removed_at = null');
  await sql.query('update dispositions set label = id::text');
  await sql.query('delete from comments');
  await sql.query('delete from callbacks where not (id = any ($1))', [owners.map((owner) => belongings[owner].callback)]);
  const applications = owners.map((owner) => belongings[owner].application);
  await sql.query('delete from application_changes where not (application_id = any ($1))', [applications]);
  await sql.query('delete from applications where not (id = any ($1))', [applications]);
  await sql.query('delete from blocked_callers where not (id = any ($1))', [owners.map((owner) => belongings[owner]['blocked-caller'])]);
  await sql.query('update blocked_callers set ended_at = null, ended_by = null');
  await sql.query('delete from call_scripts where number > 1');
  await sql.query('delete from script_replays where not (id = any ($1))', [owners.map((owner) => belongings[owner].replay)]);
  for (const owner of ['ivan', 'petr'] as const)
    await addScript(
      sql.query,
      belongings[owner].replay,
      belongings[owner].department,
      company.people[owner].id,
      company.time.now.toISOString(),
    );
  await sql.query('delete from dial_intents where not (id = any ($1))', [owners.map((owner) => belongings[owner]['dial-intent'])]);
  touched = false;
}

/** As if each were of this id. */
const allOf = (id: string) => new Proxy({}, { get: () => id }) as Belongings;

async function ask(
  route: { method: string; path: string; body?: unknown },
  viewer: Name | null,
  of: Belongings = allOf(''),
  thing: Thing = 'application',
): Promise<number> {
  const token = viewer ? await company.addSession(company.people[viewer]) : undefined;
  const access = accessTable[keyOf(route)];
  const given = route.body === undefined ? undefined : access?.body;
  const department = viewer === 'kolo' || viewer === 'petr' ? company.service : company.sales;
  const body = typeof given === 'function' ? given(of, department) : given;
  const path = route.path
    .replace('{id}', of[thing])
    .replace('{soundId}', of.sound)
    .replace('{number}', '1')
    .replace('{replayId}', of.replay);
  const query = access !== undefined && 'query' in access ? access.query : '';
  touched ||= route.method !== 'get';
  const answer = await api.request(route.method.toUpperCase(), path + query, { token, body });
  return answer.status;
}

describe.each(routes.map((route) => [keyOf(route), route] as const))('%s', (key, route) => {
  const access = accessTable[key];
  if (!access) return;
  const isCapable = (viewer: Name, role: TestCompany['people'][Name]['role']) =>
    route.may === 'signed-in' || (viewer !== undefined && roleMay(role, route.may as Capability));

  if (access.for === 'anyone') {
    test('is open to anybody', async () => expect(await ask(route, null)).toBe(access.status));
    return;
  }

  test('is closed to whoever has not signed in', async () => expect(await ask(route, null, belongings.ivan)).toBe(401));

  if (access.for === 'capable') {
    test.each(viewers)('asked by %s', async (viewer) => {
      const expected = isCapable(viewer, company.people[viewer].role) ? access.status : 403;
      expect(await ask(route, viewer)).toBe(expected);
    });
    return;
  }

  const thing = access.for;
  test.each(viewers.flatMap((viewer) => owners.map((owner) => [viewer, owner] as const)))(
    'asked by %s for what is %s’s',
    async (viewer, owner) => {
      await restore();
      const alone = personal.includes(thing) || claimed.includes(thing);
      const isSeen = common.includes(thing) || (alone ? viewer === owner : seenBy[owner].includes(viewer));
      // The director sees every call, but accepts only what rings at him.
      const refused = claimed.includes(thing) && viewer === 'dora' ? 403 : (access.unseen ?? 404);
      const { role } = company.people[viewer];
      const acts = access.actors?.some((actor) => (actor === 'owner' ? viewer === owner : actor === role)) ?? true;
      const expected = !isCapable(viewer, role) ? 403 : !isSeen ? refused : acts ? access.seen : 403;
      expect(await ask(route, viewer, belongings[owner], thing)).toBe(expected);
    },
  );

  test('does not exist for an id of nothing, and an id that is none is refused', async () => {
    const nothing = await ask(route, 'dora', allOf('00000000-0000-4000-8000-000000000000'), thing);
    expect(nothing).toBe(access.unseen ?? 404);
    expect(await ask(route, 'dora', allOf("1' or '1'='1"), thing)).toBe(400);
  });
});
