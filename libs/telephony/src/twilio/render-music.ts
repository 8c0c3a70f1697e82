import twilio from 'twilio';
import { soundUrlOf } from './urls.js';

/**
 * What somebody hears who waits for a conference or is held in one: a sound from its beginning, again and again.
 * Source: https://www.twilio.com/docs/voice/twiml/play#loop (0 plays until the call goes on)
 */
export function renderMusic(publicUrl: string, soundId: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.play({ loop: 0 }, soundUrlOf(publicUrl, { kind: 'uploaded', soundId }));
  return response.toString();
}
