import { z } from 'zod';
import type { Leg, StatusCallback } from '../calls/leg.js';
import { addLeg, endLeg } from '../calls/leg-life.js';
import { runCall } from '../calls/run-program.js';
import type { DocumentSource } from '../calls/running.js';
import { startRecording } from '../recordings/start-recording.js';
import { pitchOf } from '../recordings/wav.js';
import { noteWarning, type World } from '../world.js';
import { eventsOf, isHttpUrl, many, method, parseForm } from './form.js';
import { queueCall } from './place-call.js';
import { RestProblem } from './problem.js';

/** Parameters of "create a call". https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
const createSchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  Url: z.string().optional(),
  Twiml: z.string().optional(),
  ApplicationSid: z.string().optional(),
  Method: method.default('POST'),
  FallbackUrl: z.string().optional(),
  FallbackMethod: method.default('POST'),
  StatusCallback: z.string().optional(),
  StatusCallbackEvent: many.optional(),
  StatusCallbackMethod: method.default('POST'),
  Timeout: z.coerce.number().int().min(1).max(600).default(60),
  TimeLimit: z.coerce.number().int().min(1).max(86_400).default(14_400),
  Record: z.enum(['true', 'false']).default('false'),
  RecordingChannels: z.enum(['mono', 'dual']).default('mono'),
  RecordingStatusCallback: z.string().optional(),
  RecordingStatusCallbackMethod: method.default('POST'),
  RecordingStatusCallbackEvent: many.optional(),
  MachineDetection: z.enum(['Enable', 'DetectMessageEnd']).optional(),
  CallerId: z.string().optional(),
  SendDigits: z.string().optional(),
});
type CreateCall = z.infer<typeof createSchema>;

const KNOWN = new Set([
  ...Object.keys(createSchema.shape),
  'SipAuthUsername',
  'SipAuthPassword',
  'MachineDetectionTimeout',
  'Trim',
  'MachineDetectionSpeechThreshold',
  'MachineDetectionSpeechEndThreshold',
  'MachineDetectionSilenceTimeout',
  'AsyncAmd',
  'AsyncAmdStatusCallback',
  'AsyncAmdStatusCallbackMethod',
  'Byoc',
  'CallReason',
  'CallToken',
  'RecordingTrack',
  'ClientNotificationUrl',
]);

const E164 = /^\+[1-9]\d{6,14}$/;
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const;
const RECORDING_EVENTS = ['in-progress', 'completed', 'absent'] as const;
const MAX_TWIML_PARAMETER = 4_000;

function isNonPhone(address: string): boolean {
  return /^client:[A-Za-z0-9_]{1,256}(\?[^\s]*)?$/.test(address) || /^sips?:[^\s@]+@[^\s@]+$/i.test(address);
}

export function checkNumbers(world: World, to: string | undefined, from: string | undefined): { to: string; from: string } {
  if (!to) throw new RestProblem(400, 21201, "No 'To' number is specified");
  if (!from) throw new RestProblem(400, 21213, "'From' phone number is required to make a call");
  if (!E164.test(to) && !isNonPhone(to))
    throw new RestProblem(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  if (!E164.test(from) && !isNonPhone(from))
    throw new RestProblem(400, 21212, `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`);
  // https://www.twilio.com/docs/api/errors/21210
  const needsOwn = E164.test(from) || E164.test(to);
  if (needsOwn && !world.numbers.has(from))
    throw new RestProblem(400, 21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
  return { to, from };
}

function documentOf(input: Pick<CreateCall, 'Url' | 'Twiml' | 'ApplicationSid' | 'Method'>): DocumentSource {
  const given = [input.Url, input.Twiml, input.ApplicationSid].filter((one) => one !== undefined && one !== '');
  if (given.length === 0) throw new RestProblem(400, 21205, 'Url parameter is required.');
  if (input.ApplicationSid) throw new RestProblem(400, 21218, 'Invalid ApplicationSid: applications are not simulated');
  if (input.Twiml) {
    if (input.Twiml.length > MAX_TWIML_PARAMETER)
      throw new RestProblem(400, 21219, `Twiml may have at most ${MAX_TWIML_PARAMETER} characters`);
    return { kind: 'twiml', twiml: input.Twiml, url: '' };
  }
  if (!isHttpUrl(input.Url ?? '')) throw new RestProblem(400, 21205, `Url is not a valid URL: ${input.Url}`);
  return { kind: 'url', url: input.Url ?? '', method: input.Method, extra: {} };
}

export function callbacksOf(input: Pick<CreateCall, 'StatusCallback' | 'StatusCallbackEvent' | 'StatusCallbackMethod'>): StatusCallback[] {
  if (!input.StatusCallback) return [];
  if (!isHttpUrl(input.StatusCallback)) throw new RestProblem(400, 21609, `Invalid 'StatusCallback' URL: ${input.StatusCallback}`);
  const events = eventsOf(input.StatusCallbackEvent ?? ['completed'], EVENTS);
  return [{ url: input.StatusCallback, method: input.StatusCallbackMethod, events }];
}

/** What a browser is told with its call stands in its address. https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource (that `To` is told without it is *unverified*) */
function withoutParameters(to: string): { address: string; parameters: Record<string, string> } {
  const [address = to, query = ''] = to.startsWith('client:') ? to.split('?') : [to];
  return { address, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

/** Creates a call: it is queued and leaves when its turn comes, one a second. */
export function createCall(world: World, body: unknown): Leg {
  const input = parseForm(createSchema, body);
  const { to, from } = checkNumbers(world, input.To, input.From);
  const document = documentOf(input);
  const { address, parameters } = withoutParameters(to);
  const leg = addLeg(world, {
    parentSid: null,
    direction: 'outbound-api',
    from,
    to: address,
    remote: address,
    parameters,
    status: 'queued',
    callbacks: callbacksOf(input),
    fallback: input.FallbackUrl ? { url: input.FallbackUrl, method: input.FallbackMethod } : null,
  });
  for (const name of Object.keys(body ?? {}))
    if (!KNOWN.has(name)) noteWarning(world, leg.sid, 20001, `unknown parameter ${name} in create call`, 'warning');
  queueCall(world, leg, input.Timeout * 1_000, () => onAnswered(world, leg, input, document));
  return leg;
}

function onAnswered(world: World, leg: Leg, input: CreateCall, document: DocumentSource): void {
  // https://www.twilio.com/docs/voice/answering-machine-detection: told only when asked for
  if (input.MachineDetection !== undefined) leg.answeredBy = leg.isMachine ? 'machine_start' : 'human';
  if (input.Record === 'true') {
    const words = input.RecordingStatusCallbackEvent ?? ['completed'];
    startRecording(world, leg, {
      source: 'OutboundAPI',
      channels: input.RecordingChannels === 'dual' ? 2 : 1,
      callback: input.RecordingStatusCallback
        ? {
            url: input.RecordingStatusCallback,
            method: input.RecordingStatusCallbackMethod,
            events: RECORDING_EVENTS.filter((event) => words.includes(event)),
          }
        : null,
      speakers: [
        { key: leg.sid, hz: leg.manners.toneHz ?? pitchOf(leg.remote, 'caller'), turn: 0, channel: 0 },
        { key: leg.from, hz: pitchOf(leg.from, 'called'), turn: 1, channel: 1 },
      ],
    });
  }
  leg.timers.push(world.clock.after(input.TimeLimit * 1_000, () => endLeg(world, leg, 'completed', 'the time limit was reached')));
  void runCall(world, leg, document);
}
