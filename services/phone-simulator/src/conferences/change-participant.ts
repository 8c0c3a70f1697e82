import { refreshConferenceSound } from '../recordings/refresh-sound.js';
import type { World } from '../world.js';
import type { Music, Participant } from './conference.js';
import { leaveConference } from './leave-conference.js';
import { refreshMusic } from './music.js';
import { tellConference } from './tell-conference.js';

export interface ParticipantChange {
  muted?: boolean | undefined;
  hold?: boolean | undefined;
  holdMusic?: Music | undefined;
  wait?: Music | undefined;
  beepOnExit?: boolean | undefined;
  endOnExit?: boolean | undefined;
  /** Null stops coaching. */
  coached?: string | null | undefined;
}

/** Changes how somebody takes part, and tells what has changed. https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-event */
export function changeParticipant(world: World, participant: Participant, change: ParticipantChange): void {
  const { conference } = participant;
  const before = { ...participant };
  participant.muted = change.muted ?? before.muted;
  participant.hold = change.hold ?? before.hold;
  // Music asked for without a hold is kept for the next one (*unverified*).
  participant.holdMusic = change.holdMusic ?? before.holdMusic;
  participant.wait = change.wait ?? before.wait;
  participant.beepOnExit = change.beepOnExit ?? before.beepOnExit;
  participant.endOnExit = change.endOnExit ?? before.endOnExit;
  participant.coached = change.coached === undefined ? before.coached : change.coached;
  participant.updatedAt = world.clock.now();
  refreshMusic(world, participant, () => {
    // Hold music that cannot be had is silence; without waiting music nobody stays.
    if (!participant.hold) leaveConference(world, participant, 'participant_add_failed');
  });
  refreshConferenceSound(world, conference);
  if (participant.muted !== before.muted)
    tellConference(world, conference, 'mute', participant.muted ? 'participant-mute' : 'participant-unmute', { participant });
  if (participant.hold !== before.hold)
    tellConference(world, conference, 'hold', participant.hold ? 'participant-hold' : 'participant-unhold', { participant });
  const isModified =
    participant.beepOnExit !== before.beepOnExit ||
    participant.endOnExit !== before.endOnExit ||
    participant.coached !== before.coached ||
    change.wait !== undefined;
  if (isModified) tellConference(world, conference, 'modify', 'participant-modify', { participant });
}
