import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, makeTestCompany, type TestCompany } from '@ringbase/testing';
import { type Context, makeContext } from '../context.js';
import { type PhoneCompany, startPhoneCompany } from './start-phone-company.js';
import { makeTestContexts, type TestContexts } from './test-contexts.js';

export const OURS = '+35924000001';
export const CLIENT = '+359881234567';
export const DESK = 'sip:ivan@pbx.example';

export type ProviderLeg = { callSid: string; status: string; parentCallSid: string | null };

/** A company and the phone company, whose calls are answered with `twiml` and of which nobody tells us anything. */
export type Scene = {
  company: TestCompany;
  contexts: TestContexts;
  /** The director's, as the API makes it: what the house does is done in the workers' role. */
  director: () => Context;
  phones: PhoneCompany;
  clientId: string;
  /** What the next caller is answered with. */
  answerWith(twiml: string): void;
  /** As new: no calls here or there, and the time of day. */
  reset(): Promise<void>;
  phoneIn(from?: string): Promise<string>;
  legs(): Promise<ProviderLeg[]>;
  /** A call that was talked in for two seconds and is over; its ids. */
  talkAndHangUp(): Promise<{ root: string; child: string }>;
  hangUp(callSid: string): Promise<void>;
  close(): Promise<void>;
};

export const DIAL = `<Response><Dial timeout="20" record="record-from-answer-dual"><Sip>${DESK}</Sip></Dial></Response>`;

export async function setReconciliationScene(): Promise<Scene> {
  const [database, phones] = await Promise.all([createTestDatabase(), startPhoneCompany()]);
  const company = await makeTestCompany(database.url);
  const contexts = makeTestContexts(company);
  const { ivan } = company.people;
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    OURS,
    company.sales,
  ]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [ivan.id, DESK]);
  const clientId = await company.addClient(ivan.id);
  await company.addApplication(clientId, ivan.id, company.sales);
  await company.query('insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, $2, $2)', [clientId, CLIENT]);
  let twiml = DIAL;
  const voice = createServer((_, res) => res.setHeader('content-type', 'text/xml').end(twiml));
  await new Promise<void>((resolve) => voice.listen(0, '127.0.0.1', resolve));
  const legs = () => phones.control<ProviderLeg[]>('GET', '/control/legs');
  const phoneIn = async (from = CLIENT) =>
    (await phones.control<{ callSid: string }>('POST', '/control/calls', { from, to: OURS })).callSid;
  const hangUp = async (callSid: string) => {
    await phones.control('POST', `/control/calls/${callSid}/hangup`);
    await until(async () => (await phones.control<ProviderLeg>('GET', `/control/legs/${callSid}`)).status === 'completed' || null);
  };
  return {
    company,
    contexts,
    director: () =>
      makeContext(contexts.worker, company.app, {
        personId: company.people.dora.id,
        role: 'director',
        seesNumbers: true,
        timeZone: 'Europe/Sofia',
      }),
    phones,
    clientId,
    legs,
    phoneIn,
    hangUp,
    answerWith: (next) => {
      twiml = next;
    },
    async reset() {
      twiml = DIAL;
      await phones.control('POST', '/control/reset');
      const { port } = voice.address() as AddressInfo;
      await phones.control('PUT', `/control/numbers/${encodeURIComponent(OURS)}`, { voiceUrl: `http://127.0.0.1:${port}/voice` });
      await phones.control('PUT', '/control/phones', { address: DESK, kind: 'sip', behaviour: 'answer', afterMs: 50 });
      await company.query(
        `truncate nightly_proofs, reconciliations, reconciliation_differences, recordings, legs, offers, call_events, call_signals, calls, callbacks, call_grants,
          dial_intents, audit, outbox cascade`,
      );
      company.time.now = new Date();
    },
    async talkAndHangUp() {
      const root = await phoneIn();
      const child = await until(
        async () => (await legs()).find((leg) => leg.parentCallSid === root && leg.status === 'in-progress')?.callSid ?? null,
      );
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await hangUp(root);
      return { root, child };
    },
    async close() {
      voice.close();
      voice.closeAllConnections();
      await company.close();
      await Promise.all([database.drop(), phones.stop()]);
    },
  };
}

export async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Waited in vain');
}
