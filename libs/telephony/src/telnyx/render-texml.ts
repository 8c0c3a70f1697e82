import { type CallInstruction, DomainError, type RingTarget, type SpokenLanguage } from '@ringbase/domain';
import { type CallStepKind, soundUrlOf } from '../twilio/urls.js';
import { type TelnyxUrls, telnyxUrls } from './urls.js';
import { type Attributes, element, textOf } from './xml.js';

type InstructionOf<K extends CallInstruction['kind']> = Extract<CallInstruction, { kind: K }>;

export type TexmlContext = {
  publicUrl: string;
  callId: string;
  /** The provider's id of the call. */
  rootProviderCallId: string;
  /** Whose static answer it is, so that the steps after it can be answered from their URLs alone. */
  departmentId: string | null;
};
type Context = TexmlContext & { urls: TelnyxUrls };

/**
 * The default voice speaks English only. `alice` takes a language. That she has no Bulgarian and that the other voice's name is right are *unverified*.
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/say
 */
const voices = {
  en: { voice: 'alice', language: 'en-US' },
  ru: { voice: 'alice', language: 'ru-RU' },
  bg: { voice: 'Azure.bg-BG-KalinaNeural', language: 'bg-BG' },
} as const satisfies Record<SpokenLanguage, Attributes>;
/** The provider's own limits are not documented; these are the stricter ones of its model. */
const MAX_BYTES = 64_000;
const MAX_NOUNS = 10;
const MAX_SAY = 3000;
const MAX_ADDRESS = 500;

/**
 * TeXML for what was decided. Instructions after one that hands the call on are unreachable and left out. What this provider cannot do is never silence: a
 * browser's telephone is left out of a ring, a ring that has nobody left goes on at once, a conference is declined in words.
 * Throws INVALID when the answer would be longer than a provider reads.
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-twiml-compatibility
 */
export function renderTexml(instructions: readonly CallInstruction[], of: TexmlContext): string {
  const context: Context = { ...of, urls: telnyxUrls(of.publicUrl, of.rootProviderCallId) };
  let content = '';
  for (const instruction of instructions) {
    const { texml, handedOn } = render(instruction, context);
    content += texml;
    if (handedOn) break;
  }
  const answer = `<?xml version="1.0" encoding="UTF-8"?>${element('Response', {}, content)}`;
  if (Buffer.byteLength(answer) > MAX_BYTES) throw new DomainError('INVALID', 'The answer is longer than the provider reads.');
  return answer;
}

function render(instruction: CallInstruction, context: Context): { texml: string; handedOn: boolean } {
  switch (instruction.kind) {
    case 'say':
      return goesOn(say(instruction));
    case 'play':
      return goesOn(play(instruction, context));
    case 'pause':
      return goesOn(element('Pause', { length: within(instruction.seconds, 1, 180) }));
    case 'ring':
      return handsOn(renderRing(instruction, context));
    case 'voicemail':
      return handsOn(renderVoicemail(instruction, context));
    case 'menu':
      return handsOn(renderMenu(instruction, context));
    case 'ask-digit':
      return handsOn(renderAskDigit(instruction, context));
    case 'go-on':
      return handsOn(redirect(stepUrl(context, 'continue', instruction)));
    // Only a call that can be lifted is asked after once more.
    case 'ask-again':
    case 'conference':
      return handsOn(
        say({ text: 'We are sorry, this is not possible on this line. Please call again.', language: 'en' }) + element('Hangup'),
      );
    case 'reject':
      // As the first verb it leaves the call unanswered and free: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/reject
      return handsOn(element('Reject'));
    case 'hang-up':
      return handsOn(element('Hangup'));
    case 'connect':
      // A screening document that simply ends connects the two (implied by its documentation, *unverified*): nothing may follow.
      return handsOn('');
  }
}

const goesOn = (texml: string) => ({ texml, handedOn: false });
const handsOn = (texml: string) => ({ texml, handedOn: true });
const say = ({ text, language }: { text: string; language: SpokenLanguage }) => element('Say', voices[language], textOf(text, MAX_SAY));
const play = ({ sound }: Pick<InstructionOf<'play'>, 'sound'>, { publicUrl }: Context) =>
  element('Play', {}, textOf(soundUrlOf(publicUrl, sound), MAX_ADDRESS));
const redirect = (url: string) => element('Redirect', { method: 'POST' }, textOf(url, 4000));
const within = (seconds: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(seconds)));

/** Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial */
function renderRing(ring: InstructionOf<'ring'>, context: Context): string {
  const targets = ring.targets.filter(({ kind }) => kind !== 'browser').slice(0, MAX_NOUNS);
  if (targets.length === 0) return redirect(context.urls.nobody(stepOf(context, 'ring', ring)));
  const nouns = targets.map((target) => renderTarget(target, ring, context)).join('');
  return element(
    'Dial',
    {
      action: stepUrl(context, 'ring', ring),
      method: 'POST',
      timeout: within(ring.seconds, 5, 120),
      answerOnBridge: ring.answerOnBridge,
      callerId: ring.callerId,
      ...(ring.record ? { record: 'record-from-answer-dual', recordingChannels: 'dual' } : {}),
      ...(ring.record ? recordingCallback(context, ring.step, 'conversation', 'in-progress completed absent') : {}),
    },
    nouns,
  );
}

function renderTarget(target: RingTarget, ring: InstructionOf<'ring'>, context: Context): string {
  const attributes = {
    statusCallback: context.urls.status({
      callId: context.callId,
      step: ring.step,
      intentId: null,
      ...(ring.plan === 'static' ? { plan: ring.plan } : {}),
    }),
    statusCallbackMethod: 'POST',
    statusCallbackEvent: 'initiated ringing answered completed',
    ...(target.screened ? { url: stepUrl(context, 'screen', ring), method: 'POST' } : {}),
  };
  const address = textOf(target.address, MAX_ADDRESS);
  switch (target.kind) {
    case 'browser':
      // There is no noun for it: https://developers.telnyx.com/docs/voice/programmable-voice/texml-twiml-compatibility#noun-compatibility
      return '';
    case 'sip':
      return element('Sip', attributes, address);
    case 'mobile':
    case 'client':
    case 'number':
      return element('Number', attributes, address);
  }
}

/**
 * A voice message. Its end is a key, the hang-up or the longest time: the `timeout` for silence would have everything transcribed, and that is charged.
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/record
 */
function renderVoicemail(voicemail: InstructionOf<'voicemail'>, context: Context): string {
  return element('Record', {
    action: stepUrl(context, 'voicemail', voicemail),
    method: 'POST',
    maxLength: within(voicemail.maxSeconds, 1, 14_400),
    finishOnKey: '#',
    playBeep: true,
    channels: 'single',
    format: 'wav',
    ...recordingCallback(context, voicemail.step, voicemail.recordingKind, 'in-progress completed'),
  });
}

/**
 * A menu. Whether a Gather without digits asks its `action` is not documented; what follows it asks the same address then.
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/gather
 */
function renderMenu(menu: InstructionOf<'menu'>, context: Context): string {
  const action = stepUrl(context, 'menu', menu);
  const prompts = menu.prompt.map((prompt) => (prompt.kind === 'say' ? say(prompt) : play(prompt, context))).join('');
  return gather(action, menu.seconds, menu.digits, prompts) + redirect(action);
}

/** Whoever presses nothing is hung up: a screening document may hold Gather and Hangup only, and one that simply ended would let a voicemail through. */
function renderAskDigit(ask: InstructionOf<'ask-digit'>, context: Context): string {
  return gather(stepUrl(context, 'screen-answer', ask), ask.seconds, 1, say(ask)) + element('Hangup');
}

function gather(action: string, seconds: number, digits: number, content: string): string {
  return element('Gather', { action, method: 'POST', input: 'dtmf', numDigits: digits, timeout: within(seconds, 1, 120) }, content);
}

function recordingCallback(context: Context, step: number, recordingKind: InstructionOf<'voicemail'>['recordingKind'], events: string) {
  return {
    recordingStatusCallback: context.urls.recording({ callId: context.callId, step, recordingKind }),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: events,
  };
}

type At = Pick<InstructionOf<'ring'>, 'step' | 'plan'>;

function stepUrl(context: Context, kind: CallStepKind, at: At): string {
  return context.urls.step(stepOf(context, kind, at));
}

function stepOf({ callId, departmentId }: Context, kind: CallStepKind, { step, plan }: At) {
  const isStatic = plan === 'static';
  return {
    kind,
    callId,
    step,
    plan,
    intentId: null,
    // A static Dial that nobody answered goes on to the voicemail; everything else ends the call.
    next: isStatic ? (kind === 'ring' ? ('voicemail' as const) : ('hang-up' as const)) : null,
    departmentId: isStatic ? departmentId : null,
  };
}
