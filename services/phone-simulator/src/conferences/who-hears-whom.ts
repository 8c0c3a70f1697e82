import type { Participant } from './conference.js';

/** Whether what this participant says reaches anybody: he is not muted here or at his own telephone, and not on hold. */
export function speaks(participant: Participant): boolean {
  return participant.joinedAt !== null && !participant.muted && !participant.hold && !participant.leg.muted;
}

/**
 * Whether one hears the other. A participant on hold hears music instead; one who coaches is heard by the coached alone,
 * and hears everybody himself. https://www.twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource
 */
export function hears(listener: Participant, speaker: Participant): boolean {
  if (listener === speaker || listener.conference !== speaker.conference) return false;
  if (speaker.conference.status !== 'in-progress' || listener.joinedAt === null || listener.hold || !speaks(speaker)) return false;
  return speaker.coached === null || speaker.coached === listener.leg.sid;
}
