import { randomUUID } from 'node:crypto';
import type { CallEvent } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { getCall } from './get-call.js';

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

const at = (seconds: number) => new Date(company.time.now.getTime() + seconds * 1000);

async function addCall(events: readonly Omit<CallEvent, 'key'>[]): Promise<string> {
  const id = randomUUID();
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, department_id, started_at, version)
     values ($1::uuid, 'twilio', $1::uuid::text, 'inbound', 'ended', 'missed', '+359881234567', '+35924000001', $2, $3, 1)`,
    [id, company.sales, at(0)],
  );
  for (const [index, event] of events.entries())
    await company.query('insert into call_events (call_id, number, key, kind, body, at) values ($1, $2, $3, $4, $5, $6)', [
      id,
      index + 1,
      `event:${index}`,
      event.kind,
      JSON.stringify(event.body),
      event.at,
    ]);
  return id;
}

const routed = (step: number, seconds: number, reason: string, facts: object = {}): Omit<CallEvent, 'key'> => ({
  kind: 'routed',
  at: at(seconds),
  body: { step, plan: 'script', targets: [], trace: [{ step, block: 'queue', kind: 'queue', reason, facts: { ...facts } }] },
});
const leg = (status: 'initiated' | 'no-answer', seconds: number, step: number | null): Omit<CallEvent, 'key'> => ({
  kind: 'leg',
  at: at(seconds),
  body: {
    legId: 'leg',
    providerCallId: 'leg',
    root: false,
    address: 'sip:ivan@pbx.example',
    status,
    seconds: null,
    step,
    device: { deviceId: randomUUID(), personId: company.people.ivan.id, kind: 'sip' },
    attached: true,
  },
});

test('why a call went where it went names whom it rang at while the caller waited, with the result and its time', async () => {
  const id = await addCall([
    routed(1, 0, 'queued', { position: 1 }),
    {
      kind: 'queued',
      at: at(0),
      body: {
        step: 2,
        block: 'queue',
        since: at(0).toISOString(),
        until: at(60).toISOString(),
        personId: null,
        ownerId: null,
        strategy: 'in-order',
        ringSeconds: 15,
      },
    },
    leg('initiated', 2, 2),
    leg('no-answer', 17, 2),
    routed(9, 60, 'queue-time-over', { seconds: 60 }),
  ]);
  const call = await getCall(contexts.as(company.people.kira), { id });
  const tried = [{ personId: company.people.ivan.id, device: 'sip', outcome: 'no-answer', milliseconds: 15_000 }];
  expect(call.trace).toMatchObject([
    { reason: 'queued' },
    { reason: 'queue-tried', at: at(17).toISOString(), facts: { tried } },
    { reason: 'queue-time-over' },
  ]);
  expect(call.why.join(' ')).toContain('(no answer in 15 s)');
});

test('of a call that only rang no more is read than its route', async () => {
  const id = await addCall([routed(1, 0, 'ringing-department', { people: [] }), leg('initiated', 1, 1), leg('no-answer', 16, 1)]);
  const call = await getCall(contexts.as(company.people.kira), { id });
  expect(call.trace.map(({ reason }) => reason)).toEqual(['ringing-department']);
});
