import { type CallScript, type CallSignal, DomainError, type LegStatus, type SignalLeg } from '@ringbase/domain';
import { callIdOf, legIdOf, makeTwilioTelephony, type Telephony } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestPerson } from '@ringbase/testing';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { dialQueueOffer } from '../queue/dial-queue-offer.js';
import { endQueueOffers } from '../queue/end-queue-offers.js';
import { moveWaitingCallers } from '../queue/move-waiting-callers.js';
import { offerWaitingCallers } from '../queue/offer-waiting-callers.js';
import type { QueueDeps } from '../queue/queue-deps.js';
import { makeTestContexts, type TestContexts } from './test-contexts.js';

const OURS = '+35924000001';
export const deskOf = (person: TestPerson, { people }: TestCompany) =>
  `sip:${Object.entries(people).find(([, one]) => one.id === person.id)?.[0] ?? ''}@pbx.example`;

/** What was asked of the phone company, as words: `ring <address>`, `end <call>`, `redirect <call> <kind of step>`. */
export type Asked = string;
export type QueueScene = {
  company: TestCompany;
  contexts: TestContexts;
  deps: QueueDeps;
  asked: Asked[];
  /** What the phone company refuses from now on, by the beginning of the words; null: nothing. */
  refuse(what: string | null, code?: 'TOO_MANY' | 'UNAVAILABLE' | 'NOT_FOUND', details?: DomainError['details']): void;
  /** The caller hung up, and nobody told us; the phone company knows. */
  isGone(root: string): void;
  /** A Dial of this call that we never heard of rings or talks. */
  hasChild(root: string): void;
  publish(blocks: CallScript['blocks'], start?: string): Promise<void>;
  phoneIn(from?: string): Promise<Caller>;
  /** What workers do in one round. */
  serve(): Promise<void>;
  place(callId: string): Promise<{ state: string; step: number; until: Date; since: Date } | undefined>;
  offers(callId: string): Promise<{ person_id: string; ring_seconds: number; dialled: boolean; over: boolean; in_vain: boolean }[]>;
  reset(): Promise<void>;
  close(): Promise<void>;
};

export type Caller = {
  callId: string;
  sid: string;
  /** The kinds of what his music's end is answered with. */
  musicOver(digits?: string, step?: number): Promise<readonly string[]>;
  join(): Promise<readonly string[]>;
  hangsUp(): Promise<void>;
  /** The telephone of a person who was rung for him. */
  taker(person: TestPerson): { sid: string; rings(): Promise<void>; picksUp(): Promise<readonly string[]>; hangsUp(): Promise<void> };
};

const blank = { direction: 'inbound', parentProviderCallId: null, from: '+359899000001', to: OURS } as const;

