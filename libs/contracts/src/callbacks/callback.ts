import { callbackOrigins, callbackStates, passingReasons } from '@ringbase/domain';
import { z } from 'zod';
import { applicationRef, clientRef, departmentRef, id, instant, page, pageQuery, personRef, text } from '../shared/primitives.js';

/** A promised callback: a reminder, a missed call, a voice message or a kept place in the queue, owned and due; or a call of mine that another has answered, to look at. */
export const callback = z.object({
  id,
  origin: z.enum(callbackOrigins),
  state: z.enum(callbackStates),
  owner: personRef.nullable(),
  department: departmentRef.nullable(),
  client: clientRef.nullable(),
  /** Whom to ask for: the client's name, also where the client is another's and this promise was passed on; null: not in the base, or hidden. */
  clientName: z.string().nullable(),
  /** The client is another's and may not be named here. */
  clientHidden: z.boolean(),
  application: applicationRef.nullable(),
  callId: id.nullable(),
  recordingId: id.nullable(),
  /** To dial with one click; null for a caller who withheld his number, and for a telephone that is another's client's. */
  phoneId: id.nullable(),
  callerShown: z.string().nullable(),
  dueAt: z.string(),
  /** Until when it is kept in time; null: it is nobody's but my own, or was made this second. */
  keepBy: z.string().nullable(),
  /** From whom it came to its owner, and why. */
  passed: z.object({ from: personRef.nullable(), reason: z.enum(passingReasons), at: z.string() }).nullable(),
  /** Who talked, in a review. */
  answeredBy: z.string().nullable(),
  timeZone: z.string(),
  firedAt: z.string().nullable(),
  note: z.string().nullable(),
  createdAt: z.string(),
});
export type Callback = z.infer<typeof callback>;
export const callbackPage = page(callback);
export const callbackQuery = z.object({
  state: z.enum(callbackStates).optional(),
  applicationId: id.optional(),
  /** Due at this moment or before it. */
  dueBefore: instant.optional(),
  /** Told of at this moment or after it: the latest first, and one page of them. */
  firedAfter: instant.optional(),
  mine: z.stringbool().optional(),
  /** Reviews alone, or everything else; both unless told. */
  kind: z.enum(['promise', 'review']).optional(),
  ...pageQuery,
});
/** On an application or on a client. */
export const createReminder = z
  .object({
    applicationId: id.nullable().default(null),
    clientId: id.nullable().default(null),
    dueAt: instant,
    timeZone: z.string().max(64),
    note: text(1000).nullable().default(null),
  })
  .refine((reminder) => (reminder.applicationId === null) !== (reminder.clientId === null), 'name an application or a client, not both');
export type CreateReminder = z.infer<typeof createReminder>;
export const snoozeCallback = z.object({ until: instant });
