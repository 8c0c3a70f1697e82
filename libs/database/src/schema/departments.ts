import { defaultCallbackRules } from '@ringbase/domain';
import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns.js';

export const departments = pgTable('departments', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  /** ISO 3166 country by which numbers typed here without a country are read. */
  region: text('region').notNull(),
  /** What callers hear: en, ru or bg. */
  language: text('language').notNull().default('en'),
  /** Said before a recorded call where the law needs it; null says nothing. */
  recordingAnnouncement: text('recording_announcement'),
  wrapUpSeconds: integer('wrap_up_seconds').notNull().default(30),
  /** One of its `sounds`, heard by whoever waits or is held; null: the music that ships. */
  holdSoundId: uuid('hold_sound_id'),
  dispositionRequired: boolean('disposition_required').notNull().default(false),
  /** `WorkingHours` of domain without its zone; null: it always answers. */
  hours: jsonb('hours'),
  /** `CallbackRules` of domain. */
  callbackKeepMinutes: integer('callback_keep_minutes').notNull().default(defaultCallbackRules.keepMinutes),
  callbackAssistantMinutes: integer('callback_assistant_minutes').notNull().default(defaultCallbackRules.assistantMinutes),
  callbackCuratorMinutes: integer('callback_curator_minutes').notNull().default(defaultCallbackRules.curatorMinutes),
  /** Its own at the company's PBX; null: it has none there. */
  extension: text('extension'),
  createdAt: createdAt(),
});

export const dids = pgTable(
  'dids',
  {
    id: uuid('id').primaryKey(),
    e164: text('e164').notNull(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    label: text('label').notNull(),
    country: text('country').notNull(),
  },
  (t) => [unique('dids_e164_key').on(t.e164)],
);

export const callScripts = pgTable(
  'call_scripts',
  {
    id: uuid('id').primaryKey(),
    departmentId: uuid('department_id')
      .notNull()
      .references(() => departments.id),
    number: integer('number').notNull(),
    /** The graph (`CallScript` of domain). A published version is never changed: a change is a new number. */
    graph: jsonb('graph').notNull(),
    /** Null: set up with the company. */
    publishedBy: uuid('published_by'),
    note: text('note').notNull().default(''),
    createdAt: createdAt(),
  },
  // why: the newest version of a department's script is read by every inbound call
  (t) => [
    unique('call_scripts_version_key').on(t.departmentId, t.number),
    index('call_scripts_latest_idx').on(t.departmentId, t.number.desc()),
  ],
);
