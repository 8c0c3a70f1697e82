import { callbackOrigins, callbackStates, passingLevels, passingReasons } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { applications } from './applications.js';
import { calls } from './calls.js';
import { clients, phones } from './clients.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { people } from './people.js';

/** A promise to call back, owned and due: set by a person (reminder), by a call's script (task), by a call that nobody answered, or by one that somebody else did (review). */
export const callbacks = pgTable(
  'callbacks',
  {
    id: uuid('id').primaryKey(),
    origin: oneOf('origin', callbackOrigins).notNull(),
    state: oneOf('state', callbackStates).notNull().default('open'),
    /** Who has to call now. */
    ownerId: uuid('owner_id').references(() => people.id),
    departmentId: uuid('department_id').references(() => departments.id),
    clientId: uuid('client_id').references(() => clients.id),
    applicationId: uuid('application_id').references(() => applications.id),
    callId: uuid('call_id').references(() => calls.id),
    phoneId: uuid('phone_id').references(() => phones.id),
    callerE164: text('caller_e164'),
    dueAt: moment('due_at').notNull(),
    timeZone: text('time_zone').notNull(),
    note: text('note'),
    createdBy: uuid('created_by').references(() => people.id),
    /** Once: set in the transaction that tells the owner; a snooze clears it. */
    firedAt: moment('fired_at'),
    leaseUntil: moment('lease_until'),
    closedAt: moment('closed_at'),
    closedBy: uuid('closed_by').references(() => people.id),
    keptByCallId: uuid('kept_by_call_id').references(() => calls.id),
    /** Whose it was before it was passed on; null: it has not been. */
    firstOwnerId: uuid('first_owner_id').references(() => people.id),
    passedLevel: oneOf('passed_level', passingLevels),
    passedFromId: uuid('passed_from_id').references(() => people.id),
    passedReason: oneOf('passed_reason', passingReasons),
    passedAt: moment('passed_at'),
    /** When it is next looked at whether it passes on; null: not at all, unless its owner is dismissed. */
    lookAt: moment('look_at'),
    /** Of a caller's promise, written once as it is told: when he was promised to be called, and until when that is in time. */
    promisedAt: moment('promised_at'),
    keepBy: moment('keep_by'),
    missedCalls: integer('missed_calls').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('callbacks_origin_check', 'origin', callbackOrigins),
    checkOneOf('callbacks_state_check', 'state', callbackStates),
    checkOneOf('callbacks_passed_level_check', 'passed_level', passingLevels),
    checkOneOf('callbacks_passed_reason_check', 'passed_reason', passingReasons),
    // why: the worker's loop over what is due and not yet told
    index('callbacks_due_idx').on(t.dueAt).where(sql`${t.state} = 'open' and ${t.firedAt} is null`),
    // why: a person's own list
    index('callbacks_owner_idx').on(t.ownerId, t.dueAt).where(sql`${t.state} = 'open'`),
    index('callbacks_application_idx').on(t.applicationId),
    // why: one open promise to a client, and one to an unknown number; what is personal (a reminder, a review) is none
    uniqueIndex('callbacks_one_per_client')
      .on(t.clientId)
      .where(sql`${t.state} = 'open' and ${t.origin} in ('missed-call', 'queue-place', 'voicemail') and ${t.clientId} is not null`),
    uniqueIndex('callbacks_one_per_number')
      .on(t.callerE164)
      .where(sql`${t.state} = 'open' and ${t.origin} in ('missed-call', 'queue-place', 'voicemail') and ${t.clientId} is null`),
    // why: a call makes one promise and one review, however often its end is told
    uniqueIndex('callbacks_one_per_call').on(t.callId).where(sql`${t.callId} is not null and ${t.origin} not in ('review', 'task')`),
    uniqueIndex('callbacks_one_review_per_call').on(t.callId).where(sql`${t.callId} is not null and ${t.origin} = 'review'`),
    // why: the worker's loop over what may pass on
    index('callbacks_look_idx').on(t.lookAt).where(sql`${t.state} = 'open' and ${t.lookAt} is not null`),
    // why: the share kept in time of a period
    index('callbacks_promised_idx').on(t.promisedAt).where(sql`${t.promisedAt} is not null`),
  ],
);
