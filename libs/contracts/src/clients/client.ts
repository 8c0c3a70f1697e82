import { z } from 'zod';
import { id, page, pageQuery, personRef, text } from '../shared/primitives.js';

export const clientKinds = ['person', 'organisation'] as const;
export const phoneKinds = ['mobile', 'work', 'home', 'fax', 'other'] as const;

/** A telephone of a client. `e164` and `raw` are null for a viewer who may not see numbers; `masked` ("+7 ••• ••• 34") is always there. */
export const phone = z.object({
  id,
  contactId: id.nullable(),
  kind: z.enum(phoneKinds),
  e164: z.string().nullable(),
  raw: z.string().nullable(),
  masked: z.string(),
  extension: z.string().nullable(),
  dialable: z.boolean(),
});
export type Phone = z.infer<typeof phone>;

export const contact = z.object({ id, name: z.string(), post: z.string().nullable(), phones: z.array(phone) });

export const clientSummary = z.object({
  id,
  kind: z.enum(clientKinds),
  name: z.string(),
  owner: personRef.nullable(),
  openApplications: z.int(),
  lastContactAt: z.string().nullable(),
});
export const clientPage = page(clientSummary);
export const clientQuery = z.object({ q: z.string().max(200).optional(), ...pageQuery });

export const client = clientSummary.extend({
  email: z.string().nullable(),
  city: z.string().nullable(),
  phones: z.array(phone),
  contacts: z.array(contact),
});
export type Client = z.infer<typeof client>;

export const newClient = z.object({ kind: z.enum(clientKinds), name: text(200), phone: text(60).nullable().default(null) });
