import { z } from 'zod';
import { callback } from '../callbacks/callback.js';
import { callActEntry, callSummary, traceStep } from '../calls/call.js';
import { personRef } from '../shared/primitives.js';

const entry = { id: z.string(), at: z.string(), actor: personRef.nullable() };

/** One line of an application's history, newest first. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('comment'), ...entry, text: z.string() }),
  z.object({
    kind: z.literal('change'),
    ...entry,
    field: z.enum(['created', 'status', 'owner', 'important', 'title', 'type', 'amount']),
    /** Words for owner, type, title; codes for status; the console renders by field. */
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  z.object({ kind: z.literal('call'), ...entry, call: callSummary, trace: z.array(traceStep), acts: z.array(callActEntry) }),
  z.object({ kind: z.literal('callback'), ...entry, callback }),
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const timeline = z.object({ items: z.array(timelineEntry), next: z.string().nullable() });
export type Timeline = z.infer<typeof timeline>;
