import { jest } from '@jest/globals';
import type { NewsMessage } from '@ringbase/contracts';
import { appendOutbox, newsRow, workRow } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { type OutboxExits, relayOutbox } from './relay-outbox.js';
import { sweepOutbox } from './sweep-outbox.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate outbox, news_versions'));

function makeExits() {
  const heard: NewsMessage[] = [];
  const work: unknown[][] = [];
  const exits = {
    addWork: jest.fn<OutboxExits['addWork']>(async (...given) => void work.push(given)),
    publish: jest.fn<OutboxExits['publish']>(async (message) => void heard.push(message)),
  };
  return { heard, work, exits };
}
const callId = '01890000-0000-7000-8000-000000000001';
const about = (id = callId) => ({ kind: 'changed' as const, changes: [{ noun: 'call' as const, id }] });
const gone = () => new DomainError('UNAVAILABLE', 'gone');
const named = (ids: string[]) =>
  Object.entries(company.people)
    .filter(([, person]) => ids.includes(person.id))
    .map(([name]) => name)
    .sort();
const unsent = () => company.query('select id from outbox where sent_at is null');

test('news reaches the named people, the departments’ curators and every director, and nobody else', async () => {
  const { people, sales } = company;
  const { worker } = contexts;
  const { heard, exits } = makeExits();
  await appendOutbox(worker.house.db, [newsRow(about(), { people: [people.ivan.id, people.anna.id], departments: [sales] })]);
  expect(await relayOutbox(worker, exits)).toBe(1);
  expect(named(heard[0]!.people.map((person) => person.id))).toEqual(['anna', 'dora', 'ivan', 'kira']);
  expect(heard[0]!.frame).toEqual(about());
  expect(await unsent()).toEqual([]);
});

test.each(['ringing', 'ringing-over', 'open-card', 'callback-due', 'notice'] as const)(
  '%s is told to the named people alone',
  async (kind) => {
    const { people, sales } = company;
    const { worker } = contexts;
    const { heard, exits } = makeExits();
    const frame = {
      ringing: { kind: 'ringing', callId },
      'ringing-over': { kind: 'ringing-over', callId },
      'open-card': { kind: 'open-card', callId, tab: null },
      'callback-due': { kind: 'callback-due', callbackId: callId },
      notice: { kind: 'notice', callId, noticeId: callId },
    } as const;
    await appendOutbox(worker.house.db, [newsRow(frame[kind], { people: [people.ivan.id], departments: [sales] })]);
    await relayOutbox(worker, exits);
    expect(named(heard[0]!.people.map((person) => person.id))).toEqual(['ivan']);
  },
);

test('a dismissed person hears nothing more', async () => {
  const { people, query } = company;
  const { worker } = contexts;
  const { heard, exits } = makeExits();
  await query('update people set dismissed_at = $1 where id = $2', [company.time.now, people.petr.id]);
  await appendOutbox(worker.house.db, [newsRow(about(), { people: [people.petr.id], departments: [] })]);
  await relayOutbox(worker, exits);
  await query('update people set dismissed_at = null where id = $1', [people.petr.id]);
  expect(named(heard[0]!.people.map((person) => person.id))).toEqual(['dora']);
});

test('each news raises the versions of those who hear it by one, in the order of the rows', async () => {
  const { people } = company;
  const { worker } = contexts;
  const { heard, exits } = makeExits();
  const toIvan = newsRow(about(), { people: [people.ivan.id], departments: [] });
  await appendOutbox(worker.house.db, [toIvan, newsRow(about(), { people: [], departments: [] }), toIvan]);
  await relayOutbox(worker, exits);
  const versionsOf = (id: string) => heard.map((message) => message.people.find((person) => person.id === id)?.version);
  expect(versionsOf(people.ivan.id)).toEqual([1, undefined, 2]);
  expect(versionsOf(people.dora.id)).toEqual([1, 2, 3]);
});

test('a dead pub/sub holds up no work; its news is told later and raises no version again', async () => {
  const { people } = company;
  const { worker } = contexts;
  const { heard, work, exits } = makeExits();
  exits.publish.mockRejectedValueOnce(gone()).mockRejectedValueOnce(gone());
  await appendOutbox(worker.house.db, [
    newsRow(about(), { people: [people.ivan.id], departments: [] }),
    workRow('calls.dial', { intentId: callId }),
    newsRow(about(), { people: [people.ivan.id], departments: [] }),
  ]);
  expect(await relayOutbox(worker, exits)).toBe(1);
  expect(work).toEqual([['calls.dial', { intentId: callId }, expect.stringMatching(/^outbox-\d+$/)]]);
  expect(heard).toEqual([]);
  expect(await relayOutbox(worker, exits)).toBe(2);
  expect(heard.map((message) => message.people.find((person) => person.id === people.ivan.id)?.version)).toEqual([2, 2]);
  expect(await unsent()).toEqual([]);
});

