import { z } from 'zod';
import { between, makePrng } from './prng.js';

const range = z
  .strictObject({ min: z.number().int().min(0), max: z.number().int().min(0) })
  .refine((r) => r.min <= r.max, 'min is above max');
const probability = z.number().min(0).max(1);

export const mediaFailures = [
  '404-for-a-while',
  '404',
  '401',
  '429',
  '500',
  'html',
  'empty',
  'truncated',
  'hang',
  'slow',
  'redirect',
  'gigantic',
] as const;
export const webhookKinds = ['voice', 'status', 'recording', 'conference'] as const;
export type WebhookKind = (typeof webhookKinds)[number];

export const faultsSchema = z.strictObject({
  seed: z.number().int().default(1),
  /** How many copies of each webhook are sent at once. */
  duplicate: range.default({ min: 1, max: 1 }),
  /** Callbacks of one call may overtake each other. */
  reorder: z.boolean().default(false),
  reorderWindowMs: z.number().int().min(0).default(2_000),
  delayProbability: probability.default(0),
  delayMs: range.default({ min: 0, max: 0 }),
  /** Callbacks only: the webhook a caller waits for is never dropped. */
  dropProbability: probability.default(0),
  only: z.array(z.enum(webhookKinds)).default([...webhookKinds]),
  media: z
    .strictObject({
      failures: z.union([z.enum(mediaFailures), z.array(z.enum(mediaFailures)).min(1)]),
      count: z.number().int().min(1).default(3),
      probability: probability.default(1),
    })
    .nullable()
    .default(null),
  rest: z.strictObject({ loseAnswerProbability: probability.default(0) }).default({ loseAnswerProbability: 0 }),
  /** The provider lets a Dial ring up to five seconds longer than its timeout. https://www.twilio.com/docs/voice/twiml/dial#timeout */
  dialTimeoutExtraMs: range.default({ min: 0, max: 0 }),
  /** How long the losers of a race keep ringing after somebody answered; whoever picks up within it is hung up on. *unverified* */
  cancelLagMs: z.number().int().min(0).default(0),
  /** How long a finished recording is processed before its callback. *unverified* */
  recordingDelayMs: range.default({ min: 0, max: 0 }),
});
export type Faults = z.infer<typeof faultsSchema>;

export const noFaults: Faults = faultsSchema.parse({});

export interface WebhookFate {
  copies: number;
  delayMs: number;
  reorderMs: number | null;
  drop: boolean;
  applied: string[];
}

/** What happens to one webhook. `key` names it the same way in every run (call's number, kind, sequence), so a seed replays. */
export function decideFate(faults: Faults, kind: WebhookKind, key: string): WebhookFate {
  const fate: WebhookFate = { copies: 1, delayMs: 0, reorderMs: null, drop: false, applied: [] };
  if (!faults.only.includes(kind)) return fate;
  const random = makePrng(faults.seed, `${kind}:${key}`);
  const [dropRoll, delayRoll, delayLength, reorderRoll] = [random(), random(), random(), random()];
  fate.copies = Math.max(1, between(random, faults.duplicate.min, faults.duplicate.max));
  if (fate.copies > 1) fate.applied.push(`duplicate×${fate.copies}`);
  if (kind === 'voice') return fate;
  if (dropRoll < faults.dropProbability) return { ...fate, drop: true, applied: ['drop'] };
  if (delayRoll < faults.delayProbability) {
    fate.delayMs = between(() => delayLength, faults.delayMs.min, faults.delayMs.max);
    fate.applied.push(`delay ${fate.delayMs} ms`);
  }
  if (faults.reorder) {
    fate.reorderMs = Math.floor(reorderRoll * faults.reorderWindowMs);
    fate.applied.push(`reorder ${fate.reorderMs} ms`);
  }
  return fate;
}
