import { applicationStatuses } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { clients, contacts } from './clients.js';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { departments } from './departments.js';
import { people } from './people.js';

export const applicationTypes = pgTable('application_types', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** `#rrggbb` */
  colour: text('colour').notNull(),
});

export const applications = pgTable(
  'applications',
  {
    id: uuid('id').primaryKey(),
    number: integer('number').notNull().generatedAlwaysAsIdentity({ startWith: 1001 }),
    title: text('title').notNull(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    contactId: uuid('contact_id').references(() => contacts.id),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    ownerId: uuid('owner_id').references(() => people.id),
    status: oneOf('status', applicationStatuses).notNull().default('new'),
    typeId: uuid('type_id').references(() => applicationTypes.id),
    important: boolean('important').notNull().default(false),
    amountMinor: bigint('amount_minor', { mode: 'number' }),
    paidMinor: bigint('paid_minor', { mode: 'number' }),
    currency: text('currency'),
    source: text('source'),
    note: text('note'),
    /** Raised by every change: a writer who read an older one gets CONFLICT. */
    version: integer('version').notNull().default(1),
    touchedAt: moment('touched_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('applications_number_key').on(t.number),
    checkOneOf('applications_status_check', 'status', applicationStatuses),
    // why: the open applications of the client who is calling
    index('applications_client_idx').on(t.clientId, t.touchedAt.desc()),
    // why: "my applications", newest first, and the owner part of the policies
    index('applications_owner_idx').on(t.ownerId, t.touchedAt.desc()),
    // why: a curator's list
    index('applications_department_idx').on(t.departmentId, t.touchedAt.desc()),
    // why: a director's list has no other filter
    index('applications_touched_idx').on(t.touchedAt.desc(), t.id.desc()),
  ],
);

/** Who changed what, when, from what to what. Append-only. */
export const applicationChanges = pgTable(
  'application_changes',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    actorId: uuid('actor_id').references(() => people.id),
    field: text('field').notNull(),
    from: text('from_value'),
    to: text('to_value'),
    at: moment('at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('application_changes_application_idx').on(t.applicationId, t.at.desc())],
);

export const comments = pgTable(
  'comments',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    authorId: uuid('author_id')
      .notNull()
      .references(() => people.id),
    text: text('text').notNull(),
    at: moment('at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('comments_application_idx').on(t.applicationId, t.at.desc())],
);

/** The application remembered for a number: chosen by the manager on a card, used while it is open. */
export const rememberedChoices = pgTable('remembered_choices', {
  e164: text('e164').primaryKey(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  chosenBy: uuid('chosen_by')
    .notNull()
    .references(() => people.id),
  chosenAt: moment('chosen_at').notNull(),
});

/** Who answered a call sees its application until his wrap-up ends; `until` null: the call still runs. */
export const callGrants = pgTable(
  'call_grants',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => applications.id),
    callId: uuid('call_id').notNull(),
    grantedAt: moment('granted_at').notNull(),
    until: moment('until'),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.applicationId, t.callId] }),
    // why: the end of a call closes its grants
    index('call_grants_call_idx').on(t.callId).where(sql`${t.until} is null`),
  ],
);
