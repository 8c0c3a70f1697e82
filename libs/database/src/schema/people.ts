import { chosenStatuses, deviceKinds, roles } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';

export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    role: oneOf('role', roles).notNull(),
    /** Of an assistant: whose applications he works on. */
    superiorId: uuid('superior_id'),
    locale: text('locale').notNull().default('en'),
    timeZone: text('time_zone').notNull(),
    extension: text('extension'),
    /** May see telephone numbers; otherwise they are masked and search by phone takes the whole number only. */
    seesNumbers: boolean('sees_numbers').notNull().default(true),
    /** On how many calls he can be before he is rung no more. */
    simultaneousCalls: integer('simultaneous_calls').notNull().default(1),
    dismissedAt: moment('dismissed_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('people_email_key').on(t.email),
    checkOneOf('people_role_check', 'role', roles),
    check('people_simultaneous_calls_check', sql`simultaneous_calls between 1 and 5`),
    // why: an assistant's row is found from his superior on every visibility check
    index('people_superior_idx').on(t.superiorId),
  ],
);

export const departmentMembers = pgTable(
  'department_members',
  {
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** His telephones ring with the department's ring group. */
    inRingGroup: boolean('in_ring_group').notNull().default(true),
    rank: integer('rank').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.departmentId, t.personId] }),
    // why: which departments a person belongs to, asked by every policy
    index('department_members_person_idx').on(t.personId),
  ],
);

export const devices = pgTable(
  'devices',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    kind: oneOf('kind', deviceKinds).notNull(),
    address: text('address').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    unique('devices_address_key').on(t.kind, t.address),
    checkOneOf('devices_kind_check', 'kind', deviceKinds),
    index('devices_person_idx').on(t.personId),
  ],
);

export const presence = pgTable(
  'presence',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => people.id),
    chosenStatus: oneOf('chosen_status', chosenStatuses).notNull().default('available'),
    chosenReason: text('chosen_reason'),
    chosenUntil: moment('chosen_until'),
    chosenAt: moment('chosen_at').notNull(),
    wrapUpSince: moment('wrap_up_since'),
    wrapUpUntil: moment('wrap_up_until'),
    wrapUpCallId: uuid('wrap_up_call_id'),
    lastTalkAt: moment('last_talk_at'),
    /** The day, by his department's calendar, of which `talkCount` tells. */
    talkDay: date('talk_day'),
    talkCount: integer('talk_count').notNull().default(0),
    /** When he was last rung alone. */
    lastRungAt: moment('last_rung_at'),
  },
  () => [checkOneOf('presence_chosen_status_check', 'chosen_status', chosenStatuses)],
);

/** Who is on which call now: written with the call, gone when he leaves it. */
export const personCalls = pgTable(
  'person_calls',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    callId: uuid('call_id').notNull(),
    since: moment('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.callId] })],
);

/** A live tab of a person's console: a lease that its socket renews. `softphone`: its telephone is registered. */
export const tabs = pgTable(
  'tabs',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    tab: text('tab').notNull(),
    softphone: boolean('softphone').notNull(),
    activeAt: moment('active_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.tab] })],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's token: a stolen table opens nothing. */
    tokenHash: text('token_hash').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [index('sessions_person_idx').on(t.personId)],
);
