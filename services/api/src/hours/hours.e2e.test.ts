import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  for (const name of ['kira', 'ivan'] as const) tokens[name] = await company.addSession(company.people[name]);
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('update departments set hours = null'));

const ask = (method: string, body?: unknown, { name = 'kira', path = '' } = {}) =>
  api.request(method, `/departments/${company.sales}/hours${path}`, { token: tokens[name], body });
const minutes = (from: number, until: number) => ({ from, until });
const day = [minutes(540, 780), minutes(840, 1080)];
const hours = {
  week: { '1': day, '2': day, '5': [minutes(1320, 360)] },
  holidays: [
    { kind: 'fixed', month: 3, day: 3, name: 'Liberation Day' },
    { kind: 'easter', easter: 'orthodox', days: 1, name: 'Easter Monday' },
    { kind: 'once', day: '2026-03-05', name: 'Moving' },
  ],
  specialDays: [{ day: '2026-03-07', name: 'A worked Saturday', open: [minutes(600, 840)] }],
};

test('a department without hours is always open', async () => {
  expect((await ask('GET', undefined, { name: 'ivan' })).body).toMatchObject({
    hours: null,
    timeZone: 'Europe/Sofia',
    mayWrite: false,
    now: { open: true, reason: 'no-hours', changesAt: null },
  });
});

test('hours are written, and tell what holds now and for two weeks', async () => {
  // Monday noon in Sofia.
  const written = await ask('PUT', { hours });
  expect(written.status).toBe(200);
  expect(written.body).toMatchObject({ hours, now: { open: true, reason: 'in-hours', changesAt: '2026-03-02T11:00:00.000Z' } });
  const { days } = written.body as { days: { day: string; reason: string; name: string | null; open: unknown[] }[] };
  expect(days).toHaveLength(14);
  expect(days.slice(0, 6)).toMatchObject([
    { day: '2026-03-02', reason: 'week', open: [{ from: '2026-03-02T07:00:00.000Z', until: '2026-03-02T11:00:00.000Z' }, {}] },
    { day: '2026-03-03', reason: 'holiday', name: 'Liberation Day', open: [] },
    { day: '2026-03-04', reason: 'week', open: [] },
    { day: '2026-03-05', reason: 'holiday', name: 'Moving' },
    { day: '2026-03-06', open: [{ from: '2026-03-06T20:00:00.000Z', until: '2026-03-07T04:00:00.000Z' }] },
    { day: '2026-03-07', reason: 'special-day', name: 'A worked Saturday' },
  ]);
  expect((await ask('GET')).body).toEqual(written.body);
  expect(await company.query('select act, actor_id from audit')).toEqual([
    { act: 'department.hours-written', actor_id: company.people.kira.id },
  ]);
});

test('hours that are only tried are not written', async () => {
  expect((await ask('POST', { hours }, { path: '/preview' })).body).toMatchObject({ hours, now: { reason: 'in-hours' } });
  expect((await ask('GET')).body).toMatchObject({ hours: null });
});

const week = (intervals: object[]) => ({ ...hours, week: { '1': intervals } });
test.each<[string, object, string]>([
  ['intervals that overlap', week([minutes(540, 780), minutes(700, 1080)]), 'hours.week.1.1'],
  ['the same interval twice', week([minutes(540, 780), minutes(540, 780)]), 'hours.week.1.1'],
  ['a night that reaches into the morning', { ...hours, week: { '1': [minutes(1320, 600)], '2': [minutes(540, 780)] } }, 'hours.week.1.0'],
  [
    'Sunday’s night that reaches into Monday',
    { ...hours, week: { '7': [minutes(1320, 600)], '1': [minutes(540, 780)] } },
    'hours.week.7.0',
  ],
  ['eight intervals', week(Array.from({ length: 8 }, (_, at) => minutes(at * 60, at * 60 + 30))), 'hours.week.1'],
  ['a twenty-fifth hour', week([minutes(1440, 1500)]), 'hours.week.1.0.from'],
  ['an eighth weekday', { ...hours, week: { '8': day } }, 'hours.week'],
  ['31 April', { ...hours, holidays: [{ kind: 'fixed', month: 4, day: 31, name: 'x' }] }, 'hours.holidays.0.day'],
  ['a day that the calendar has not', { ...hours, holidays: [{ kind: 'once', day: '2026-02-30', name: 'x' }] }, 'hours.holidays.0.day'],
  ['another Easter', { ...hours, holidays: [{ kind: 'easter', easter: 'martian', days: 0, name: 'x' }] }, 'hours.holidays.0.easter'],
  [
    'two special days on one',
    {
      ...hours,
      specialDays: [
        { day: '2026-05-01', name: 'a', open: [] },
        { day: '2026-05-01', name: 'b', open: [] },
      ],
    },
    'hours.specialDays.1.day',
  ],
  ['an unknown key', { ...hours, timeZone: 'Mars' }, 'hours'],
])('%s are refused by their place, and nothing is written', async (_, given, path) => {
  const refused = await ask('PUT', { hours: given });
  expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID' } });
  expect((refused.body as { errors: { path: string }[] }).errors.map((error) => error.path)).toContain(path);
  expect((await ask('GET')).body).toMatchObject({ hours: null });
});
