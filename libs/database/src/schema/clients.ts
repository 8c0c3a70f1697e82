import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { checkOneOf, createdAt, moment, oneOf } from './columns.js';
import { people } from './people.js';

export const clientKinds = ['person', 'organisation'] as const;
export const phoneKinds = ['mobile', 'work', 'home', 'fax', 'other'] as const;

export const clients = pgTable(
  'clients',
  {
    id: uuid('id').primaryKey(),
    kind: oneOf('kind', clientKinds).notNull(),
    name: text('name').notNull(),
    ownerId: uuid('owner_id').references(() => people.id),
    email: text('email'),
    city: text('city'),
    lastContactAt: moment('last_contact_at'),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('clients_kind_check', 'kind', clientKinds),
    // why: "my clients", and the owner part of every client policy
    index('clients_owner_idx').on(t.ownerId),
  ],
);

export const contacts = pgTable(
  'contacts',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    name: text('name').notNull(),
    post: text('post'),
    createdAt: createdAt(),
  },
  (t) => [index('contacts_client_idx').on(t.clientId)],
);

export const phones = pgTable(
  'phones',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id),
    contactId: uuid('contact_id').references(() => contacts.id),
    kind: oneOf('kind', phoneKinds).notNull().default('other'),
    /** As it was typed. */
    raw: text('raw').notNull(),
    e164: text('e164'),
    extension: text('extension'),
    archived: boolean('archived').notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    checkOneOf('phones_kind_check', 'kind', phoneKinds),
    // why: every inbound call looks its caller up here; many clients may share a number
    index('phones_e164_idx').on(t.e164),
    index('phones_client_idx').on(t.clientId),
  ],
);
