import { type CallInstruction, DomainError, type RingTarget, type SpokenLanguage } from '@ringbase/domain';
import twilio from 'twilio';
import { renderConference } from './render-conference.js';
import { buildRecordingUrl, buildStatusUrl, buildStepUrl, type CallStepKind, soundUrlOf } from './urls.js';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Dial = ReturnType<Response['dial']>;
type InstructionOf<K extends CallInstruction['kind']> = Extract<CallInstruction, { kind: K }>;

export type RenderContext = {
  publicUrl: string;
  callId: string;
  /** Whose static answer it is, so that the steps after it can be answered from their URLs alone. */
  departmentId: string | null;
};

const voices = { en: 'en-US', ru: 'ru-RU', bg: 'bg-BG' } as const satisfies Record<SpokenLanguage, string>;
/** Twilio refuses a longer answer, and an eleventh noun in a Dial. */
const MAX_BYTES = 64_000;
const MAX_NOUNS = 10;
const MAX_SAY = 4000;
const MAX_PARAMETER = 500;

/**
 * TwiML for what was decided. Instructions after one that hands the call on (ring, voicemail, ask-digit, ask-again, hang-up, reject) are unreachable and left out.
 * Throws INVALID when the answer would be longer than the provider reads.
 * Source: https://www.twilio.com/docs/voice/twiml
 */
export function renderTwiml(instructions: readonly CallInstruction[], context: RenderContext): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const instruction of instructions) if (render(response, instruction, context) === 'handed-on') break;
  const twiml = response.toString();
  if (Buffer.byteLength(twiml) > MAX_BYTES) throw new DomainError('INVALID', 'The answer is longer than the provider reads.');
  return twiml;
}

function render(response: Response, instruction: CallInstruction, context: RenderContext): 'goes-on' | 'handed-on' {
  switch (instruction.kind) {
    case 'say':
      response.say({ language: voices[instruction.language] }, legible(instruction.text, MAX_SAY));
      return 'goes-on';
    case 'pause':
      response.pause({ length: Math.max(1, Math.round(instruction.seconds)) });
      return 'goes-on';
    case 'ring':
      renderRing(response, instruction, context);
      return 'handed-on';
    case 'conference':
      renderConference(response, instruction, context);
      return 'handed-on';
    case 'voicemail':
      renderVoicemail(response, instruction, context);
      return 'handed-on';
    case 'ask-digit': {
      const action = stepUrl(context, 'screen-answer', instruction, instruction.intentId, instruction.attached);
      const gather = response.gather({
        input: ['dtmf'],
        numDigits: 1,
        timeout: instruction.seconds,
        actionOnEmptyResult: true,
        action,
        method: 'POST',
      });
      gather.say({ language: voices[instruction.language] }, legible(instruction.text, MAX_SAY));
      return 'handed-on';
    }
    case 'play':
      response.play(soundUrlOf(context.publicUrl, instruction.sound));
      return 'goes-on';
    case 'menu':
      renderMenu(response, instruction, context);
      return 'handed-on';
    case 'go-on':
      response.redirect({ method: 'POST' }, stepUrl(context, 'continue', instruction));
      return 'handed-on';
    case 'ask-again': {
      const { of, intentId, attached, times } = instruction;
      response.redirect({ method: 'POST' }, stepUrl(context, of, instruction, intentId, attached, times));
      return 'handed-on';
    }
    case 'hang-up':
      response.hangup();
      return 'handed-on';
    case 'reject':
      // Only as the first verb is it free and the call never picked up: https://www.twilio.com/docs/voice/twiml/reject
      response.reject();
      return 'handed-on';
    case 'connect':
      // A screening document that simply ends bridges the two: nothing may follow.
      return 'handed-on';
  }
}

