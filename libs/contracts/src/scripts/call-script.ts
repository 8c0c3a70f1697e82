import {
  builtInSounds,
  type CallScript,
  httpMethods,
  notifyWhoms,
  queueWhoms,
  ringStrategies,
  ringWhoms,
  taskWhoms,
} from '@ringbase/domain';
import { z } from 'zod';
import { id } from '../shared/primitives.js';
import { scriptCondition } from './script-condition.js';
import { blockId, e164, nameOfVariable, plainText, seconds, words } from './script-primitives.js';

/** The lists that a script is written from, for whoever draws its forms. */
export {
  builtInSounds,
  callerKinds,
  givenVariables,
  httpMethods,
  notifyWhoms,
  queueWhoms,
  ringStrategies,
  ringWhoms,
  spokenLanguages,
  taskWhoms,
  variableTests,
} from '@ringbase/domain';

export const MOST_BLOCKS = 200;
export const MOST_SCRIPT_BYTES = 60_000;
/** So deep may JSON lie in JSON: far deeper than anybody writes by hand. */
const DEEPEST = 24;

const sound = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('built-in'), name: z.enum(builtInSounds) }),
  z.strictObject({ kind: z.literal('uploaded'), soundId: id }),
]);
const next = blockId;
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, 'must be the name of a header');
const url = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s/?#]+[^\s]*$/, 'must be an address that begins with https://');

const block = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('switch-owner'),
      cases: z.strictObject({
        available: next,
        busy: next,
        'on-call': next,
        'wrap-up': next,
        break: next,
        away: next,
        offline: next,
        none: next,
      }),
    }),
    z.strictObject({ kind: z.literal('condition'), when: scriptCondition, yes: next, no: next }),
    z.strictObject({
      kind: z.literal('switch'),
      on: nameOfVariable,
      cases: z
        .array(z.strictObject({ equals: plainText(200), next }))
        .max(50)
        .readonly(),
      otherwise: next,
    }),
    z.strictObject({ kind: z.literal('set-variable'), name: nameOfVariable, value: plainText(500), next }),
    z.strictObject({
      kind: z.literal('http-request'),
      method: z.enum(httpMethods),
      url,
      headers: z.record(headerName, plainText(500)),
      body: z.unknown().refine((value): boolean => value !== undefined, 'must be JSON, null for none'),
      answer: z.record(nameOfVariable, plainText(200)),
      seconds: seconds(1, 20),
      next,
      failed: next,
    }),
    z.strictObject({ kind: z.literal('say'), words, next }),
    z.strictObject({ kind: z.literal('play'), sound, next }),
    z.strictObject({
      kind: z.literal('menu'),
      words,
      choices: z.record(z.string().regex(/^[0-9*#]{1,4}$/, 'must be one to four of 0–9, * and #'), next),
      seconds: seconds(1, 30),
      tries: z.int().min(1).max(5),
      noInput: next,
      wrong: next,
    }),
    z.strictObject({
      kind: z.literal('ring'),
      whom: z.enum(ringWhoms),
      personId: id.optional(),
      strategy: z.enum(ringStrategies).optional(),
      seconds: seconds(5, 120),
      next,
    }),
    z.strictObject({
      kind: z.literal('queue'),
      whom: z.enum(queueWhoms),
      strategy: z.enum(ringStrategies).optional(),
      music: sound,
      ringSeconds: seconds(5, 60),
      seconds: seconds(10, 3600),
      mostWaiting: z.int().min(1).max(500),
      callback: z.boolean(),
      next,
      full: next,
    }),
    z.strictObject({ kind: z.literal('voicemail'), greeting: words, maxSeconds: seconds(5, 600), next }),
    z.strictObject({ kind: z.literal('transfer'), number: e164, seconds: seconds(5, 120), next }),
    z.strictObject({ kind: z.literal('create-application'), title: plainText(200), typeId: id.nullable(), next }),
    z.strictObject({
      kind: z.literal('create-task'),
      whom: z.enum(taskWhoms),
      personId: id.optional(),
      note: plainText(1000),
      dueInMinutes: z.int().min(0).max(43_200),
      next,
    }),
    z.strictObject({ kind: z.literal('notify'), whom: z.enum(notifyWhoms), personId: id.optional(), text: plainText(1000), next }),
    z.strictObject({ kind: z.literal('go-to'), block: next }),
    z.strictObject({ kind: z.literal('hang-up') }),
  ])
  .meta({ id: 'ScriptBlock' });

const graph = z
  .strictObject({
    format: z.literal(1),
    start: blockId,
    blocks: z.record(blockId, block).refine((blocks) => {
      const count = Object.keys(blocks).length;
      return count >= 1 && count <= MOST_BLOCKS;
    }, `must be 1 to ${MOST_BLOCKS} blocks`),
  })
  .meta({ id: 'CallScript' });

/**
 * A call script as it comes from outside: every block and key is known, every text and number bounded. Whether it holds together as a graph is
 * `validateScript`'s to say, since a draft need not yet.
 */
export const callScript = z.preprocess((value, context) => {
  const fault = depthOf(value) > DEEPEST ? 'is nested too deeply' : bytesOf(value) > MOST_SCRIPT_BYTES ? 'must be 60 kB at most' : null;
  if (fault === null) return value;
  context.addIssue(fault);
  return z.NEVER;
}, graph);

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length;
}

/** Without recursion: what comes from outside may be nested as deeply as its length allows. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [value]; level.length > 0 && depth <= DEEPEST; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return depth;
}

/** Does not compile when the shape and the interpreter's type part. */
type Fits<A extends B, B> = A;
export type ShapeOfScript = Fits<Fits<z.output<typeof graph>, CallScript>, CallScript>;
export type TypeOfScript = Fits<CallScript, z.output<typeof graph>>;
