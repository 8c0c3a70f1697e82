import { blockedCallerKinds, blockingLimits, blockOrigins } from '@ringbase/domain';
import { z } from 'zod';
import { departmentRef, id, instant, page, pageQuery, personRef, text } from '../shared/primitives.js';

export const blockedCaller = z.object({
  id,
  kind: z.enum(blockedCallerKinds),
  /** The number, or how it begins, as this viewer may see it: whole or masked; null of withheld callers. */
  shown: z.string().nullable(),
  /** Null: the whole company. */
  department: departmentRef.nullable(),
  /** In a person's words; null of a number that was blocked by itself, of which `rate` tells. */
  reason: z.string().nullable(),
  origin: z.enum(blockOrigins),
  /** So many calls came within so many minutes. */
  rate: z.object({ calls: z.int(), minutes: z.int() }).nullable(),
  blockedBy: personRef.nullable(),
  blockedAt: z.string(),
  /** Null: for good. */
  until: z.string().nullable(),
  endedBy: personRef.nullable(),
  endedAt: z.string().nullable(),
  /** Whether it still turns callers away. */
  state: z.enum(['live', 'over']),
  /** The call that it was made from, or began with. */
  callId: id.nullable(),
  /** Of the calls that the viewer may see: how many it has turned away, and when the last one came. */
  stoppedCalls: z.int(),
  lastStoppedAt: z.string().nullable(),
  /** Whether the viewer may end it. */
  mayEnd: z.boolean(),
});
export type BlockedCallerView = z.infer<typeof blockedCaller>;
export const blockedCallerPage = page(blockedCaller);
export const blockedCallerQuery = z.object({ state: z.enum(['live', 'over']).default('live'), ...pageQuery });

const block = {
  /** Null: the whole company. */
  departmentId: id.nullable().default(null),
  /** Null: for good. */
  until: instant.nullable().default(null),
  reason: text(200),
};
/** The number of a call is blocked by the call's id: who may not see it can still block it. */
export const blockCaller = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: text(60), ...block }),
  z.object({ kind: z.literal('call'), callId: id, ...block }),
  z.object({ kind: z.literal('prefix'), prefix: text(60), ...block }),
  z.object({ kind: z.literal('withheld'), ...block }),
]);
export type BlockCaller = z.output<typeof blockCaller>;

const within = ([least, most]: readonly [number, number]) => z.int().min(least).max(most);
/** When a number is blocked by itself: more than `rateCalls` calls within `rateMinutes` minutes, for `rateBlockMinutes` minutes. */
export const blockingSettings = z.object({
  rateEnabled: z.boolean(),
  rateCalls: within(blockingLimits.rateCalls),
  rateMinutes: within(blockingLimits.rateMinutes),
  rateBlockMinutes: within(blockingLimits.rateBlockMinutes),
  /** Numbers of known clients, too. */
  rateKnownClients: z.boolean(),
});
export type BlockingSettingsView = z.infer<typeof blockingSettings>;
