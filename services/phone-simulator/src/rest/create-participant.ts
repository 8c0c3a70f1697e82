import { z } from 'zod';
import type { Leg } from '../calls/leg.js';
import { addLeg, endLeg } from '../calls/leg-life.js';
import { runCallWork } from '../calls/run-program.js';
import { attend } from '../conferences/attend.js';
import { type Conference, type ConferenceSettings, conferenceEvents, type Manner, type Participant } from '../conferences/conference.js';
import { findConference, openConference, takeSeat } from '../conferences/join-conference.js';
import { leaveConference } from '../conferences/leave-conference.js';
import { seatProblem } from '../conferences/seat-problem.js';
import { recordLive } from '../recordings/record-live.js';
import type { RecordingCallback } from '../recordings/recording.js';
import { noteHeard, noteWarning, type World } from '../world.js';
import { callbacksOf, checkNumbers } from './create-call.js';
import { eventsOf, flag, many, method, parseForm } from './form.js';
import { queueCall } from './place-call.js';
import { notFound, RestProblem } from './problem.js';
import { requireUrl } from './update-participant.js';

/** https://www.twilio.com/docs/voice/api/conference-participant-resource#create-a-participant-resource */
const createSchema = z.object({
  From: z.string().optional(),
  To: z.string().optional(),
  StatusCallback: z.string().optional(),
  StatusCallbackMethod: method.default('POST'),
  StatusCallbackEvent: many.optional(),
  Label: z.string().optional(),
  Timeout: z.coerce.number().int().min(5).max(600).default(60),
  TimeLimit: z.coerce.number().int().min(1).max(86_400).default(14_400),
  Record: flag.default(false),
  RecordingChannels: z.enum(['mono', 'dual']).default('mono'),
  RecordingTrack: z.enum(['inbound', 'outbound', 'both']).default('both'),
  RecordingStatusCallback: z.string().optional(),
  RecordingStatusCallbackMethod: method.default('POST'),
  RecordingStatusCallbackEvent: many.optional(),
  Muted: flag.default(false),
  Beep: z.enum(['true', 'false', 'onEnter', 'onExit']).default('true'),
  StartConferenceOnEnter: flag.default(true),
  EndConferenceOnExit: flag.default(false),
  WaitUrl: z.string().optional(),
  WaitMethod: method.default('POST'),
  EarlyMedia: flag.default(true),
  MaxParticipants: z.coerce.number().int().min(2).max(250).default(250),
  ConferenceRecord: z.enum(['true', 'false', 'record-from-start', 'do-not-record']).default('false'),
  ConferenceStatusCallback: z.string().optional(),
  ConferenceStatusCallbackMethod: method.default('POST'),
  ConferenceStatusCallbackEvent: many.optional(),
  ConferenceRecordingStatusCallback: z.string().optional(),
  ConferenceRecordingStatusCallbackMethod: method.default('POST'),
  ConferenceRecordingStatusCallbackEvent: many.optional(),
  Coaching: flag.optional(),
  CallSidToCoach: z.string().optional(),
  Region: z.string().default('us1'),
});
type CreateParticipant = z.infer<typeof createSchema>;

/** Taken and not acted out. */
const PASSED_OVER = ['ConferenceTrim', 'JitterBufferSize', 'Trim', 'CallReason', 'CallToken', 'CallerId', 'CallerDisplayName'];
const KNOWN = new Set([...Object.keys(createSchema.shape), ...PASSED_OVER]);
const RECORDING_EVENTS = ['in-progress', 'completed', 'absent'] as const;

function recordingCallback(url: string | undefined, verb: 'GET' | 'POST', words: string[] | undefined): RecordingCallback | null {
  if (!url) return null;
  const wanted = words ?? ['completed'];
  return {
    url: requireUrl('RecordingStatusCallback', url),
    method: verb,
    events: RECORDING_EVENTS.filter((event) => wanted.includes(event)),
  };
}

function settingsOf(input: CreateParticipant): ConferenceSettings {
  const { ConferenceStatusCallback: url } = input;
  return {
    maxParticipants: input.MaxParticipants,
    region: input.Region,
    callback: url
      ? {
          url: requireUrl('ConferenceStatusCallback', url),
          method: input.ConferenceStatusCallbackMethod,
          events: eventsOf(input.ConferenceStatusCallbackEvent ?? ['start', 'end'], conferenceEvents),
        }
      : null,
    record: ['true', 'record-from-start'].includes(input.ConferenceRecord)
      ? {
          callback: recordingCallback(
            input.ConferenceRecordingStatusCallback,
            input.ConferenceRecordingStatusCallbackMethod,
            input.ConferenceRecordingStatusCallbackEvent,
          ),
        }
      : null,
  };
}