/** Source: https://www.twilio.com/docs/voice/twiml/gather */
function renderMenu(response: Response, menu: InstructionOf<'menu'>, context: RenderContext): void {
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: menu.digits,
    timeout: menu.seconds,
    actionOnEmptyResult: true,
    action: stepUrl(context, 'menu', menu),
    method: 'POST',
  });
  for (const prompt of menu.prompt) {
    if (prompt.kind === 'say') gather.say({ language: voices[prompt.language] }, legible(prompt.text, MAX_SAY));
    else gather.play(soundUrlOf(context.publicUrl, prompt.sound));
  }
}

function renderRing(response: Response, ring: InstructionOf<'ring'>, context: RenderContext): void {
  const dial = response.dial({
    action: stepUrl(context, 'ring', ring, ring.intentId),
    method: 'POST',
    timeout: ring.seconds,
    answerOnBridge: ring.answerOnBridge,
    ...(ring.callerId === null ? {} : { callerId: ring.callerId }),
    ...(ring.record ? { record: 'record-from-answer-dual' as const, ...recordingCallback(context, ring.step, 'conversation') } : {}),
  });
  for (const target of ring.targets.slice(0, MAX_NOUNS)) renderTarget(dial, target, ring, context);
}

function renderTarget(dial: Dial, target: RingTarget, ring: InstructionOf<'ring'>, context: RenderContext): void {
  const noun = {
    statusCallback: buildStatusUrl(context.publicUrl, {
      callId: context.callId,
      step: ring.step,
      intentId: ring.intentId,
      ...(ring.plan === 'static' ? { plan: ring.plan } : {}),
    }),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] as ('initiated' | 'ringing' | 'answered' | 'completed')[],
    ...(target.screened ? { url: stepUrl(context, 'screen', ring, ring.intentId), method: 'POST' } : {}),
  };
  const address = legible(target.address, MAX_PARAMETER);
  switch (target.kind) {
    case 'browser': {
      const client = dial.client(noun);
      client.identity(address);
      for (const [name, value] of Object.entries(target.parameters))
        client.parameter({ name: legible(name, MAX_PARAMETER), value: legible(value, MAX_PARAMETER) });
      return;
    }
    case 'sip':
      dial.sip(noun, address);
      return;
    case 'mobile':
    case 'client':
    case 'number':
      dial.number(noun, address);
      return;
  }
}

function renderVoicemail(response: Response, voicemail: InstructionOf<'voicemail'>, context: RenderContext): void {
  response.record({
    action: stepUrl(context, 'voicemail', voicemail),
    method: 'POST',
    maxLength: voicemail.maxSeconds,
    timeout: 10,
    finishOnKey: '#',
    playBeep: true,
    ...recordingCallback(context, voicemail.step, voicemail.recordingKind),
  });
}

function recordingCallback(context: RenderContext, step: number, recordingKind: InstructionOf<'voicemail'>['recordingKind']) {
  return {
    recordingStatusCallback: buildRecordingUrl(context.publicUrl, { callId: context.callId, step, recordingKind }),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'] as ('in-progress' | 'completed' | 'absent')[],
  };
}

function stepUrl(
  context: RenderContext,
  kind: Exclude<CallStepKind, 'left'>,
  at: Pick<InstructionOf<'ring'>, 'step' | 'plan'>,
  intentId: string | null = null,
  attached = false,
  again?: number,
): string {
  const isStatic = at.plan === 'static';
  return buildStepUrl(context.publicUrl, {
    kind,
    callId: context.callId,
    step: at.step,
    plan: at.plan,
    intentId,
    // A static Dial that nobody answered goes on to the voicemail; everything else ends the call.
    next: isStatic ? (kind === 'ring' ? 'voicemail' : 'hang-up') : null,
    departmentId: isStatic ? context.departmentId : null,
    attached,
    ...(again === undefined ? {} : { again }),
  });
}

/** Only what XML 1.0 may carry at all: escaping does not help against a control character or half a surrogate pair. */
function legible(text: string, max: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '');
  return clean.length <= max ? clean : Array.from(clean).slice(0, max).join('');
}
