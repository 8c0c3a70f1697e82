import { reaches } from '@ringbase/domain';
import { z } from 'zod';
import { callSummary } from '../calls/call.js';
import { id, instant, page, pageQuery, personRef } from '../shared/primitives.js';
import { scriptSource } from './script-versions.js';

export const requestReplay = z.strictObject({ source: scriptSource, since: instant, until: instant });
export type RequestReplay = z.output<typeof requestReplay>;

export const replayStates = ['waiting', 'running', 'done', 'failed'] as const;
export const replayChanges = ['same', 'elsewhere', 'better', 'worse'] as const;

export const scriptReplay = z.object({
  id,
  since: z.string(),
  until: z.string(),
  state: z.enum(replayStates),
  failure: z.string().nullable(),
  /** Null: not counted yet. */
  total: z.int().nullable(),
  replayed: z.int(),
  counts: z.object({ same: z.int(), elsewhere: z.int(), better: z.int(), worse: z.int() }),
  /** How far calls got by the script that they ran on, and how far by this one; where there are any. */
  matrix: z.array(z.object({ before: z.enum(reaches), after: z.enum(reaches), calls: z.int() })),
  requestedBy: personRef,
  requestedAt: z.string(),
});
export type ScriptReplay = z.infer<typeof scriptReplay>;
export const scriptReplayList = z.object({ items: z.array(scriptReplay) });

/** Calls that would have gone as they went are counted and not listed. */
export const replayCallsQuery = z.object({ change: z.enum(['elsewhere', 'better', 'worse']).optional(), ...pageQuery });
export const replayedCall = z.object({
  change: z.enum(replayChanges),
  before: z.enum(reaches),
  after: z.enum(reaches),
  beforePerson: personRef.nullable(),
  afterPerson: personRef.nullable(),
  call: callSummary,
});
export type ReplayedCallRow = z.infer<typeof replayedCall>;
export const replayedCallPage = page(replayedCall);
