import { type Database, listStaticDepartments, makeDatabase } from '@ringbase/database';
import { makeIds } from '@ringbase/platform';
import { createTestDatabase, openSql, type Sql, type TestDatabase } from '@ringbase/testing';
import { signIn } from '../sessions/sign-in.js';
import { makeTestContexts } from '../testing/test-contexts.js';
import { type NewColleague, type SetUpDepartment, setUpDepartment } from './set-up-department.js';

const now = new Date('2026-03-02T08:00:00.000Z');
const vera: NewColleague = { role: 'director', name: 'Vera Lind', email: 'vera@firm.example', devices: [] };
const kira: NewColleague = { role: 'curator', name: 'Kira Stoyanova', email: 'kira@firm.example', devices: [] };
const ivan: NewColleague = {
  role: 'manager',
  name: 'Ivan Petrov',
  email: 'ivan@firm.example',
  devices: [
    { kind: 'sip', address: 'sip:101@pbx.firm.example' },
    { kind: 'mobile', address: '+359877100001' },
  ],
};
const sales: SetUpDepartment = {
  name: 'Sales',
  number: { e164: '+35924000001', country: 'BG' },
  timeZone: 'Europe/Sofia',
  language: 'bg',
  people: [vera, kira, ivan],
};

let database: TestDatabase;
let sql: Sql;
let app: Database;
let routing: Database;
beforeEach(async () => {
  database = await createTestDatabase();
  sql = openSql(database.url);
  const open = (role: 'app' | 'routing') =>
    makeDatabase({ url: database.url, role, max: 2, statementTimeoutMs: 10_000, connectTimeoutMs: 5_000, onIdleError: () => undefined });
  [app, routing] = [open('app'), open('routing')];
});
afterEach(async () => {
  await Promise.all([sql?.close(), app?.close(), routing?.close()]);
  await database?.drop();
});

const setUp = (input: SetUpDepartment) => setUpDepartment({ clock: () => now, ids: makeIds(() => now), databaseUrl: database.url }, input);

/** Everything the command may write. */
async function readCompany() {
  const tables = ['departments', 'dids', 'call_scripts', 'people', 'department_members', 'devices', 'presence', 'audit'];
  return Promise.all(tables.map((table) => sql.query(`select * from ${table} order by 1, 2`)));
}

test('an empty installation gets a department that is reached, and people who sign in with the passwords told', async () => {
  const made = await setUp(sales);
  expect(made).toMatchObject({ department: 'added', number: 'added' });
  const door = { ...makeTestContexts({ app, worker: app, time: { now } }).worker, app };
  for (const { email, password } of made.people)
    expect(await signIn(door, { email, password: password! })).toMatchObject({ personId: expect.any(String) });
  expect(new Set(made.people.map(({ password }) => password)).size).toBe(3);
  expect(await listStaticDepartments(routing)).toMatchObject([
    { language: 'bg', numbers: ['+35924000001'], targets: [{ kind: 'sip', address: 'sip:101@pbx.firm.example' }] },
  ]);
  expect(await sql.query('select name, region, time_zone from departments')).toEqual([
    { name: 'Sales', region: 'BG', time_zone: 'Europe/Sofia' },
  ]);
  expect(
    await sql.query('select act, actor_id, count(*)::int from audit where act not like $1 group by 1, 2 order by 1', ['session.%']),
  ).toEqual([
    { act: 'department.added', actor_id: null, count: 1 },
    { act: 'number.added', actor_id: null, count: 1 },
    { act: 'person.added', actor_id: null, count: 3 },
  ]);
});

test('the same again changes nothing, and two at once add it once', async () => {
  await Promise.all([setUp(sales), setUp(sales)]);
  const before = await readCompany();
  const again = await setUp({
    ...sales,
    timeZone: 'Europe/London',
    language: 'en',
    people: [{ ...vera, name: 'Somebody else', email: 'VERA@firm.example' }, ivan],
  });
  expect(again).toMatchObject({ department: 'kept', number: 'kept', people: [{ password: null }, { password: null }] });
  expect(await readCompany()).toEqual(before);
});

test('another department, another number and another person are added to what is there', async () => {
  await setUp(sales);
  await setUp({ ...sales, name: 'Service', number: { e164: '+35924000002', country: 'BG' }, people: [] });
  await setUp({
    ...sales,
    number: { e164: '+35924000003', country: 'BG' },
    people: [{ ...kira, email: 'mira@firm.example', role: 'manager' }],
  });
  expect(
    await sql.query(
      'select d.name, array_agg(n.e164 order by n.e164) as numbers from departments d join dids n on n.department_id = d.id group by 1 order by 1',
    ),
  ).toEqual([
    { name: 'Sales', numbers: ['+35924000001', '+35924000003'] },
    { name: 'Service', numbers: ['+35924000002'] },
  ]);
  expect(
    await sql.query(
      'select p.email, m.rank, m.in_ring_group from department_members m join people p on p.id = m.person_id order by m.rank',
    ),
  ).toEqual([
    { email: 'kira@firm.example', rank: 1, in_ring_group: false },
    { email: 'ivan@firm.example', rank: 2, in_ring_group: true },
    { email: 'mira@firm.example', rank: 3, in_ring_group: true },
  ]);
});

test('a director with a telephone answers with the department, one without stands beside it', async () => {
  await setUp({ ...sales, people: [vera, { ...ivan, role: 'director' }] });
  expect(await sql.query('select p.email from department_members m join people p on p.id = m.person_id')).toEqual([{ email: ivan.email }]);
});

test('without a director nobody is the first', async () => {
  await expect(setUp({ ...sales, people: [kira, ivan] })).rejects.toMatchObject({ code: 'INVALID' });
  expect((await readCompany()).flat()).toEqual([]);
});

describe('what belongs to somebody else is refused, and nothing of the rest is written', () => {
  const service: SetUpDepartment = { ...sales, name: 'Service', number: { e164: '+35924000002', country: 'BG' } };
  test.each<[string, SetUpDepartment, string]>([
    ['a number of another department', { ...service, number: sales.number }, '+35924000001 is the number of Sales'],
    [
      'a colleague in another role',
      { ...service, people: [{ ...ivan, role: 'director' }] },
      'ivan@firm.example works here already, as manager',
    ],
    ['a telephone of a colleague', { ...service, people: [{ ...ivan, email: 'petr@firm.example' }] }, 'is the telephone of somebody else'],
  ])('%s', async (_, input, why) => {
    await setUp(sales);
    const before = await readCompany();
    await expect(setUp(input)).rejects.toThrow(why);
    expect(await readCompany()).toEqual(before);
  });

  test('an address of one who no longer works here', async () => {
    await setUp(sales);
    await sql.query('update people set dismissed_at = $1 where email = $2', [now, ivan.email]);
    await expect(setUp(service)).rejects.toThrow('no longer works here');
  });
});
