import { askModes, callDirections, callOutcomes, callStates, controlEventKinds, legOutcomes, legRoles, legStates } from '@ringbase/domain';
import { z } from 'zod';
import { application, applicationSummary } from '../applications/application.js';
import { recording } from '../recordings/recording.js';
import { applicationRef, clientRef, departmentRef, id, page, pageQuery, personRef, text } from '../shared/primitives.js';

/** One step of why a call went where it went; `reason` and `facts` are put into words by the console. */
export const traceStep = z.object({
  at: z.string(),
  step: z.int(),
  block: z.string(),
  kind: z.string(),
  reason: z.string(),
  facts: z.record(z.string(), z.unknown()),
});
export type TraceStep = z.infer<typeof traceStep>;

export const leg = z.object({
  id,
  role: z.enum(legRoles),
  person: personRef.nullable(),
  device: z.enum(['browser', 'sip', 'mobile']).nullable(),
  state: z.enum(legStates),
  outcome: z.enum(legOutcomes).nullable(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

export const callSummary = z.object({
  id,
  direction: z.enum(callDirections),
  state: z.enum(callStates),
  outcome: z.enum(callOutcomes).nullable(),
  department: departmentRef.nullable(),
  client: clientRef.nullable(),
  application: applicationRef.nullable(),
  /** The other side's number as this viewer may see it: whole, masked, or the words `withheld`, `unknown`. */
  callerShown: z.string(),
  dialled: z.string(),
  intended: personRef.nullable(),
  answeredBy: personRef.nullable(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  ringSeconds: z.number().nullable(),
  talkSeconds: z.number().nullable(),
  recordings: z.array(recording),
});
export type CallSummary = z.infer<typeof callSummary>;
export const callPage = page(callSummary);
export const callQuery = z.object({
  applicationId: id.optional(),
  clientId: id.optional(),
  /** Calls that this block has turned away. */
  blockedCallerId: id.optional(),
  outcome: z.enum(callOutcomes).optional(),
  direction: z.enum(callDirections).optional(),
  unassigned: z.stringbool().optional(),
  ...pageQuery,
});

/** What people have done with a call, in order: `gap` is what its recording leaves out, in seconds, once it is recorded again. */
export const callActEntry = z.object({
  at: z.string(),
  kind: z.enum([...controlEventKinds, 'joined']),
  person: personRef.nullable(),
  to: z.string().nullable(),
  mode: z.enum(askModes).nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  gap: z.number().nullable(),
});
export type CallActEntry = z.infer<typeof callActEntry>;

export const call = callSummary.extend({
  legs: z.array(leg),
  trace: z.array(traceStep),
  why: z.array(z.string()),
  acts: z.array(callActEntry),
  version: z.int(),
});
export type Call = z.infer<typeof call>;

/**
 * The screen pop. While it rings a colleague is shown the client, the application's number and its owner only (`application` null, `applicationRef` there);
 * who answered, or may see it anyway, gets the application whole.
 */
export const callCard = z.object({
  callId: id,
  state: z.enum(callStates),
  direction: z.enum(callDirections),
  department: departmentRef.nullable(),
  dialled: z.string(),
  callerShown: z.string(),
  /** Fill-in for a new application (B3): null when masked or withheld. */
  callerNumber: z.string().nullable(),
  client: clientRef.nullable(),
  applicationRef: applicationRef.extend({ owner: personRef.nullable() }).nullable(),
  application: application.nullable(),
  /** Other applications the caller may mean, best first; only those the viewer may see. */
  candidates: z.array(applicationSummary),
  lastContactAt: z.string().nullable(),
  reason: z.string(),
  ringing: z.boolean(),
  /** Who wants to hand it on to me, and how; null: nobody, it rings by its route. */
  askedBy: personRef.extend({ mode: z.enum(askModes) }).nullable(),
  claimedByMe: z.boolean(),
  /** When my claim lapses unless its telephone picks up by then; null without one, and once it has. */
  claimedUntil: z.string().nullable(),
  /** Set when the race is lost: "taken by …". */
  takenBy: personRef.nullable(),
  startedAt: z.string(),
});
export type CallCard = z.infer<typeof callCard>;

/** `tab` names the browser tab which accepts; the card opens there and nowhere else. */
export const claimCall = z.object({ tab: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) });
export const chooseCandidate = z.object({ applicationId: id });
/** B3: the caller's number is filled in from the call. */
export const applicationFromCall = z.object({ title: text(200), clientName: text(200), clientId: id.nullable().default(null) });

/** Click-to-call. By the phone's id, never by a number. */
export const dialPhone = z.object({ applicationId: id.nullable().default(null), callbackId: id.nullable().default(null), key: id });
export const dialStates = ['waiting', 'dialling', 'dialled', 'failed', 'refused'] as const;
export const dialIntent = z.object({
  id,
  state: z.enum(dialStates),
  reason: z.string().nullable(),
  callId: id.nullable(),
  /** The provider's name of the leg that rings at my telephone: by it a browser knows the ring of its own click. */
  providerCallId: z.string().nullable(),
  requestedAt: z.string(),
});
export type DialIntent = z.infer<typeof dialIntent>;
