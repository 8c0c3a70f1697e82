import type { RecordingRow } from '@ringbase/domain';
import {
  type BlockingFacts,
  type CallContext,
  type CallEvent,
  type Candidate,
  decideRoutable,
  type PersonPresence,
  type PresenceDevice,
  type QueueFacts,
  type RouteFacts,
  type RoutePerson,
} from '@ringbase/domain';
import type { Database } from '../connection/database.js';
import { loadCallSql } from './load-call-sql.js';

export type CallLookup = {
  callId: string;
  provider: string;
  /** The number of ours that was dialled; empty where the message does not tell. */
  dialled: string;
  callerE164: string | null;
  /** Of the leg that the message is about: client identity, sip URI or E.164. */
  address: string;
  intentId: string | null;
  /** Where the call goes may be decided. If not, a call whose caller is known is read without its script, its candidates and the department's members. */
  routes: boolean;
};

export type LoadedCall = {
  context: CallContext;
  recordings: readonly RecordingRow[];
};

type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };
type PresenceJson = {
  chosen_status: PersonPresence['chosen']['status'];
  chosen_reason: string | null;
  chosen_until: string | null;
  chosen_at: string;
  wrap_up_since: string | null;
  wrap_up_until: string | null;
  last_talk_at: string | null;
  last_rung_at: string | null;
  talks_today: number;
};
type PersonJson = {
  id: string;
  name: string;
  dismissed: boolean;
  seesNumbers: boolean;
  assistantId: string | null;
  superiorId: string | null;
  presence: PresenceJson | null;
  simultaneousCalls: number;
  calls: readonly { callId: string; since: string }[];
  tabs: readonly { tab: string; softphone: boolean; activeAt: string; expiresAt: string }[];
  devices: readonly PresenceDevice[];
};
type LoadedJson = {
  answer: null;
  call: {
    version: number;
    provider: string;
    provider_call_id: string;
    route_state: CallContext['state'];
    caller_e164: string | null;
  } | null;
  events: readonly (Omit<CallEvent, 'at'> & { at: string })[];
  script: CallContext['script'];
  queue: QueueFacts | null;
  did: string | null;
  department: RouteFacts['department'];
  candidates: readonly Json<Candidate>[];
  clients: RouteFacts['clients'];
  device: CallContext['legDevice'];
  dial: CallContext['dial'];
  blocking: (Omit<BlockingFacts, 'blocks'> & { blocks: readonly Json<BlockingFacts['blocks'][number]>[] }) | null;
  recordings: readonly RecordingRow[];
  people: readonly PersonJson[];
};

/** One statement: all that a decision about a call rests on, as of `now`. */
export async function loadCall(database: Database, lookup: CallLookup, now: Date): Promise<LoadedCall> {
  return toLoaded((await read(database, null, lookup, now)) as LoadedJson, lookup, now);
}

/** The same of a call whose row is there, which tells by itself who carries it; null: there is none. */
export async function findKnownCall(
  database: Database,
  { callId, routes }: Pick<CallLookup, 'callId' | 'routes'>,
  now: Date,
): Promise<LoadedCall | null> {
  const lookup = { callId, provider: '', dialled: '', callerE164: null, address: '', intentId: null, routes };
  const loaded = (await read(database, null, lookup, now)) as LoadedJson;
  return loaded.call === null ? null : toLoaded(loaded, lookup, now);
}

/** The same for a message of the provider, by its key; or what an earlier copy of the message was answered. */
export async function loadCallOfSignal(
  database: Database,
  key: string,
  lookup: CallLookup,
  now: Date,
): Promise<{ kind: 'answered'; answer: unknown } | { kind: 'new'; loaded: LoadedCall }> {
  const found = await read(database, key, lookup, now);
  return found.answer === null ? { kind: 'new', loaded: toLoaded(found, lookup, now) } : { kind: 'answered', answer: found.answer };
}

async function read(database: Database, key: string | null, lookup: CallLookup, now: Date): Promise<LoadedJson | { answer: object }> {
  const result = await database.pool.query<{ loaded: LoadedJson | { answer: object } }>({
    name: 'load-call',
    text: loadCallSql,
    values: [key, lookup.callId, lookup.dialled, lookup.callerE164, lookup.address, lookup.intentId, lookup.routes, now],
  });
  return (result.rows[0] as { loaded: LoadedJson | { answer: object } }).loaded;
}

function toLoaded(loaded: LoadedJson, lookup: CallLookup, now: Date): LoadedCall {
  const presences = Object.fromEntries(loaded.people.map((person) => [person.id, toPresence(person, now)]));
  return {
    recordings: loaded.recordings,
    context: {
      callId: lookup.callId,
      provider: loaded.call?.provider ?? lookup.provider,
      providerCallId: loaded.call?.provider_call_id ?? null,
      version: loaded.call?.version ?? 0,
      state: loaded.call?.route_state ?? null,
      events: loaded.events.map((event) => ({ ...event, at: new Date(event.at) }) as CallEvent),
      script: loaded.script,
      callerE164: loaded.call?.caller_e164 ?? lookup.callerE164,
      legDevice: loaded.device,
      presences,
      dial: loaded.dial,
      blocking: loaded.blocking && {
        ...loaded.blocking,
        blocks: loaded.blocking.blocks.map((block) => ({ ...block, until: dateOrNull(block.until) })),
      },
      facts: {
        department: loaded.department,
        did: loaded.did,
        candidates: loaded.candidates.map((candidate) => ({ ...candidate, touchedAt: new Date(candidate.touchedAt) })),
        clients: loaded.clients,
        callerE164: loaded.call?.caller_e164 ?? lookup.callerE164,
        ...(loaded.queue === null ? {} : { queue: loaded.queue }),
        people: Object.fromEntries(
          loaded.people.map((person) => [person.id, toRoutePerson(person, presences[person.id] as PersonPresence, now)]),
        ),
      },
    },
  };
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

function toPresence(person: PersonJson, now: Date): PersonPresence {
  const row = person.presence;
  return {
    personId: person.id,
    chosen: {
      status: row?.chosen_status ?? 'available',
      reason: row?.chosen_reason ?? null,
      until: dateOrNull(row?.chosen_until ?? null),
      at: row === null ? now : new Date(row.chosen_at),
    },
    calls: person.calls.map((call) => ({ ...call, since: new Date(call.since) })),
    simultaneousCalls: person.simultaneousCalls,
    wrapUpSince: dateOrNull(row?.wrap_up_since ?? null),
    wrapUpUntil: dateOrNull(row?.wrap_up_until ?? null),
    tabs: person.tabs.map((tab) => ({ ...tab, activeAt: new Date(tab.activeAt), expiresAt: new Date(tab.expiresAt) })),
    devices: person.devices,
  };
}

function toRoutePerson(person: PersonJson, presence: PersonPresence, now: Date): RoutePerson {
  const routable = decideRoutable(presence, now);
  return {
    id: person.id,
    name: person.name,
    dismissed: person.dismissed,
    seesNumbers: person.seesNumbers,
    presence: routable.statusForCalls,
    backAt: presence.chosen.until,
    devices: routable.devices,
    assistantId: person.assistantId,
    superiorId: person.superiorId,
    lastTalkAt: dateOrNull(person.presence?.last_talk_at ?? null),
    talksToday: person.presence?.talks_today ?? 0,
    lastRungAt: dateOrNull(person.presence?.last_rung_at ?? null),
  };
}
