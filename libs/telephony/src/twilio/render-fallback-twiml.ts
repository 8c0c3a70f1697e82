import { defaultScript, type StaticDepartment } from '@ringbase/domain';
import twilio from 'twilio';

const voices = { en: 'en-US', ru: 'ru-RU', bg: 'bg-BG' } as const;
const SECONDS = 25;
const LONGEST_MESSAGE = 120;
const DIGIT_SECONDS = 8;

/** Heard when the ringing is over. No file can know whether they have talked: it must be right for both. */
const afterRinging = {
  en: 'If nobody has answered you, please leave a message after the tone, and we will call you back. If you have talked to us, you can hang up now.',
  ru: 'Если вам никто не ответил, пожалуйста, оставьте сообщение после сигнала, и мы вам перезвоним. Если вы уже поговорили с нами, можете положить трубку.',
  bg: 'Ако никой не Ви е отговорил, моля, оставете съобщение след сигнала и ние ще Ви се обадим. Ако вече сте говорили с нас, можете да затворите.',
};

const askedToPress = {
  en: 'A call for you. To take it, press one.',
  ru: 'Вам звонят. Чтобы ответить, нажмите один.',
  bg: 'Търсят Ви по телефона. За да приемете, натиснете едно.',
};

/** Where the other documents are hosted: the goodbye, and what a mobile hears before it is let in. */
export type FallbackUrls = { goodbye: string; screen: string };

/**
 * A department's answer without any server of ours: ring, take a message, say goodbye. A Dial without an action goes on to what follows, also after a
 * finished talk; a Record whose action is left out asks for the same document for ever. A mobile is asked for a digit: its voicemail has none.
 * Sources: https://www.twilio.com/docs/voice/twiml/dial#action and https://www.twilio.com/docs/voice/twiml/record#action
 */
export function renderFallbackTwiml(department: StaticDepartment, urls: FallbackUrls): string {
  const response = new twilio.twiml.VoiceResponse();
  const language = { language: voices[department.language] };
  const rings = department.targets.length > 0;
  if (department.recordingAnnouncement !== null) response.say(language, department.recordingAnnouncement);
  if (rings) {
    const dial = response.dial({ timeout: SECONDS, record: 'record-from-answer-dual' });
    for (const target of department.targets.slice(0, 10)) {
      const screen = target.screened ? { url: urls.screen, method: 'GET' } : {};
      if (target.kind === 'browser') dial.client(screen, target.address);
      else if (target.kind === 'sip') dial.sip(screen, target.address);
      else dial.number(screen, target.address);
    }
  }
  const voicemail = defaultScript.blocks.voicemail;
  if (rings) response.say(language, afterRinging[department.language]);
  else if (voicemail?.kind === 'voicemail') response.say(language, voicemail.greeting[department.language]);
  response.record({ action: urls.goodbye, method: 'GET', maxLength: LONGEST_MESSAGE, playBeep: true, finishOnKey: '#' });
  return response.toString();
}

/** What a mobile hears before it is let in: any digit leads to `acceptUrl`, none ends the leg. */
export function renderFallbackScreenTwiml(language: StaticDepartment['language'], acceptUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  const gather = response.gather({ input: ['dtmf'], numDigits: 1, timeout: DIGIT_SECONDS, action: acceptUrl, method: 'GET' });
  gather.say({ language: voices[language] }, askedToPress[language]);
  response.hangup();
  return response.toString();
}

/** A screening document that simply ends bridges the two: https://www.twilio.com/docs/voice/twiml/number#attributes-url */
export function renderFallbackAcceptTwiml(): string {
  return new twilio.twiml.VoiceResponse().toString();
}

/** What is heard after the message, or when none was left. */
export function renderGoodbyeTwiml(language: StaticDepartment['language']): string {
  const response = new twilio.twiml.VoiceResponse();
  const goodbye = defaultScript.blocks.goodbye;
  if (goodbye?.kind === 'say') response.say({ language: voices[language] }, goodbye.words[language]);
  response.hangup();
  return response.toString();
}