test('work the queue will never take is put aside, and what follows it is sent', async () => {
  const { worker } = contexts;
  const { work, exits } = makeExits();
  exits.addWork.mockRejectedValueOnce(new DomainError('INVALID', 'no such job'));
  await appendOutbox(worker.house.db, [workRow('calls.fly', {}), workRow('calls.dial', { intentId: callId })]);
  await relayOutbox(worker, exits);
  expect(work).toHaveLength(1);
  expect(await unsent()).toEqual([]);
});

test('what a killed relay had claimed is sent by another after the lease', async () => {
  const { time } = company;
  const { worker } = contexts;
  const killed = { addWork: () => new Promise<void>(() => undefined), publish: () => new Promise<void>(() => undefined) };
  const { work, exits } = makeExits();
  await appendOutbox(worker.house.db, [workRow('calls.dial', { intentId: callId })]);
  void relayOutbox(worker, killed);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await relayOutbox(worker, exits)).toBe(0);
  time.pass(15_000);
  await relayOutbox(worker, exits);
  expect(work).toHaveLength(1);
});

test('a row of a transaction that commits late is sent, though rows with higher ids went before', async () => {
  const { worker } = contexts;
  const { work, exits } = makeExits();
  let commit: () => void = () => undefined;
  let written: () => void = () => undefined;
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  const late = worker.houseTransaction(async (tx) => {
    await appendOutbox(tx, [workRow('calls.dial', { intentId: callId, late: true })]);
    written();
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await isWritten;
  await appendOutbox(worker.house.db, [workRow('calls.dial', { intentId: callId })]);
  await relayOutbox(worker, exits);
  commit();
  await late;
  await relayOutbox(worker, exits);
  expect(work.map(([, body]) => body)).toEqual([{ intentId: callId }, { intentId: callId, late: true }]);
});

test('four relays at once send each row once and raise each version once', async () => {
  const { people } = company;
  const { worker } = contexts;
  const { heard, work, exits } = makeExits();
  const rows = Array.from({ length: 300 }, (_, at) => [
    workRow('calls.dial', { at }),
    newsRow(about(), { people: at % 2 ? [people.ivan.id, people.mira.id] : [people.mira.id, people.ivan.id], departments: [] }),
  ]);
  await appendOutbox(worker.house.db, rows.flat());
  const drain = async () => {
    while ((await relayOutbox(worker, exits)) > 0);
  };
  await Promise.all([drain(), drain(), drain(), drain()]);
  expect(work).toHaveLength(300);
  const versions = heard.map((message) => message.people.find((person) => person.id === people.ivan.id)!.version);
  expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
  expect(await unsent()).toEqual([]);
});

test('an audience of hundreds is told in messages small enough for PostgreSQL’s pub/sub', async () => {
  const { query } = company;
  const { worker } = contexts;
  const { heard, exits } = makeExits();
  const crowd = await query(
    `insert into people (id, name, email, password_hash, role, time_zone) select gen_random_uuid(), 'X', 'x' || n || '@example.com', '-', 'manager', 'UTC' from generate_series(1, 200) n returning id`,
  );
  await appendOutbox(worker.house.db, [newsRow(about(), { people: crowd.map((row) => String(row['id'])), departments: [] })]);
  await relayOutbox(worker, exits);
  expect(heard.flatMap((message) => message.people)).toHaveLength(201);
  expect(Math.max(...heard.map((message) => Buffer.byteLength(JSON.stringify(message))))).toBeLessThan(7_500);
});

test('sent rows are removed after a day, unsent ones never', async () => {
  const { time, query } = company;
  const { worker } = contexts;
  const { exits } = makeExits();
  await appendOutbox(worker.house.db, [workRow('calls.dial', { intentId: callId })]);
  await relayOutbox(worker, exits);
  await appendOutbox(worker.house.db, [workRow('calls.dial', { intentId: callId })]);
  time.pass(24 * 3_600_000);
  expect(await sweepOutbox(worker)).toBe(0);
  time.pass(1);
  expect(await sweepOutbox(worker)).toBe(1);
  expect(await query('select sent_at from outbox')).toEqual([{ sent_at: null }]);
});
