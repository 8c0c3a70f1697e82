import { chosenStatuses, deviceKinds, presenceStatuses, unroutableReasons } from '@ringbase/domain';
import { z } from 'zod';
import { id, instant, text } from '../shared/primitives.js';

export { type UnroutableReason, unroutableReasons } from '@ringbase/domain';

export const presence = z.object({
  personId: id,
  /** What colleagues see. */
  status: z.enum(presenceStatuses),
  since: z.string(),
  chosen: z.object({ status: z.enum(chosenStatuses), reason: z.string().nullable(), until: z.string().nullable(), at: z.string() }),
  wrapUpUntil: z.string().nullable(),
  /** The call that is wrapped up. */
  wrapUpCallId: id.nullable(),
  /** The calls he is on, the earliest first. */
  calls: z.array(z.object({ callId: id, since: z.string() })),
  /** On how many he can be at once. */
  simultaneousCalls: z.number().int(),
  routable: z.boolean(),
  /** In order of weight; empty when routable. */
  reasons: z.array(z.enum(unroutableReasons)),
  /** Out of hours: when the first of his departments opens again. */
  opensAt: z.string().nullable(),
  devices: z.array(z.object({ id, kind: z.enum(deviceKinds), routable: z.boolean(), reason: z.enum(unroutableReasons).nullable() })),
});
export type Presence = z.infer<typeof presence>;

export const choosePresence = z.object({
  status: z.enum(chosenStatuses),
  reason: text(120).nullable().default(null),
  until: instant.nullable().default(null),
});
export type ChoosePresence = z.infer<typeof choosePresence>;
