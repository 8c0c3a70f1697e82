import { spokenLanguages, unroutableReasons } from '@ringbase/domain';
import { z } from 'zod';
import { departmentRef, id, instant } from '../shared/primitives.js';

/** The PBX's own name of a call: the same in every word about it, and never used again. */
const pbxCallId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'is a text of 1 to 128 visible ASCII characters');
const extension = z.string().regex(/^[A-Za-z0-9._*#+-]{1,64}$/, 'is an extension of letters, digits and . _ * # + -');
/** A form's field that was left empty says nothing. */
const orNothing = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), shape.optional());

export const pbxRoute = z.object({
  callId: pbxCallId,
  /** The number that was dialled. */
  dialled: z.string().min(1, 'is missing').max(64),
  /** The caller's number as the PBX has it; empty when it is withheld. */
  caller: z.string().max(256).default(''),
});
export const pbxFormats = ['json', 'text'] as const;
export const pbxRouteQuery = pbxRoute.extend({ format: z.enum(pbxFormats).default('json') });

const target = z.object({
  kind: z.enum(['extension', 'mobile', 'browser', 'number']),
  extension: z.string().nullable(),
  address: z.string(),
  personId: id.nullable(),
  screened: z.boolean(),
});
/** What the PBX is to do, in order. */
export const pbxInstruction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string(), language: z.enum(spokenLanguages) }),
  z.object({ kind: z.literal('play'), sound: z.string() }),
  z.object({ kind: z.literal('ring'), targets: z.array(target), seconds: z.number(), record: z.boolean() }),
  z.object({ kind: z.literal('voicemail'), maxSeconds: z.number() }),
  z.object({ kind: z.literal('pause'), seconds: z.number() }),
  z.object({ kind: z.literal('hang-up') }),
  z.object({ kind: z.literal('reject') }),
  z.object({ kind: z.literal('ring-department'), extension: z.string().nullable(), instead: z.string() }),
]);

/** Who gets the call, as it was decided when it was first asked. */
export const pbxRouteAnswer = z.object({
  /** Ours; the PBX's own is enough to speak of it. */
  callId: id,
  application: z.object({ id, number: z.int(), url: z.string() }).nullable(),
  client: z.object({ id, name: z.string() }).nullable(),
  owner: z
    .object({
      id,
      name: z.string(),
      extension: z.string().nullable(),
      mobile: z.string().nullable(),
      routable: z.boolean(),
      /** Why not, the weightiest first; empty when calls reach him. */
      reasons: z.array(z.object({ code: z.enum(unroutableReasons), words: z.string() })),
    })
    .nullable(),
  department: departmentRef.extend({ extension: z.string().nullable() }),
  instructions: z.array(pbxInstruction),
});
export type PbxRouteAnswer = z.infer<typeof pbxRouteAnswer>;

export const pbxEvent = z.object({
  callId: pbxCallId,
  event: z.enum(['new', 'ringing', 'answer', 'hangup', 'transfer']),
  at: instant,
  /** The telephone that it is about; left out, it is the caller himself, or nobody knows whose. */
  extension: orNothing(extension),
  /** The PBX's own name of that telephone's leg, where it may ring more than once in a call. */
  leg: orNothing(pbxCallId),
  /** A Q.850 number, or a word of Asterisk's or FreeSWITCH's. */
  cause: orNothing(z.string().max(64)),
  /** Of a call that the PBX does not ask about: with them it is a line in the history all the same. */
  dialled: orNothing(z.string().max(64)),
  caller: orNothing(z.string().max(256)),
});
export type PbxEventBody = z.infer<typeof pbxEvent>;

export const pbxRecordingQuery = z.object({
  callId: pbxCallId,
  /** Tells several recordings of one call apart. */
  recording: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'is a name of letters, digits and . _ -')
    .default('1'),
  format: z.enum(pbxFormats).default('json'),
});
/** `absent`: the file holds no sound, since nobody was recorded. */
export const pbxRecording = z.object({
  id: id.nullable(),
  state: z.enum(['attached', 'absent']),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  durationSeconds: z.number().nullable(),
});
export type PbxRecording = z.infer<typeof pbxRecording>;