function mannerOf(input: CreateParticipant): Manner {
  if (input.Coaching && !input.CallSidToCoach) throw new RestProblem(400, 20001, 'CallSidToCoach is required when Coaching is true');
  const { WaitUrl: url } = input;
  return {
    label: input.Label ?? null,
    muted: input.Muted,
    startOnEnter: input.StartConferenceOnEnter,
    endOnExit: input.EndConferenceOnExit,
    beepOnEnter: input.Beep === 'true' || input.Beep === 'onEnter',
    beepOnExit: input.Beep === 'true' || input.Beep === 'onExit',
    coached: input.Coaching === false ? null : (input.CallSidToCoach ?? null),
    wait:
      url === undefined
        ? { kind: 'default' }
        : url === ''
          ? { kind: 'silence' }
          : { kind: 'url', url: requireUrl('WaitUrl', url), method: input.WaitMethod },
  };
}

/** The conference the path names: by SID one that goes on, else the one of this name, or none yet. */
function conferenceAt(world: World, nameOrSid: string): Conference | undefined {
  if (!/^CF[0-9a-f]{32}$/.test(nameOrSid)) return findConference(world, nameOrSid);
  const conference = world.conferences.get(nameOrSid);
  if (!conference || conference.status === 'completed') throw notFound(`/Conferences/${nameOrSid}`);
  return conference;
}

function onAnswered(world: World, participant: Participant, input: CreateParticipant): void {
  const { leg } = participant;
  if (participant.leftAt !== null) {
    endLeg(world, leg, 'completed', 'the conference was over');
    return;
  }
  if (input.Record)
    recordLive(world, leg, {
      source: 'OutboundAPI',
      channels: input.RecordingChannels === 'dual' ? 2 : 1,
      track: input.RecordingTrack,
      callback: recordingCallback(input.RecordingStatusCallback, input.RecordingStatusCallbackMethod, input.RecordingStatusCallbackEvent),
      name: null,
    });
  void runCallWork(world, leg, async (signal) => {
    await attend(world, participant, { signal, timeLimitMs: input.TimeLimit * 1_000, leavesOnStar: false });
    return 'finished';
  });
}

/** Those already there hear it ring when they may. */
function letHear(world: World, leg: Leg, conference: Conference): void {
  for (const other of conference.participants) if (other.joinedAt !== null) noteHeard(world, other.leg, 'ring', `calling ${leg.to}`);
}

/** Calls somebody into a conference, which is opened when there is none of that name. */
export function createParticipant(world: World, nameOrSid: string, body: unknown): Participant {
  const input = parseForm(createSchema, body);
  const { to, from } = checkNumbers(world, input.To, input.From);
  const [manner, settings, callbacks] = [mannerOf(input), settingsOf(input), callbacksOf(input)];
  const known = conferenceAt(world, nameOrSid);
  const problem = seatProblem(known, manner);
  if (problem !== null) throw new RestProblem(400, problem.code, problem.message);
  const conference = known ?? openConference(world, nameOrSid, settings);
  const leg = addLeg(world, { parentSid: null, direction: 'outbound-api', from, to, remote: to, status: 'queued', callbacks });
  for (const name of Object.keys(body ?? {}))
    if (!KNOWN.has(name)) noteWarning(world, leg.sid, 20001, `unknown parameter ${name} in create participant`, 'warning');
  const participant = takeSeat(world, conference, leg, manner);
  // https://www.twilio.com/en-us/changelog/participantcallstatus-and-reasonparticipantleft-attributes-added
  void leg.ended.promise.then(() => {
    if (participant.joinedAt === null && world.legs.get(leg.sid) === leg) leaveConference(world, participant, 'participant_add_failed');
  });
  void participant.left.promise.then(() => {
    if (leg.answeredAt === null) endLeg(world, leg, 'canceled', 'out of the conference');
  });
  queueCall(world, leg, input.Timeout * 1_000, () => onAnswered(world, participant, input));
  if (input.EarlyMedia) letHear(world, leg, conference);
  return participant;
}
