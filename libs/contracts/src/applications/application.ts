import { applicationStatuses } from '@ringbase/domain';
import { z } from 'zod';
import { clientKinds, phone } from '../clients/client.js';
import { clientRef, departmentRef, id, money, page, pageQuery, personRef, text } from '../shared/primitives.js';

export const applicationStatus = z.enum(applicationStatuses);
export const applicationType = z.object({ id, name: z.string(), colour: z.string().regex(/^#[0-9a-f]{6}$/) });
export type ApplicationType = z.infer<typeof applicationType>;
export const applicationTypeList = z.object({ items: z.array(applicationType) });

/** A row of the list. */
export const applicationSummary = z.object({
  id,
  number: z.int(),
  title: z.string(),
  status: applicationStatus,
  important: z.boolean(),
  type: applicationType.nullable(),
  client: clientRef,
  department: departmentRef,
  owner: personRef.nullable(),
  amount: money.nullable(),
  createdAt: z.string(),
  touchedAt: z.string(),
  nextReminderAt: z.string().nullable(),
});
export type ApplicationSummary = z.infer<typeof applicationSummary>;
export const applicationPage = page(applicationSummary);

export const applicationSorts = ['touched', 'created', 'number', 'amount'] as const;
const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : String(value).split(',')),
    z.array(item).max(20).optional(),
  );
export const applicationQuery = z.object({
  /** Name of a client, title, application number, or a whole phone number. */
  q: z.string().max(200).optional(),
  status: list(applicationStatus),
  open: z.stringbool().optional(),
  important: z.stringbool().optional(),
  ownerId: id.optional(),
  /** Only those without an owner. */
  unassigned: z.stringbool().optional(),
  departmentId: id.optional(),
  clientId: id.optional(),
  sort: z.enum(applicationSorts).default('touched'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...pageQuery,
});
export type ApplicationQuery = z.infer<typeof applicationQuery>;

/** The card: what stands on the screen as the call is picked up. */
export const application = applicationSummary.extend({
  /** Send it back with a change: somebody else's change in between is a CONFLICT, nothing is overwritten. */
  version: z.int(),
  clientKind: z.enum(clientKinds),
  contact: z.object({ id, name: z.string(), post: z.string().nullable() }).nullable(),
  phones: z.array(phone),
  source: z.string().nullable(),
  paid: money.nullable(),
  note: z.string().nullable(),
});
export type Application = z.infer<typeof application>;

export const createApplication = z.object({
  clientId: id.nullable().default(null),
  /** Without a client: he is made, too. */
  newClient: z
    .object({ kind: z.enum(clientKinds), name: text(200), phone: text(60).nullable().default(null) })
    .nullable()
    .default(null),
  departmentId: id,
  title: text(200),
  typeId: id.nullable().default(null),
  note: text(4000).nullable().default(null),
});
export type CreateApplication = z.infer<typeof createApplication>;

export const changeApplication = z.object({
  version: z.int(),
  status: applicationStatus.optional(),
  important: z.boolean().optional(),
  title: text(200).optional(),
  ownerId: id.nullable().optional(),
  typeId: id.nullable().optional(),
  amount: money.nullable().optional(),
});
export type ChangeApplication = z.infer<typeof changeApplication>;

export const addComment = z.object({ text: text(8000) });
export const applicationCount = z.object({ unassigned: z.int(), newToMe: z.int() });
