import { differenceCauses, differenceKinds, differenceStates } from '@ringbase/domain';
import { z } from 'zod';
import { id, page, pageQuery, personRef, text } from '../shared/primitives.js';

/** One thing that the provider and our rows did not agree on. */
export const difference = z.object({
  id,
  runId: id,
  kind: z.enum(differenceKinds),
  provider: z.string(),
  /** The provider's own id of the call, recording, conference or click that it is about. */
  providerId: z.string(),
  callId: id.nullable(),
  /** Why it could come about. */
  cause: z.enum(differenceCauses),
  state: z.enum(differenceStates),
  repaired: z.boolean(),
  foundAt: z.string(),
  /** Who repaired or dismissed it; null of one that was repaired by itself. */
  closedBy: personRef.nullable(),
  closedAt: z.string().nullable(),
  note: z.string().nullable(),
});
export type Difference = z.infer<typeof difference>;
export const differencePage = page(difference);
export const differenceQuery = z.object({
  state: z.enum(differenceStates).optional(),
  kind: z.enum(differenceKinds).optional(),
  cause: z.enum(differenceCauses).optional(),
  ...pageQuery,
});
/** Why nothing has to be done about it. */
export const dismissDifference = z.object({ note: text(1000) });

export const reconciliation = z.object({
  id,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Of a nightly look: its day, in the company's time zone. */
  night: z.string().nullable(),
  callsSeen: z.int(),
  recordingsSeen: z.int(),
  conferencesSeen: z.int(),
  queuesSeen: z.int(),
  differences: z.array(difference.omit({ closedBy: true })),
});
export type Reconciliation = z.infer<typeof reconciliation>;
export const reconciliationList = z.object({ items: z.array(reconciliation) });
export const runReconciliation = z.object({ since: z.string().optional() });

/** Why something of a night is not as it should be, how often, and up to twenty of them. */
export const proofReason = z.object({
  of: z.enum(['call', 'recording']),
  reason: z.string(),
  count: z.int(),
  sample: z.array(z.object({ id, callId: id })),
});
/** What a night's look at the last week leaves behind. */
export const proof = z.object({
  /** Its day in the company's time zone. */
  night: z.string(),
  since: z.string(),
  until: z.string(),
  computedAt: z.string(),
  calls: z.int(),
  /** Calls without a line in the history, or without an end. */
  callsUnwritten: z.int(),
  recordings: z.int(),
  /** Recordings in no final state. */
  recordingsUnsettled: z.int(),
  /** What that look found. */
  differences: z.int(),
  /** What needed a person then. */
  differencesOpen: z.int(),
  reasons: z.array(proofReason),
});
export type Proof = z.infer<typeof proof>;
export const proofList = z.object({ items: z.array(proof) });
