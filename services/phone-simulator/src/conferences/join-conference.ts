import type { Leg } from '../calls/leg.js';
import { endLeg } from '../calls/leg-life.js';
import { refreshConferenceSound } from '../recordings/refresh-sound.js';
import { startRecording } from '../recordings/start-recording.js';
import { noteEvent, noteHeard, type World } from '../world.js';
import {
  type Conference,
  type ConferenceSettings,
  type Manner,
  makeConference,
  makeParticipant,
  type Participant,
  present,
} from './conference.js';
import { leaveConference } from './leave-conference.js';
import { refreshMusic } from './music.js';
import { tellConference } from './tell-conference.js';

/** The conference of this name that goes on. A name belongs to one at a time, in the whole account. */
export function findConference(world: World, friendlyName: string): Conference | undefined {
  return [...world.conferences.values()].find((one) => one.friendlyName === friendlyName && one.status !== 'completed');
}

/** The conference of this name; the first to come opens it and decides how it is held. */
export function openConference(world: World, friendlyName: string, settings: ConferenceSettings): Conference {
  const known = findConference(world, friendlyName);
  if (known) return known;
  const conference = makeConference(friendlyName, settings, world.conferences.size + 1, world.clock.now());
  world.conferences.set(conference.sid, conference);
  return conference;
}

/** A place for a leg that is in the conference soon. */
export function takeSeat(world: World, conference: Conference, leg: Leg, manner: Manner): Participant {
  const participant = makeParticipant(conference, leg, manner, world.clock.now());
  conference.participants.push(participant);
  conference.history.push(participant);
  world.seats.set(leg.sid, participant);
  return participant;
}

/** It starts with the second participant, once somebody who may start it is there. https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-event */
function mayStart(conference: Conference): boolean {
  const here = present(conference);
  return conference.status === 'init' && here.length >= 2 && here.some((one) => one.startOnEnter);
}

/** From here on he talks to somebody, and stays as long as he does by himself. */
function beginToTalk(world: World, { leg, conference }: Participant): void {
  noteHeard(world, leg, 'conference', conference.friendlyName);
  const { talkMs } = leg.manners;
  if (talkMs !== undefined) leg.timers.push(world.clock.after(talkMs, () => endLeg(world, leg, 'completed', `${leg.remote} hung up`)));
}

/** https://www.twilio.com/docs/voice/twiml/conference#record: the recording begins when the first two are joined */
function start(world: World, conference: Conference): void {
  conference.status = 'in-progress';
  const here = present(conference);
  for (const participant of here) {
    refreshMusic(world, participant, () => undefined);
    beginToTalk(world, participant);
  }
  tellConference(world, conference, 'start', 'conference-start');
  const [first] = here;
  if (conference.record === null || !first) return;
  // Dual-channel by default since September 2025; https://www.twilio.com/en-us/changelog/dual-channel-voice-conference-recordings
  conference.recording = startRecording(world, first.leg, {
    source: 'Conference',
    channels: 2,
    callback: conference.record.callback,
    conferenceSid: conference.sid,
    speakers: [],
  });
}

/** Somebody with a seat comes in. Without the music he asked for he does not stay. https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl */
export function joinConference(world: World, participant: Participant): void {
  const { conference, leg } = participant;
  participant.joinedAt = world.clock.now();
  participant.updatedAt = participant.joinedAt;
  noteEvent(world, leg, 'conference-joined', conference.friendlyName);
  if (participant.beepOnEnter)
    for (const other of present(conference)) if (other !== participant) noteHeard(world, other.leg, 'beep', `${leg.remote} joined`);
  tellConference(world, conference, 'join', 'participant-join', { participant });
  if (mayStart(conference)) start(world, conference);
  else if (conference.status === 'in-progress') beginToTalk(world, participant);
  else refreshMusic(world, participant, () => leaveConference(world, participant, 'participant_add_failed'));
  refreshConferenceSound(world, conference);
}
