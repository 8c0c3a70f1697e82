import { reaches, scriptEffectKinds } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, real, text, unique, uuid } from 'drizzle-orm/pg-core';
import { calls } from './calls.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { people } from './people.js';

/** A department's script while it is being changed: one, whoever works on it. */
export const callScriptDrafts = pgTable('call_script_drafts', {
  departmentId: uuid('department_id')
    .primaryKey()
    .references(() => departments.id),
  graph: jsonb('graph').notNull(),
  version: integer('version').notNull(),
  updatedBy: uuid('updated_by')
    .notNull()
    .references(() => people.id),
  updatedAt: moment('updated_at').notNull(),
});

export const scriptEffectStates = ['due', 'done', 'failed'] as const;
/** What a script does beside a call: found by its due time, held by a lease, done once. */
export const scriptEffects = pgTable(
  'script_effects',
  {
    id: uuid('id').primaryKey(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    key: text('key').notNull(),
    kind: oneOf('kind', scriptEffectKinds).notNull(),
    /** `ScriptEffect` of domain. */
    body: jsonb('body').notNull(),
    state: oneOf('state', scriptEffectStates).notNull().default('due'),
    failure: text('failure'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: moment('next_attempt_at'),
    leaseUntil: moment('lease_until'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('script_effects_key').on(t.callId, t.key),
    checkOneOf('script_effects_kind_check', 'kind', scriptEffectKinds),
    checkOneOf('script_effects_state_check', 'state', scriptEffectStates),
    // why: the worker's loop
    index('script_effects_due_idx').on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
  ],
);

/** What was known as a call came in, so that another script can be tried on it. */
export const callFacts = pgTable(
  'call_facts',
  {
    callId: uuid('call_id')
      .primaryKey()
      .references(() => calls.id),
    departmentId: uuid('department_id').references(() => departments.id),
    at: moment('at').notNull(),
    /** `RouteFacts` of domain, without names. */
    facts: jsonb('facts').notNull(),
  },
  // why: the calls of a department's period, in the order of time
  (t) => [index('call_facts_page_idx').on(t.departmentId, t.at, t.callId)],
);

export const scriptReplayStates = ['waiting', 'running', 'done', 'failed'] as const;
/** A script tried on a period's real calls. */
export const scriptReplays = pgTable(
  'script_replays',
  {
    id: uuid('id').primaryKey(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    graph: jsonb('graph').notNull(),
    since: moment('since').notNull(),
    until: moment('until').notNull(),
    state: oneOf('state', scriptReplayStates).notNull().default('waiting'),
    failure: text('failure'),
    total: integer('total'),
    replayed: integer('replayed').notNull().default(0),
    result: jsonb('result'),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => people.id),
    requestedAt: moment('requested_at').notNull(),
    leaseUntil: moment('lease_until'),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('script_replays_state_check', 'state', scriptReplayStates),
    // why: the worker's loop
    index('script_replays_waiting_idx').on(t.requestedAt).where(sql`${t.state} in ('waiting', 'running')`),
  ],
);

export const replayedChanges = ['elsewhere', 'better', 'worse'] as const;
/** The calls behind a replay's counts: those that would not have gone as they went. */
export const scriptReplayCalls = pgTable(
  'script_replay_calls',
  {
    replayId: uuid('replay_id')
      .notNull()
      .references(() => scriptReplays.id),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    at: moment('at').notNull(),
    change: oneOf('change', replayedChanges).notNull(),
    before: oneOf('before', reaches).notNull(),
    after: oneOf('after', reaches).notNull(),
    beforePersonId: uuid('before_person_id').references(() => people.id),
    afterPersonId: uuid('after_person_id').references(() => people.id),
  },
  (t) => [
    primaryKey({ columns: [t.replayId, t.callId] }),
    checkOneOf('script_replay_calls_change_check', 'change', replayedChanges),
    // why: a page of a replay's calls, newest first, all of them or those of one change
    index('script_replay_calls_page_idx').on(t.replayId, t.at.desc(), t.callId.desc()),
  ],
);

/** Sound that a script plays; the bytes are in the storage. */
export const sounds = pgTable(
  'sounds',
  {
    id: uuid('id').primaryKey(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    name: text('name').notNull(),
    storageKey: text('storage_key').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    durationSeconds: real('duration_seconds').notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => people.id),
    uploadedAt: moment('uploaded_at').notNull(),
    removedAt: moment('removed_at'),
    createdAt: createdAt(),
  },
  (t) => [index('sounds_department_idx').on(t.departmentId)],
);
