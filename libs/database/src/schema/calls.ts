import {
  callDirections,
  callOutcomes,
  callStates,
  deviceKinds,
  legOutcomes,
  legRoles,
  legStates,
  recordingFailures,
  recordingKinds,
  recordingStates,
} from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, real, text, unique, uuid } from 'drizzle-orm/pg-core';
import { applications } from './applications.js';
import { blockedCallers } from './blocking.js';
import { clients, phones } from './clients.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { callScripts, departments } from './departments.js';
import { devices, people } from './people.js';

export const calls = pgTable(
  'calls',
  {
    /** UUIDv5 of (provider, provider's id of the root leg): can be made without the database. */
    id: uuid('id').primaryKey(),
    provider: text('provider').notNull(),
    providerCallId: text('provider_call_id').notNull(),
    direction: oneOf('direction', callDirections).notNull(),
    state: oneOf('state', callStates).notNull(),
    outcome: oneOf('outcome', callOutcomes),
    /** As the provider said it: attacker's text. */
    callerRaw: text('caller_raw').notNull(),
    callerE164: text('caller_e164'),
    dialled: text('dialled').notNull(),
    departmentId: uuid('department_id').references(() => departments.id),
    scriptId: uuid('script_id').references(() => callScripts.id),
    clientId: uuid('client_id').references(() => clients.id),
    phoneId: uuid('phone_id').references(() => phones.id),
    applicationId: uuid('application_id').references(() => applications.id),
    /** Whose call it is, whoever picked it up. */
    intendedPersonId: uuid('intended_person_id').references(() => people.id),
    answeredByPersonId: uuid('answered_by_person_id').references(() => people.id),
    intentId: uuid('intent_id'),
    /** What turned the caller away. */
    blockedCallerId: uuid('blocked_caller_id').references(() => blockedCallers.id),
    /** Where the script stands (`RouteState` of domain); null before the first decision. */
    routeState: jsonb('route_state'),
    startedAt: moment('started_at').notNull(),
    answeredAt: moment('answered_at'),
    endedAt: moment('ended_at'),
    ringSeconds: real('ring_seconds'),
    talkSeconds: real('talk_seconds'),
    version: integer('version').notNull(),
    /** Who of ours is or was on its line, whoever answered first. */
    linePersonIds: uuid('line_person_ids').array().notNull().default([]),
    dispositionId: uuid('disposition_id'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('calls_provider_key').on(t.provider, t.providerCallId),
    checkOneOf('calls_direction_check', 'direction', callDirections),
    checkOneOf('calls_state_check', 'state', callStates),
    checkOneOf('calls_outcome_check', 'outcome', callOutcomes),
    // why: all calls of this application, in one query
    index('calls_application_idx').on(t.applicationId, t.startedAt.desc()),
    index('calls_client_idx').on(t.clientId, t.startedAt.desc()),
    index('calls_department_idx').on(t.departmentId, t.startedAt.desc()),
    index('calls_started_idx').on(t.startedAt.desc(), t.id.desc()),
    // why: the policies' "mine" for calls outside any application
    index('calls_answered_by_idx').on(t.answeredByPersonId, t.startedAt.desc()),
    index('calls_intended_idx').on(t.intendedPersonId, t.startedAt.desc()),
    // why: the reconciler and the board look for calls that are not over
    index('calls_open_idx').on(t.startedAt).where(sql`${t.state} <> 'ended'`),
    // why: how many calls a block has stopped, and which
    index('calls_blocked_idx').on(t.blockedCallerId, t.startedAt.desc()).where(sql`${t.blockedCallerId} is not null`),
    // why: how often a number has phoned of late is counted as it phones
    index('calls_caller_idx').on(t.callerE164, t.startedAt.desc()).where(sql`${t.direction} = 'inbound'`),
    // why: one intent is one call
    unique('calls_intent_key').on(t.intentId),
  ],
);

export const legs = pgTable(
  'legs',
  {
    id: uuid('id').primaryKey(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    provider: text('provider').notNull(),
    providerCallId: text('provider_call_id').notNull(),
    role: oneOf('role', legRoles).notNull(),
    personId: uuid('person_id').references(() => people.id),
    deviceId: uuid('device_id').references(() => devices.id),
    deviceKind: oneOf('device_kind', deviceKinds),
    address: text('address').notNull(),
    step: integer('step'),
    state: oneOf('state', legStates).notNull(),
    outcome: oneOf('outcome', legOutcomes),
    startedAt: moment('started_at').notNull(),
    answeredAt: moment('answered_at'),
    endedAt: moment('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('legs_provider_key').on(t.provider, t.providerCallId),
    checkOneOf('legs_role_check', 'role', legRoles),
    checkOneOf('legs_state_check', 'state', legStates),
    checkOneOf('legs_outcome_check', 'outcome', legOutcomes),
    index('legs_call_idx').on(t.callId),
  ],
);

/** A call rung at a person by a step of its route; `claimed` by a tab while its lease lasts. */
export const offers = pgTable(
  'offers',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    step: integer('step').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    offeredAt: moment('offered_at').notNull(),
    overAt: moment('over_at'),
    claimedTab: text('claimed_tab'),
    claimedUntil: moment('claimed_until'),
    connectedAt: moment('connected_at'),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.step, t.personId] }),
    // why: what rings at me now
    index('offers_ringing_idx').on(t.personId).where(sql`${t.overAt} is null`),
  ],
);

