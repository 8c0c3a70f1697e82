import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { filePromises } from './file-promises.js';

const number = '+359888777111';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let clientId: string;
let applicationId: string;
let phoneId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  clientId = await company.addClient(company.people.ivan.id, 'Иванов');
  applicationId = await company.addApplication(clientId, company.people.ivan.id, company.sales);
  phoneId = randomUUID();
  await company.query('insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $3)', [phoneId, clientId, number]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate outbox, callbacks, calls cascade'));

async function missedCall(callerE164: string | null): Promise<string> {
  const id = randomUUID();
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, caller_e164, dialled, started_at, version)
     values ($1, 'twilio', $2, 'inbound', 'ended', 'missed', $3, $4, '+35920000000', $5, 1)`,
    [id, `CA${id}`, callerE164 ?? 'anonymous', callerE164, company.time.now.toISOString()],
  );
  return id;
}

type Promised = { callId?: string | null; origin?: string; state?: string; client?: string | null; e164?: string | null };

async function promise({ callId = null, origin = 'missed-call', state = 'open', client = null, e164 = number }: Promised): Promise<string> {
  const id = randomUUID();
  await company.query(
    `insert into callbacks (id, origin, state, owner_id, department_id, client_id, call_id, caller_e164, due_at, time_zone)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'Europe/Sofia')`,
    [id, origin, state, company.people.kolo.id, company.sales, client, callId, e164, company.time.now.toISOString()],
  );
  return id;
}

const file = (callId: string, callerE164: string | null) =>
  contexts.worker.houseTransaction((tx) => filePromises(tx, { callId, callerE164, clientId, applicationId }));
const read = async (id: string) =>
  (await company.query('select client_id, application_id, phone_id from callbacks where id = $1', [id]))[0];

const filed = () => ({ client_id: clientId, application_id: applicationId, phone_id: phoneId });
const untouched = { client_id: null, application_id: null, phone_id: null };

test('the promise of an unknown caller becomes one of his client and application, with a telephone to dial, and is told', async () => {
  const callId = await missedCall(number);
  const id = await promise({ callId, origin: 'voicemail' });
  await file(callId, number);
  expect(await read(id)).toEqual(filed());
  expect(await company.query('select body, audience from outbox')).toMatchObject([
    { body: { changes: [{ noun: 'callback', id, applicationId }] }, audience: { departments: [company.sales] } },
  ]);
});

test('so does the one that an earlier call of the same number has left', async () => {
  const id = await promise({ callId: await missedCall(number) });
  await file(await missedCall(number), number);
  expect(await read(id)).toEqual(filed());
});

test('one who withheld his number is called back at the client’s', async () => {
  const callId = await missedCall(null);
  const id = await promise({ callId, origin: 'voicemail', e164: null });
  await file(callId, null);
  expect(await read(id)).toEqual(filed());
});

test('where the client is promised a call already, the second promise keeps to its number and can be dialled', async () => {
  const first = await promise({ client: clientId, e164: null });
  const callId = await missedCall(number);
  const second = await promise({ callId });
  await file(callId, number);
  expect(await read(second)).toEqual({ ...filed(), client_id: null });
  expect(await read(first)).toEqual({ ...untouched, client_id: clientId });
});

test('what is closed, and another caller’s, stay as they are', async () => {
  const callId = await missedCall(number);
  const closed = await promise({ callId, state: 'kept' });
  const others = await promise({ e164: '+359888777222' });
  await file(callId, number);
  expect([await read(closed), await read(others)]).toEqual([untouched, untouched]);
  expect(await company.query('select 1 from outbox')).toEqual([]);
});
