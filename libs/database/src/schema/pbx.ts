import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns.js';
import { people } from './people.js';

/** A key by which a PBX is let in: its hash alone. */
export const pbxKeys = pgTable(
  'pbx_keys',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The beginning of the key, by which a person tells one from another. */
    hint: text('hint').notNull(),
    keyHash: text('key_hash').notNull(),
    /** Null: added by command. */
    addedBy: uuid('added_by').references(() => people.id),
    addedAt: moment('added_at').notNull(),
    /** To the hour. */
    lastUsedAt: moment('last_used_at'),
    revokedBy: uuid('revoked_by').references(() => people.id),
    revokedAt: moment('revoked_at'),
    createdAt: createdAt(),
  },
  (t) => [unique('pbx_keys_hash_key').on(t.keyHash)],
);
