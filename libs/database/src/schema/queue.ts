import { ringStrategies } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { calls } from './calls.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { devices, people } from './people.js';

export const queuePlaceStates = ['waiting', 'taken', 'left', 'kept'] as const;
/** Callers who wait, one row for each call that ever did: written with the call, served by the workers. */
export const queuePlaces = pgTable(
  'queue_places',
  {
    callId: uuid('call_id')
      .primaryKey()
      .references(() => calls.id),
    departmentId: uuid('department_id').references(() => departments.id),
    step: integer('step').notNull(),
    block: text('block').notNull(),
    since: moment('since').notNull(),
    until: moment('until').notNull(),
    /** For him alone; null: for whoever of the department is free first. */
    personId: uuid('person_id').references(() => people.id),
    ownerId: uuid('owner_id').references(() => people.id),
    strategy: oneOf('strategy', ringStrategies).notNull(),
    ringSeconds: integer('ring_seconds').notNull(),
    state: oneOf('state', queuePlaceStates).notNull(),
    leftAt: moment('left_at'),
    /** When the caller was sent to whoever took him, or on with the script. */
    movedAt: moment('moved_at'),
    /** Since when the provider is being asked to move him, or nobody knows whether it has; null: it is not. */
    moveAskedAt: moment('move_asked_at'),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('queue_places_state_check', 'state', queuePlaceStates),
    // why: who waits, in the order in which they came; each inbound call of a department with a queue counts them
    index('queue_places_waiting_idx').on(t.departmentId, t.since).where(sql`${t.state} = 'waiting'`),
    // why: who was taken and is still to be brought together with who took him
    index('queue_places_taken_idx').on(t.leftAt).where(sql`${t.state} = 'taken' and ${t.movedAt} is null`),
  ],
);

/** One telephone rung for a waiting caller by a call of its own: claimed before it is dialled, since dialling cannot be repeated. */
export const queueOffers = pgTable(
  'queue_offers',
  {
    id: uuid('id').primaryKey(),
    callId: uuid('call_id')
      .notNull()
      .references(() => calls.id),
    step: integer('step').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    deviceId: uuid('device_id')
      .notNull()
      .references(() => devices.id),
    address: text('address').notNull(),
    callerId: text('caller_id').notNull(),
    offeredAt: moment('offered_at').notNull(),
    ringUntil: moment('ring_until').notNull(),
    /** Null: it waits for its turn to be dialled. */
    dialledAt: moment('dialled_at'),
    /** Null: not dialled, or nobody knows which call it became. */
    providerCallId: text('provider_call_id'),
    overAt: moment('over_at'),
    /** It was over although the caller still waited. */
    inVain: boolean('in_vain').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    // why: who rings for the queue now
    index('queue_offers_open_idx').on(t.offeredAt).where(sql`${t.overAt} is null`),
    index('queue_offers_call_idx').on(t.callId, t.offeredAt),
    // why: nobody is rung for two callers, whatever the number of workers
    uniqueIndex('queue_offers_person').on(t.personId).where(sql`${t.overAt} is null`),
    // why: who was rung in vain within the last minute is left in peace
    index('queue_offers_in_vain_idx').on(t.overAt).where(sql`${t.inVain}`),
    // why: which offer a call of the provider's came from
    index('queue_offers_provider_call_idx').on(t.providerCallId).where(sql`${t.providerCallId} is not null`),
  ],
);
