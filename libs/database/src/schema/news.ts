import { differenceCauses, differenceKinds, differenceStates } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { people } from './people.js';

/** What a transaction has to tell the rest of the house: `work` becomes a job, `news` a frame to its audience. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['work', 'news'] }).notNull(),
    /** A job's name, or a frame's kind. */
    name: text('name').notNull(),
    body: jsonb('body').notNull(),
    /** `{ people: uuid[], departments: uuid[] }`; directors hear everything. */
    audience: jsonb('audience').notNull(),
    createdAt: createdAt(),
    sentAt: moment('sent_at'),
    leaseUntil: moment('lease_until'),
    attempts: integer('attempts').notNull().default(0),
  },
  // why: the relay reads what is not sent, oldest first; sent rows leave the index
  (t) => [index('outbox_unsent_idx').on(t.id).where(sql`${t.sentAt} is null`)],
);

/** Rises with every news a person is an audience of: a console that saw less refetches. */
export const newsVersions = pgTable('news_versions', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id),
  version: bigint('version', { mode: 'number' }).notNull(),
});

export const audit = pgTable(
  'audit',
  {
    id: uuid('id').primaryKey(),
    actorId: uuid('actor_id').references(() => people.id),
    act: text('act').notNull(),
    objectKind: text('object_kind').notNull(),
    objectIds: uuid('object_ids').array().notNull(),
    at: moment('at').notNull(),
    createdAt: createdAt(),
  },
  // why: what a person did, newest first
  (t) => [index('audit_actor_idx').on(t.actorId, t.at.desc())],
);

export const reconciliations = pgTable(
  'reconciliations',
  {
    id: uuid('id').primaryKey(),
    startedAt: moment('started_at').notNull(),
    /** From when on the provider's lists are read; null of a row that an older version wrote. */
    since: moment('since'),
    /** Until when; null: up to the moment of the look. */
    until: moment('until'),
    finishedAt: moment('finished_at'),
    requestedBy: uuid('requested_by').references(() => people.id),
    callsSeen: integer('calls_seen').notNull().default(0),
    recordingsSeen: integer('recordings_seen').notNull().default(0),
    conferencesSeen: integer('conferences_seen').notNull().default(0),
    queuesSeen: integer('queues_seen').notNull().default(0),
    /** Of the nightly look: its day in the company's time zone, how many of its steps are done, and until when a worker is at the next. */
    night: date('night', { mode: 'string' }),
    stepsDone: integer('steps_done').notNull().default(0),
    leaseUntil: moment('lease_until'),
  },
  (t) => [unique('reconciliations_night_key').on(t.night)],
);

export const reconciliationDifferences = pgTable(
  'reconciliation_differences',
  {
    id: uuid('id').primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => reconciliations.id),
    kind: oneOf('kind', differenceKinds).notNull(),
    provider: text('provider').notNull(),
    providerId: text('provider_id').notNull(),
    callId: uuid('call_id'),
    cause: oneOf('cause', differenceCauses).notNull(),
    state: oneOf('state', differenceStates).notNull(),
    repaired: boolean('repaired').notNull(),
    foundAt: moment('found_at').notNull(),
    /** Who repaired or dismissed it; null: it was repaired by itself. */
    closedBy: uuid('closed_by').references(() => people.id),
    closedAt: moment('closed_at'),
    note: text('note'),
  },
  (t) => [
    checkOneOf('reconciliation_differences_cause_check', 'cause', differenceCauses),
    checkOneOf('reconciliation_differences_state_check', 'state', differenceStates),
    index('reconciliation_differences_run_idx').on(t.runId),
    // why: one open row for one thing, and what the next look finds again
    uniqueIndex('reconciliation_differences_open_key').on(t.kind, t.providerId).where(sql`${t.state} = 'needs-person'`),
    // why: the list, newest first
    index('reconciliation_differences_found_idx').on(t.foundAt.desc(), t.id.desc()),
    // why: what was dismissed is not found again
    index('reconciliation_differences_thing_idx').on(t.providerId, t.kind),
  ],
);

/** What a night's look leaves behind: whether everything of the week is written down, and why not. */
export const nightlyProofs = pgTable('nightly_proofs', {
  night: date('night', { mode: 'string' }).primaryKey(),
  runId: uuid('run_id')
    .notNull()
    .references(() => reconciliations.id),
  since: moment('since').notNull(),
  until: moment('until').notNull(),
  computedAt: moment('computed_at').notNull(),
  calls: integer('calls').notNull(),
  /** Calls without a line in the history, or without an end. */
  callsUnwritten: integer('calls_unwritten').notNull(),
  recordings: integer('recordings').notNull(),
  /** Recordings in no final state. */
  recordingsUnsettled: integer('recordings_unsettled').notNull(),
  differences: integer('differences').notNull(),
  differencesOpen: integer('differences_open').notNull(),
  /** `[{ of, reason, count, sample: [{ id, callId }] }]` */
  reasons: jsonb('reasons').notNull(),
  createdAt: createdAt(),
});
