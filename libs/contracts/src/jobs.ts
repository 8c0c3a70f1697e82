import { z } from 'zod';
import { id } from './shared/primitives.js';

/** Work that is due now. When it is due stands in the database; a job lost with its queue is found again by its row. */
export const jobs = {
  'recordings.fetch': { payload: z.object({ recordingId: id }), attempts: 1 },
  'calls.settle': { payload: z.object({ callId: id }), attempts: 1 },
  'calls.dial': { payload: z.object({ intentId: id }), attempts: 1 },
  'queue.serve': { payload: z.object({}), attempts: 1 },
  'scripts.effects': { payload: z.object({}), attempts: 1 },
  'scripts.replays': { payload: z.object({}), attempts: 1 },
  'reconciliation.run': { payload: z.object({ runId: id, since: z.string() }), attempts: 1 },
} as const;
export type JobName = keyof typeof jobs;
