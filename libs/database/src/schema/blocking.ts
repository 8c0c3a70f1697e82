import { blockedCallerKinds, blockOrigins } from '@ringbase/domain';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { people } from './people.js';

export const blockedCallers = pgTable(
  'blocked_callers',
  {
    /** Of an automatic block: the call that it began with. */
    id: uuid('id').primaryKey(),
    kind: oneOf('kind', blockedCallerKinds).notNull(),
    /** The number, or how it begins; null of withheld callers. */
    e164: text('e164'),
    /** Null: the whole company. */
    departmentId: uuid('department_id').references(() => departments.id),
    /** In a person's words; null of an automatic block. */
    reason: text('reason'),
    origin: oneOf('origin', blockOrigins).notNull(),
    blockedBy: uuid('blocked_by').references(() => people.id),
    blockedAt: moment('blocked_at').notNull(),
    /** Null: for good. */
    until: moment('until'),
    endedAt: moment('ended_at'),
    endedBy: uuid('ended_by').references(() => people.id),
    /** The call that it was made from, or began with. */
    callId: uuid('call_id'),
    /** Of an automatic block: which one of its number. */
    ordinal: integer('ordinal'),
    /** Of an automatic block: how many calls came within how many minutes. */
    rateCalls: integer('rate_calls'),
    rateMinutes: integer('rate_minutes'),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('blocked_callers_kind_check', 'kind', blockedCallerKinds),
    checkOneOf('blocked_callers_origin_check', 'origin', blockOrigins),
    // why: every call that comes in asks for the blocks of its number and of how it begins; null are those of withheld callers
    index('blocked_callers_e164_idx').on(t.e164),
    // why: two calls at once that are one too many begin one block; the other reads again and finds it
    uniqueIndex('blocked_callers_automatic_key').on(t.e164, t.ordinal),
    // why: the list, newest first
    index('blocked_callers_blocked_idx').on(t.blockedAt.desc(), t.id.desc()),
  ],
);

/** When a number is blocked by itself: one row for the company. */
export const blockingSettings = pgTable('blocking_settings', {
  one: boolean('one').primaryKey().default(true),
  rateEnabled: boolean('rate_enabled').notNull().default(true),
  rateCalls: integer('rate_calls').notNull().default(10),
  rateMinutes: integer('rate_minutes').notNull().default(10),
  rateBlockMinutes: integer('rate_block_minutes').notNull().default(60),
  rateKnownClients: boolean('rate_known_clients').notNull().default(false),
  changedBy: uuid('changed_by').references(() => people.id),
  changedAt: moment('changed_at'),
});
