import { DomainError, type Plan, type PlayedSound, plans, type RecordingKind, recordingKinds } from '@ringbase/domain';
import { z } from 'zod';

/** What a static answer does when its instruction is over. */
export const staticNexts = ['voicemail', 'hang-up'] as const;
export type StaticNext = (typeof staticNexts)[number];

export const callStepKinds = ['ring', 'screen', 'screen-answer', 'voicemail', 'menu', 'continue', 'join', 'left'] as const;
export type CallStepKind = (typeof callStepKinds)[number];

/**
 * A step of a call. `next` and `departmentId` make a static plan's step answerable from its URL alone. `attached`: the leg that asks is a call of its own at
 * the provider, and belongs to the call that is named here. `again`: so often it could not be answered in time; of a ring it is asked again only where both
 * sides have talked.
 */
export type CallStepUrl = {
  kind: CallStepKind;
  callId: string;
  step: number;
  plan: Plan;
  intentId: string | null;
  next: StaticNext | null;
  departmentId: string | null;
  attached?: boolean;
  again?: number;
};
/** The step that a dialled manager picks up into: his call has no id before the provider makes it, so the intent stands for it. */
export type DialUrl = { kind: 'dial'; intentId: string };
export type StepUrl = CallStepUrl | DialUrl;
/** `plan`: of a telephone that a static answer rings. It tells that the caller was given that answer, which no message does before the Dial is over. */
export type StatusUrl = { callId: string | null; step: number | null; intentId: string | null; attached?: boolean; plan?: 'static' };
export type RecordingUrl = { callId: string; step: number; recordingKind: RecordingKind; attached?: boolean };
/** Where a conference of the call is told of, whichever leg a message is about. */
export type ConferenceUrl = { callId: string; step: number };

/**
 * Asked again when we are down or slow, and soon: the caller is listening to silence meanwhile.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const voiceRetries = '#ct=1500&rt=4000&rc=2&rp=5xx,ct,rt';
/** Nobody waits for these; the reconciler tells what is lost all the same. */
const callbackRetries = '#rc=3&rp=5xx,ct,rt';

export function buildStepUrl(publicUrl: string, url: StepUrl): string {
  const query =
    url.kind === 'dial'
      ? { kind: url.kind, intent: url.intentId }
      : {
          kind: url.kind,
          call: url.callId,
          step: url.step,
          plan: url.plan,
          intent: url.intentId,
          next: url.next,
          department: url.departmentId,
          joined: joinedOf(url),
          again: url.again ?? null,
        };
  return build(publicUrl, '/twilio/voice/step', query) + voiceRetries;
}

export function buildStatusUrl(publicUrl: string, url: StatusUrl): string {
  const { callId: call, step, plan = null, intentId: intent } = url;
  return build(publicUrl, '/twilio/status', { call, step, plan, intent, joined: joinedOf(url) }) + callbackRetries;
}

export function buildRecordingUrl(publicUrl: string, url: RecordingUrl): string {
  return (
    build(publicUrl, '/twilio/recording', { call: url.callId, step: url.step, kind: url.recordingKind, joined: joinedOf(url) }) +
    callbackRetries
  );
}

export function buildConferenceUrl(publicUrl: string, url: ConferenceUrl): string {
  return build(publicUrl, '/twilio/conference', { call: url.callId, step: url.step }) + callbackRetries;
}

/** Where a leg that is to join the call's conference asks and tells: one of the call's own, or one that is made for it. */
export function joinUrlsOf(publicUrl: string, at: { callId: string; step: number; attached: boolean }): { url: string; statusUrl: string } {
  const { callId, step, attached } = at;
  return {
    url: buildStepUrl(publicUrl, {
      kind: 'join',
      callId,
      step,
      plan: 'script',
      intentId: null,
      next: null,
      departmentId: null,
      attached,
    }),
    statusUrl: buildStatusUrl(publicUrl, { callId, step, intentId: null, attached }),
  };
}

/** Where a recording of the conversation that was begun in the middle of a call is told of, whichever leg carries it. */
export function recordingUrlOf(publicUrl: string, { callId, step }: { callId: string; step: number }): string {
  return buildRecordingUrl(publicUrl, { callId, step, recordingKind: 'conversation', attached: true });
}

/** Where a caller who waits asks what comes next, as if nothing had been pressed: he is sent there out of the middle of the music. */
export function waitUrlOf(publicUrl: string, { callId, step }: { callId: string; step: number }): string {
  return buildStepUrl(publicUrl, { kind: 'menu', callId, step, plan: 'script', intentId: null, next: null, departmentId: null });
}

