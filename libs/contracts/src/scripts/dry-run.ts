import { z } from 'zod';
import { traceStep } from '../calls/call.js';
import { id, instant } from '../shared/primitives.js';
import { blockId, plainText, seconds } from './script-primitives.js';
import { scriptSource } from './script-versions.js';

/** What the world is supposed to do while a script is tried. */
export const scriptSuppositions = z.strictObject({
  /** Who picks up when he is rung. */
  answers: z.array(id).max(100).default([]),
  /** After so many seconds of ringing. */
  answerSeconds: seconds(1, 120).default(5),
  /** Whether an outside number that the call is sent to is picked up. */
  numberAnswers: z.boolean().default(false),
  /** What the caller presses, by menu: nothing unless told. In a queue `1` asks to be called back. */
  digits: z.record(blockId, z.string().regex(/^[0-9*#]{0,4}$/)).default({}),
  /** What is answered, by HTTP block: null or nothing for a failure. */
  httpAnswers: z.record(blockId, z.record(z.string().max(60), plainText(500)).nullable()).default({}),
  /** Of the message that he leaves; 0: none. */
  messageSeconds: seconds(0, 600).default(10),
});

export const dryRun = z.strictObject({
  source: scriptSource,
  /** As anybody would type it; null: withheld. */
  caller: z.string().max(60).nullable(),
  /** A number of the department's; its first unless told. */
  dialled: z.string().max(60).optional(),
  /** When the call is supposed to come; now unless told. */
  at: instant.optional(),
  suppose: scriptSuppositions.prefault({}),
});
export type DryRun = z.output<typeof dryRun>;

export const walkEnds = ['talked', 'message', 'kept', 'hung-up', 'endless'] as const;
export const dryRunResult = z.object({
  end: z.object({ kind: z.enum(walkEnds), personId: id.nullable(), block: z.string().nullable() }),
  seconds: z.number(),
  /** The blocks that were passed, in order. */
  path: z.array(
    z.object({
      block: z.string(),
      kind: z.string(),
      afterSeconds: z.number(),
      words: z.string(),
      /** What the caller hears there. */
      heard: z.array(z.string()),
    }),
  ),
  trace: z.array(traceStep.omit({ at: true }).extend({ afterSeconds: z.number() })),
  /** What would be done beside the call. */
  effects: z.array(z.object({ block: z.string(), kind: z.string() })),
  /** The whole of it in three sentences, in the viewer's language. */
  why: z.array(z.string()),
});
export type DryRunResult = z.infer<typeof dryRunResult>;
