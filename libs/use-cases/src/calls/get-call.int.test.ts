import { randomUUID } from 'node:crypto';
import type { CallEvent } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { readTimeline } from '../applications/read-timeline.js';
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

describe('of a caller who has applications with several managers', () => {
  type Told = { id: string; number: number };
  /** Ivan's own application, Mira's in the same department, Petr's in another; the call is about the first of `order`. */
  async function addKnownCall(order: readonly ('ivan' | 'mira' | 'petr')[]) {
    const { people, sales, service } = company;
    const clientId = await company.addClient(people.petr.id, 'Petrov');
    const told: Record<string, Told> = {};
    for (const name of order) {
      const id = await company.addApplication(clientId, people[name].id, name === 'petr' ? service : sales);
      const [row] = await company.query('select number from applications where id = $1', [id]);
      told[name] = { id, number: row!['number'] as number };
    }
    const [chosen] = order.map((name) => told[name] as Told);
    const facts = {
      clientId,
      applicationId: chosen?.id,
      ownerId: people[order[0] as 'ivan'].id,
      caller: '+359881234567',
      candidates: order.map((name) => ({ applicationId: told[name]?.id, number: told[name]?.number, ownerId: people[name].id, score: 1 })),
      candidateCount: order.length,
    };
    const by = (on: string, value: string) => routed(2, 1, 'switch-case', { on, value });
    const callId = await addCall([routed(1, 0, 'open-application', facts), by('client.name', 'Petrov'), by('application.status', 'new')]);
    return { callId, clientId, told, facts };
  }
  const sees = (callId: string, name: 'ivan' | 'mira') =>
    company.query('update calls set answered_by_person_id = $2 where id = $1', [callId, company.people[name].id]);

  test('the trace names those that its viewer may see, and of the chosen one the number', async () => {
    const { callId, clientId, told } = await addKnownCall(['petr', 'ivan', 'mira']);
    await sees(callId, 'ivan');
    const call = await getCall(contexts.as(company.people.ivan), { id: callId });
    const own = expect.objectContaining({ applicationId: told['ivan']?.id, score: 1 });
    expect(call.trace[0]?.facts).toMatchObject({
      clientId,
      candidates: [{ number: told['petr']?.number }, own],
      candidateCount: 2,
    });
    expect(call.trace.slice(1).map(({ facts }) => facts['value'])).toEqual(['Petrov', '…']);
    for (const hidden of [told['petr']?.id, told['mira']?.id, company.people.mira.id]) expect(JSON.stringify(call)).not.toContain(hidden);
    expect(call.why[0]).toContain(`about application ${told['petr']?.number}`);
  });

  test('who sees nothing of the client reads neither his id nor what he is', async () => {
    const { callId, clientId, told } = await addKnownCall(['petr', 'ivan']);
    await sees(callId, 'mira');
    const call = await getCall(contexts.as(company.people.mira), { id: callId });
    expect(call.trace[0]?.facts).toMatchObject({ candidates: [{ number: told['petr']?.number }], candidateCount: 1 });
    expect(call.trace.slice(1).map(({ facts }) => facts['value'])).toEqual(['…', '…']);
    for (const hidden of [clientId, told['petr']?.id, told['ivan']?.id, 'Petrov']) expect(JSON.stringify(call)).not.toContain(hidden);
  });

  test('a director reads it whole, as it is stored', async () => {
    const { callId, facts } = await addKnownCall(['petr', 'ivan', 'mira']);
    const call = await getCall(contexts.as(company.people.dora), { id: callId });
    expect(call.trace[0]?.facts).toEqual(facts);
  });

  test('an application’s history tells its calls the same way', async () => {
    const { callId, told } = await addKnownCall(['ivan', 'petr']);
    await company.query('update calls set application_id = $2 where id = $1', [callId, told['ivan']?.id]);
    const { items } = await readTimeline(contexts.as(company.people.ivan), { id: told['ivan']?.id as string, limit: 20 });
    const [entry] = items.flatMap((item) => (item.kind === 'call' ? [item] : []));
    expect(entry?.trace[0]?.facts).toMatchObject({
      applicationId: told['ivan']?.id,
      candidates: [{ applicationId: told['ivan']?.id, number: told['ivan']?.number }],
      candidateCount: 1,
    });
    expect(entry?.trace[2]?.facts).toEqual({ on: 'application.status', value: 'new' });
    expect(JSON.stringify(items)).not.toContain(told['petr']?.id);
  });
});
