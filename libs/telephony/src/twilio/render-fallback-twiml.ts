import { defaultScript, type StaticDepartment } from '@ringbase/domain';
import twilio from 'twilio';

const voices = { en: 'en-US', ru: 'ru-RU', bg: 'bg-BG' } as const;
const SECONDS = 25;
const LONGEST_MESSAGE = 120;

/**
 * A department's answer without any server of ours: ring, take a message, say goodbye. `goodbyeUrl`: where the goodbye document is hosted, since a Record
 * whose action is left out asks for the same document for ever. A Dial without an action goes on to what follows when nobody answers.
 * Source: https://www.twilio.com/docs/voice/twiml/record#action
 */
export function renderFallbackTwiml(department: StaticDepartment, goodbyeUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  const language = { language: voices[department.language] };
  if (department.recordingAnnouncement !== null) response.say(language, department.recordingAnnouncement);
  if (department.targets.length > 0) {
    const dial = response.dial({ timeout: SECONDS, record: 'record-from-answer-dual' });
    for (const target of department.targets.slice(0, 10)) {
      if (target.kind === 'browser') dial.client(target.address);
      else if (target.kind === 'sip') dial.sip(target.address);
      else dial.number(target.address);
    }
  }
  const voicemail = defaultScript.blocks.voicemail;
  if (voicemail?.kind === 'voicemail') response.say(language, voicemail.greeting[department.language]);
  response.record({ action: goodbyeUrl, method: 'GET', maxLength: LONGEST_MESSAGE, playBeep: true, finishOnKey: '#' });
  return response.toString();
}

/** What is heard after the message, or when none was left. */
export function renderGoodbyeTwiml(language: StaticDepartment['language']): string {
  const response = new twilio.twiml.VoiceResponse();
  const goodbye = defaultScript.blocks.goodbye;
  if (goodbye?.kind === 'say') response.say({ language: voices[language] }, goodbye.words[language]);
  response.hangup();
  return response.toString();
}