export async function setQueueScene(): Promise<QueueScene> {
  const database = await createTestDatabase();
  const company = await makeTestCompany(database.url);
  const contexts = makeTestContexts(company);
  const { worker } = contexts;
  const { people, sales } = company;
  await company.query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    OURS,
    sales,
  ]);
  for (const person of [people.ivan, people.mira])
    await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', $2)`, [
      person.id,
      deskOf(person, company),
    ]);
  await company.query('update department_members set in_ring_group = person_id = any($1)', [[people.ivan.id, people.mira.id]]);
  const asked: Asked[] = [];
  const children = new Set<string>();
  const gone = new Set<string>();
  let refusal: { what: string; code: 'TOO_MANY' | 'UNAVAILABLE' | 'NOT_FOUND'; details: DomainError['details'] } | null = null;
  let version = 0;
  let made = 0;
  const sidOf = () => {
    made += 1;
    return `CA${made.toString(16).padStart(32, '0')}`;
  };
  const ask = (words: string) => {
    asked.push(words);
    if (refusal !== null && words.startsWith(refusal.what))
      throw new DomainError(refusal.code, 'The phone company refuses.', refusal.details);
  };
  const telephony: Telephony = {
    ...makeTwilioTelephony({
      accountSid: `AC${'a'.repeat(32)}`,
      authToken: '-',
      apiKey: `SK${'b'.repeat(32)}`,
      apiSecret: '-',
      apiBaseUrl: null,
    }),
    createCall: async ({ to }) => {
      ask(`ring ${to}`);
      return { providerCallId: sidOf() };
    },
    endCall: async (sid) => ask(`end ${sid}`),
    redirectCall: async (sid, url) => {
      ask(`redirect ${sid} ${url}`);
      if (gone.has(sid)) throw new DomainError('NOT_FOUND', 'There is no such call in progress.');
    },
    findCall: async (sid) => {
      const now = company.time.now;
      const leg = { ...blank, legId: legIdOf('twilio', sid), providerCallId: sid };
      const call = { provider: 'twilio', callId: callIdOf('twilio', sid), rootProviderCallId: sid, leg };
      return gone.has(sid) ? { ...call, status: 'completed', createdAt: now, startedAt: now, endedAt: now, seconds: 1 } : null;
    },
    findLiveChild: async (sid) => (children.has(sid) ? { providerCallId: 'CA-child' } : null),
  };
  const deps: QueueDeps = {
    telephony,
    defaultRegion: 'BG',
    joinUrlsOf: ({ step, attached }) => ({ url: `join:${step}:${attached ? 'attached' : 'own'}`, statusUrl: 'status' }),
    waitUrlOf: ({ step }) => `wait:${step}`,
  };
  const record = async (signal: CallSignal) => (await recordCallSignal(worker, signal, { defaultRegion: 'BG' })).map(({ kind }) => kind);

  const callerOf = (sid: string, from: string): Caller => {
    const callId = callIdOf('twilio', sid);
    const leg: SignalLeg = { ...blank, from, legId: legIdOf('twilio', sid), providerCallId: sid };
    const root = { provider: 'twilio', callId, rootProviderCallId: sid, leg };
    const progressOf = (base: typeof root & { attached?: true }, status: LegStatus, step: number | null): CallSignal => ({
      ...base,
      key: `status:${base.leg.providerCallId}:${status}`,
      kind: 'leg-progress',
      status,
      at: company.time.now,
      seconds: null,
      sequence: null,
      step,
      intentId: null,
    });
    const stepNow = async () => {
      const [row] = await company.query(`select (route_state->>'step')::int as step from calls where id = $1`, [callId]);
      return row?.['step'] as number;
    };
    const stayNow = async () => {
      const [row] = await company.query('select step from queue_places where call_id = $1', [callId]);
      return row?.['step'] as number;
    };
    return {
      callId,
      sid,
      async musicOver(digits = '', at = undefined) {
        const step = at ?? (await stepNow());
        return record({
          ...root,
          kind: 'menu-answered',
          key: `step:${callId}:${step}:menu`,
          step,
          plan: 'script',
          digits,
          callerGone: false,
        });
      },
      async join() {
        const step = await stayNow();
        return record({ ...root, kind: 'join', key: `step:${callId}:${step}:join:${sid}`, step, plan: 'script' });
      },
      hangsUp: async () => void (await record(progressOf(root, 'completed', null))),
      taker(person) {
        const own = sidOf();
        const address = deskOf(person, company);
        const taking: SignalLeg = {
          ...blank,
          direction: 'outbound',
          from: OURS,
          to: address,
          legId: legIdOf('twilio', own),
          providerCallId: own,
        };
        const base = { provider: 'twilio', callId, rootProviderCallId: own, leg: taking, attached: true } as const;
        let step = 0;
        return {
          sid: own,
          async rings() {
            step = await stayNow();
            await record(progressOf(base, 'ringing', step));
          },
          async picksUp() {
            step = await stayNow();
            await record(progressOf(base, 'answered', step));
            return record({ ...base, kind: 'join', key: `step:${callId}:${step}:join:${own}`, step, plan: 'script' });
          },
          hangsUp: async () => void (await record(progressOf(base, 'completed', step))),
        };
      },
    };
  };

  return {
    company,
    contexts,
    deps,
    asked,
    refuse: (what, code = 'UNAVAILABLE', details = {}) => {
      refusal = what === null ? null : { what, code, details };
    },
    isGone: (root) => void gone.add(root),
    hasChild: (root) => void children.add(root),
    async publish(blocks, start = 'queue') {
      version += 1;
      await company.query(`insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, $2, $3)`, [
        sales,
        version,
        JSON.stringify({ format: 1, start, blocks }),
      ]);
    },
    async phoneIn(from = `+3598990${String(made + 10_000)}`) {
      const caller = callerOf(sidOf(), from);
      const leg: SignalLeg = { ...blank, from, legId: legIdOf('twilio', caller.sid), providerCallId: caller.sid };
      await record({
        provider: 'twilio',
        callId: caller.callId,
        rootProviderCallId: caller.sid,
        leg,
        kind: 'inbound',
        key: `inbound:${caller.sid}`,
      });
      return caller;
    },
    async serve() {
      await moveWaitingCallers(worker, deps);
      await endQueueOffers(worker, deps);
      await offerWaitingCallers(worker);
      await dialQueueOffer(worker, deps);
    },
    async place(callId) {
      const [row] = await company.query('select state, step, since, until from queue_places where call_id = $1', [callId]);
      return row as Awaited<ReturnType<QueueScene['place']>>;
    },
    async offers(callId) {
      const rows = await company.query(
        `select person_id, extract(epoch from ring_until - coalesce(dialled_at, offered_at))::int as ring_seconds, dialled_at is not null as dialled,
          over_at is not null as over, in_vain from queue_offers where call_id = $1 order by offered_at, id`,
        [callId],
      );
      return rows as Awaited<ReturnType<QueueScene['offers']>>;
    },
    async reset() {
      asked.length = 0;
      children.clear();
      gone.clear();
      refusal = null;
      company.time.now = new Date('2026-03-02T10:00:00Z');
      await company.query(
        'truncate queue_places, queue_offers, dial_pace, recordings, legs, offers, call_events, call_signals, calls, callbacks, call_grants, person_calls, presence, tabs, outbox, call_controls cascade',
      );
    },
    async close() {
      await company.close();
      await database.drop();
    },
  };
}
