import { recordingFailures, recordingKinds, recordingStates } from '@ringbase/domain';
import { z } from 'zod';
import { id } from '../shared/primitives.js';

export const recording = z.object({
  id,
  callId: id,
  kind: z.enum(recordingKinds),
  state: z.enum(recordingStates),
  failure: z.enum(recordingFailures).nullable(),
  nextAttemptAt: z.string().nullable(),
  channels: z.int().nullable(),
  durationSeconds: z.number().nullable(),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
  /** One array per channel, 0 to 1, for the waveform; null until stored. */
  peaks: z.array(z.array(z.number())).nullable(),
  startedAt: z.string(),
});
export type Recording = z.infer<typeof recording>;
