import { conferenceEvents } from '../conferences/conference.js';

/** What an attribute may say. */
export type Rule =
  | 'text'
  | 'url'
  | 'bool'
  | 'method'
  | { int: readonly [number, number] }
  | { oneOf: readonly string[] }
  | { words: readonly string[] };

export interface ElementRule {
  attributes: Record<string, Rule>;
  /** Elements allowed inside; `null`: anything (markup of speech). */
  children: readonly string[] | null;
  text: boolean;
}

const int = (min: number, max: number): Rule => ({ int: [min, max] });
const oneOf = (...values: string[]): Rule => ({ oneOf: values });
const words = (...values: string[]): Rule => ({ words: values });

const RECORDING: Record<string, Rule> = {
  recordingStatusCallback: 'url',
  recordingStatusCallbackMethod: 'method',
  recordingStatusCallbackEvent: words('in-progress', 'completed', 'absent'),
};
const PROGRESS: Record<string, Rule> = {
  url: 'url',
  method: 'method',
  statusCallback: 'url',
  statusCallbackMethod: 'method',
  statusCallbackEvent: words('initiated', 'ringing', 'answered', 'completed'),
};
const MACHINE: Record<string, Rule> = {
  machineDetection: oneOf('Enable', 'DetectMessageEnd'),
  machineDetectionTimeout: int(3, 120),
  amdStatusCallback: 'url',
  amdStatusCallbackMethod: 'method',
};

/** The markup the simulator knows. Each entry follows the page of its verb or noun under https://www.twilio.com/docs/voice/twiml/ */
export const MARKUP: Record<string, ElementRule> = {
  // https://www.twilio.com/docs/voice/twiml/say
  Say: { attributes: { voice: 'text', language: 'text', loop: int(0, 1_000) }, children: null, text: true },
  // https://www.twilio.com/docs/voice/twiml/play
  Play: { attributes: { loop: int(0, 1_000), digits: 'text' }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/pause
  Pause: { attributes: { length: int(0, 14_400) }, children: [], text: false },
  // https://www.twilio.com/docs/voice/twiml/gather
  Gather: {
    attributes: {
      action: 'url',
      method: 'method',
      input: words('dtmf', 'speech'),
      numDigits: int(1, 100),
      timeout: int(0, 14_400),
      finishOnKey: 'text',
      actionOnEmptyResult: 'bool',
      language: 'text',
      hints: 'text',
      speechTimeout: 'text',
      speechModel: 'text',
      profanityFilter: 'bool',
      enhanced: 'bool',
      partialResultCallback: 'url',
      partialResultCallbackMethod: 'method',
    },
    children: ['Say', 'Play', 'Pause'],
    text: false,
  },
  // https://www.twilio.com/docs/voice/twiml/record
  Record: {
    attributes: {
      action: 'url',
      method: 'method',
      timeout: int(0, 14_400),
      finishOnKey: 'text',
      maxLength: int(1, 14_400),
      playBeep: 'bool',
      trim: oneOf('trim-silence', 'do-not-trim'),
      transcribe: 'bool',
      transcribeCallback: 'url',
      ...RECORDING,
    },
    children: [],
    text: false,
  },
  // https://www.twilio.com/docs/voice/twiml/dial
  Dial: {
    attributes: {
      action: 'url',
      method: 'method',
      timeout: int(1, 600),
      hangupOnStar: 'bool',
      timeLimit: int(1, 86_400),
      callerId: 'text',
      callReason: 'text',
      record: oneOf(
        'do-not-record',
        'false',
        'true',
        'record-from-answer',
        'record-from-ringing',
        'record-from-answer-dual',
        'record-from-ringing-dual',
      ),
      recordingTrack: oneOf('inbound', 'outbound', 'both'),
      trim: oneOf('trim-silence', 'do-not-trim'),
      answerOnBridge: 'bool',
      ringTone: 'text',
      sequential: 'bool',
      referUrl: 'url',
      referMethod: 'method',
      ...RECORDING,
    },
    children: ['Number', 'Client', 'Sip', 'Conference', 'Queue'],
    text: true,
  },
  // https://www.twilio.com/docs/voice/twiml/number
  Number: { attributes: { sendDigits: 'text', byoc: 'text', ...PROGRESS, ...MACHINE }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/client
  Client: { attributes: PROGRESS, children: ['Identity', 'Parameter'], text: true },
  Identity: { attributes: {}, children: [], text: true },
  Parameter: { attributes: { name: 'text', value: 'text' }, children: [], text: false },
  // https://www.twilio.com/docs/voice/twiml/sip
  Sip: { attributes: { username: 'text', password: 'text', ...PROGRESS, ...MACHINE }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/conference#attributes; `eventCallbackUrl` is deprecated there and not acted out
  Conference: {
    attributes: {
      muted: 'bool',
      beep: oneOf('true', 'false', 'onEnter', 'onExit'),
      startConferenceOnEnter: 'bool',
      endConferenceOnExit: 'bool',
      participantLabel: 'text',
      jitterBufferSize: oneOf('small', 'medium', 'large', 'off'),
      waitUrl: 'url',
      waitMethod: 'method',
      maxParticipants: int(1, 250),
      record: oneOf('do-not-record', 'record-from-start'),
      region: oneOf('us1', 'ie1', 'de1', 'sg1', 'br1', 'au1', 'jp1'),
      trim: oneOf('trim-silence', 'do-not-trim'),
      coach: 'text',
      statusCallbackEvent: words(...conferenceEvents),
      statusCallback: 'url',
      statusCallbackMethod: 'method',
      ...RECORDING,
    },
    children: [],
    text: true,
  },
  // https://www.twilio.com/docs/voice/twiml/queue; what belongs to TaskRouter is not simulated
  Queue: { attributes: { url: 'url', method: 'method' }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/enqueue; `workflowSid` and tasks are not simulated
  Enqueue: { attributes: { action: 'url', method: 'method', waitUrl: 'url', waitUrlMethod: 'method' }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/leave
  Leave: { attributes: {}, children: [], text: false },
  // https://www.twilio.com/docs/voice/twiml/recording
  Start: { attributes: {}, children: ['Recording'], text: false },
  Stop: { attributes: {}, children: ['Recording'], text: false },
  Recording: {
    attributes: {
      name: 'text',
      trim: oneOf('trim-silence', 'do-not-trim'),
      track: oneOf('inbound', 'outbound', 'both'),
      channels: oneOf('mono', 'dual'),
      ...RECORDING,
    },
    children: [],
    text: false,
  },
  // https://www.twilio.com/docs/voice/twiml/redirect
  Redirect: { attributes: { method: 'method' }, children: [], text: true },
  // https://www.twilio.com/docs/voice/twiml/reject
  Reject: { attributes: { reason: oneOf('rejected', 'busy') }, children: [], text: false },
  // https://www.twilio.com/docs/voice/twiml/hangup
  Hangup: { attributes: {}, children: [], text: false },
};

export const VERBS: readonly string[] = [
  'Say',
  'Play',
  'Pause',
  'Gather',
  'Record',
  'Dial',
  'Enqueue',
  'Leave',
  'Start',
  'Stop',
  'Redirect',
  'Reject',
  'Hangup',
];
/** Markup of the provider's that this simulator does not act out; using it is a warning too, so that no test leans on it. */
export const NOT_SIMULATED: readonly string[] = [
  'Task',
  'Stream',
  'Siprec',
  'Transcription',
  'Connect',
  'Sms',
  'Refer',
  'Pay',
  'Prompt',
  'Sim',
  'Application',
  'WhatsApp',
];
