import { finishRecording } from '../recordings/finish-recording.js';
import { refreshConferenceSound, refreshLegSound } from '../recordings/refresh-sound.js';
import { noteEvent, noteHeard, type World } from '../world.js';
import { type Conference, type EndReason, type LeftReason, type Participant, present } from './conference.js';
import { refreshMusic } from './music.js';
import { tellConference } from './tell-conference.js';

const REASONS: Record<EndReason, string> = {
  'conference-ended-via-api': 'The conference was ended via API',
  'participant-with-end-conference-on-exit-left': 'Participant with endConferenceOnExit left the conference',
  'participant-with-end-conference-on-exit-kicked': 'Participant with endConferenceOnExit was kicked from the conference',
  'last-participant-kicked': 'Last participant was kicked from the conference',
  'last-participant-left': 'Last participant left the conference',
};

function goOut(world: World, participant: Participant, reason: LeftReason): void {
  const { conference, leg } = participant;
  participant.leftAt = world.clock.now();
  participant.leftReason = reason;
  conference.participants = conference.participants.filter((one) => one !== participant);
  world.seats.delete(leg.sid);
  refreshMusic(world, participant, () => undefined);
  noteEvent(world, leg, 'conference-left', `${conference.friendlyName}: ${reason}`);
  tellConference(world, conference, 'leave', 'participant-leave', {
    participant,
    extra: { ParticipantCallStatus: leg.status, ReasonParticipantLeft: reason },
  });
  refreshLegSound(world, leg);
  participant.left.resolve();
}

/** A participant goes, once: he hung up, was redirected or kicked, or never came. Who leaves may take the conference with him. */
export function leaveConference(world: World, participant: Participant, reason: LeftReason, isKicked = false): void {
  const { conference } = participant;
  if (participant.leftAt !== null) return;
  goOut(world, participant, reason);
  if (conference.status === 'completed') return;
  if (participant.joinedAt !== null && participant.beepOnExit)
    for (const other of present(conference)) noteHeard(world, other.leg, 'beep', `${participant.leg.remote} left`);
  if (participant.endOnExit && participant.joinedAt !== null)
    endConference(world, conference, `participant-with-end-conference-on-exit-${isKicked ? 'kicked' : 'left'}`, participant);
  else if (conference.participants.length === 0)
    endConference(world, conference, isKicked ? 'last-participant-kicked' : 'last-participant-left', participant);
  else refreshConferenceSound(world, conference);
}

/** The conference is over; whoever is still in it goes on with what follows his Dial. https://www.twilio.com/docs/voice/twiml/conference#attributes-end-conference-on-exit */
export function endConference(world: World, conference: Conference, reason: EndReason, by: Participant | null): void {
  if (conference.status === 'completed') return;
  conference.status = 'completed';
  conference.endedAt = world.clock.now();
  conference.endReason = reason;
  conference.endedBy = by?.leg.sid ?? null;
  const why: LeftReason = reason === 'conference-ended-via-api' ? 'conference_ended_via_api' : 'moderator_ended_conference';
  for (const participant of conference.participants) goOut(world, participant, why);
  refreshConferenceSound(world, conference);
  if (conference.recording !== null) finishRecording(world, conference.recording);
  tellConference(world, conference, 'end', 'conference-end', {
    extra: {
      ReasonConferenceEnded: reason,
      Reason: REASONS[reason],
      ...(by === null ? {} : { CallSidEndingConference: by.leg.sid }),
      ...(by === null || by.label === null ? {} : { ParticipantLabelEndingConference: by.label }),
    },
  });
}
