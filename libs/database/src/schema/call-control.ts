import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { calls } from './calls.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { people } from './people.js';

/** What a call of this department may have come to. */
export const dispositions = pgTable(
  'dispositions',
  {
    id: uuid('id').primaryKey(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    label: text('label').notNull(),
    rank: integer('rank').notNull().default(0),
    archived: boolean('archived').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [unique('dispositions_label_key').on(t.departmentId, t.label)],
);

/** What the people on a call's line want of it and the provider is still to be asked: one row a call, taken with a lease. */
export const callControls = pgTable(
  'call_controls',
  {
    callId: uuid('call_id')
      .primaryKey()
      .references(() => calls.id),
    dueAt: moment('due_at'),
    leaseUntil: moment('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    recording: text('recording'),
    createdAt: createdAt(),
  },
  // why: the worker's loop
  (t) => [index('call_controls_due_idx').on(t.dueAt).where(sql`${t.dueAt} is not null`)],
);

export const invitationStates = ['waiting', 'dialling', 'dialled', 'failed', 'dropped'] as const;
/** One telephone to be rung for a call by a call of its own: dialled at most once. */
export const callInvitations = pgTable(
  'call_invitations',
  {
    id: uuid('id').primaryKey(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    step: integer('step').notNull(),
    personId: uuid('person_id').references(() => people.id),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => people.id),
    address: text('address').notNull(),
    callerId: text('caller_id').notNull(),
    state: oneOf('state', invitationStates).notNull(),
    providerCallId: text('provider_call_id'),
    requestedAt: moment('requested_at').notNull(),
    until: moment('until').notNull(),
    claimedAt: moment('claimed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('call_invitations_state_check', 'state', invitationStates),
    index('call_invitations_call_idx').on(t.callId, t.step),
    // why: the worker's loop, in the order of the wishes
    index('call_invitations_waiting_idx').on(t.requestedAt).where(sql`${t.state} in ('waiting', 'dialling')`),
    // why: the daily cap of a person
    index('call_invitations_asked_by_idx').on(t.askedBy, t.requestedAt.desc()),
    // why: the reconciler asks whose leg it is
    index('call_invitations_provider_idx').on(t.providerCallId).where(sql`${t.providerCallId} is not null`),
  ],
);