/** The call's history: append-only, numbered per call; `key` makes a repeated message one event. */
export const callEvents = pgTable(
  'call_events',
  {
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    number: integer('number').notNull(),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    body: jsonb('body').notNull(),
    at: moment('at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.callId, t.number] }), unique('call_events_key').on(t.callId, t.key)],
);

/** A webhook that has been answered: its claim, and the answer a repeat is given. */
export const callSignals = pgTable(
  'call_signals',
  {
    key: text('key').primaryKey(),
    callId: uuid('call_id').notNull(),
    answer: jsonb('answer').notNull(),
    createdAt: createdAt(),
  },
  // why: the oldest are swept away
  (t) => [index('call_signals_created_idx').on(t.createdAt)],
);

export const recordings = pgTable(
  'recordings',
  {
    id: uuid('id').primaryKey(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    clientId: uuid('client_id').references(() => clients.id),
    applicationId: uuid('application_id').references(() => applications.id),
    kind: oneOf('kind', recordingKinds).notNull(),
    step: integer('step'),
    provider: text('provider').notNull(),
    /** Null while only expected. */
    providerRecordingId: text('provider_recording_id'),
    state: oneOf('state', recordingStates).notNull(),
    failure: oneOf('failure', recordingFailures),
    attempts: integer('attempts').notNull().default(0),
    /** When the worker looks (again); null: nothing to do. */
    nextAttemptAt: moment('next_attempt_at'),
    leaseUntil: moment('lease_until'),
    channels: integer('channels'),
    durationSeconds: real('duration_seconds'),
    storageKey: text('storage_key'),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    peaks: jsonb('peaks'),
    startedAt: moment('started_at').notNull(),
    attachedAt: moment('attached_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('recordings_provider_key').on(t.provider, t.providerRecordingId),
    checkOneOf('recordings_kind_check', 'kind', recordingKinds),
    checkOneOf('recordings_state_check', 'state', recordingStates),
    checkOneOf('recordings_failure_check', 'failure', recordingFailures),
    index('recordings_call_idx').on(t.callId),
    // why: the worker's loop
    index('recordings_due_idx').on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
  ],
);

/** One playing of a recording. */
export const listens = pgTable(
  'listens',
  {
    id: uuid('id').primaryKey(),
    recordingId: uuid('recording_id')
      .notNull()
      .references(() => recordings.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    at: moment('at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('listens_recording_idx').on(t.recordingId, t.at.desc())],
);

export const dialIntentStates = ['waiting', 'dialling', 'dialled', 'failed', 'refused'] as const;
/** One click: dialled at most once. */
export const dialIntents = pgTable(
  'dial_intents',
  {
    id: uuid('id').primaryKey(),
    /** The click's own key: a second click with it is the same intent. */
    key: uuid('key').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    phoneId: uuid('phone_id')
      .notNull()
      .references(() => phones.id),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    applicationId: uuid('application_id').references(() => applications.id),
    callbackId: uuid('callback_id'),
    state: oneOf('state', dialIntentStates).notNull(),
    reason: text('reason'),
    deviceAddress: text('device_address'),
    /** The company's number that the client is shown. */
    callerId: text('caller_id'),
    providerCallId: text('provider_call_id'),
    requestedAt: moment('requested_at').notNull(),
    claimedAt: moment('claimed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('dial_intents_key').on(t.personId, t.key),
    checkOneOf('dial_intents_state_check', 'state', dialIntentStates),
    // why: the worker's loop, in the order of the clicks
    index('dial_intents_waiting_idx').on(t.requestedAt).where(sql`${t.state} in ('waiting', 'dialling')`),
    // why: the daily cap of a person
    index('dial_intents_person_idx').on(t.personId, t.requestedAt.desc()),
  ],
);

/** When the provider was last asked to dial: one row, one call a second. */
export const dialPace = pgTable('dial_pace', { provider: text('provider').primaryKey(), lastAt: moment('last_at').notNull() });