/** Where the provider fetches what a caller is played: a sound that ships, or one of the company's, by its id. */
export function soundUrlOf(publicUrl: string, sound: PlayedSound): string {
  return build(publicUrl, `/twilio/sounds/${sound.kind === 'built-in' ? sound.name : sound.soundId}.wav`, {});
}

/** Where the provider asks what somebody hears who waits or is held: one of the company's sounds, again and again. */
export function musicUrlOf(publicUrl: string, soundId: string): string {
  return build(publicUrl, `/twilio/sounds/${soundId}.xml`, {});
}

/** Where the provider asks and tells about the call of a click. */
export function dialUrlsOf(publicUrl: string, intentId: string): { url: string; statusUrl: string } {
  return {
    url: buildStepUrl(publicUrl, { kind: 'dial', intentId }),
    statusUrl: buildStatusUrl(publicUrl, { callId: null, step: null, intentId }),
  };
}

const joinedOf = ({ attached }: { attached?: boolean }): string | null => (attached ? '1' : null);

function build(publicUrl: string, path: string, query: Record<string, string | number | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) search.set(name, String(value));
  const text = search.toString();
  return publicUrl.replace(/\/+$/, '') + path + (text === '' ? '' : `?${text}`);
}

const id = z.uuid();
const step = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const joined = z
  .literal('1')
  .optional()
  .transform((value) => value !== undefined);
const optional = <T extends z.ZodType>(shape: T) => shape.optional().transform((value) => value ?? null);

const stepQuery = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dial'), intent: id }),
  z.object({
    kind: z.enum(callStepKinds),
    call: id,
    step,
    plan: z.enum(plans),
    intent: optional(id),
    next: optional(z.enum(staticNexts)),
    department: optional(id),
    joined,
    again: z
      .string()
      .regex(/^[1-9]\d?$/)
      .transform(Number)
      .optional(),
  }),
]);
const statusQuery = z.object({
  call: optional(id),
  step: optional(step),
  plan: z.literal('static').optional(),
  intent: optional(id),
  joined,
});
const recordingQuery = z.object({ call: id, step, kind: z.enum(recordingKinds), joined });
const conferenceQuery = z.object({ call: id, step });

/** `originalUrl`: path and query, or a whole URL. */
export function parseStepUrl(originalUrl: string): StepUrl {
  const query = read(originalUrl, stepQuery);
  if (query.kind === 'dial') return { kind: 'dial', intentId: query.intent };
  const { kind, call, plan, next, intent, department, again } = query;
  return {
    kind,
    callId: call,
    step: query.step,
    plan,
    intentId: intent,
    next,
    departmentId: department,
    ...attachedOf(query),
    ...(again === undefined ? {} : { again }),
  };
}

export function parseStatusUrl(originalUrl: string): StatusUrl {
  const query = read(originalUrl, statusQuery);
  const { call, plan, intent } = query;
  return { callId: call, step: query.step, intentId: intent, ...attachedOf(query), ...(plan === undefined ? {} : { plan }) };
}

export function parseRecordingUrl(originalUrl: string): RecordingUrl {
  const query = read(originalUrl, recordingQuery);
  return { callId: query.call, step: query.step, recordingKind: query.kind, ...attachedOf(query) };
}

export function parseConferenceUrl(originalUrl: string): ConferenceUrl {
  const query = read(originalUrl, conferenceQuery);
  return { callId: query.call, step: query.step };
}

const attachedOf = (query: { joined: boolean }): { attached?: true } => (query.joined ? { attached: true } : {});

/**
 * The step of a static plan, to be answered without the database; null for a step of the script or a URL that is not ours.
 * Never throws: it is asked when everything else has failed.
 */
export function parseStaticStep(originalUrl: string): CallStepUrl | null {
  try {
    const url = parseStepUrl(originalUrl);
    return url.kind !== 'dial' && url.plan === 'static' ? url : null;
  } catch {
    return null;
  }
}

function read<T extends z.ZodType>(originalUrl: string, shape: T): z.output<T> {
  const query = Object.fromEntries(new URL(originalUrl, 'http://ringbase.invalid').searchParams);
  const result = shape.safeParse(query);
  if (!result.success)
    throw new DomainError('INVALID', 'This address was not made by us.', {
      fields: result.error.issues.map((issue) => issue.path.join('.')),
    });
  return result.data;
}
