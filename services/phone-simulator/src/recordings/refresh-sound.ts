import type { Leg } from '../calls/leg.js';
import type { Conference } from '../conferences/conference.js';
import { hears, speaks } from '../conferences/who-hears-whom.js';
import { append } from '../ledger/ledger.js';
import { announceChange, isoNow, nextEntryId, type World } from '../world.js';
import { isLive, type Recording, type Speaker } from './recording.js';
import { setSpeakers } from './speakers.js';
import { pitchOf } from './wav.js';

function pitch(leg: Leg): number {
  return leg.manners.toneHz ?? pitchOf(leg.remote, leg.direction === 'inbound' ? 'caller' : 'called');
}

/** Whom this leg hears at the moment. */
function heardBy(world: World, leg: Leg): Leg[] {
  const partner = world.legs.get(leg.bridgedWith ?? '');
  if (partner) return partner.muted ? [] : [partner];
  const seat = world.seats.get(leg.sid);
  return seat === undefined ? [] : seat.conference.participants.filter((other) => hears(seat, other)).map((other) => other.leg);
}

/** The party at the far end of a leg on the first channel, whom it hears on the second. What documents say and play is not in it. */
export function speakersOf(world: World, leg: Leg, track: Recording['track']): Speaker[] {
  const seat = world.seats.get(leg.sid);
  const isSilent = seat === undefined ? leg.muted : !speaks(seat);
  const own: Speaker[] = isSilent ? [] : [{ key: leg.sid, hz: pitch(leg), turn: 0, channel: 0 }];
  const others = heardBy(world, leg).map((other): Speaker => ({ key: other.sid, hz: pitch(other), turn: 1, channel: 1 }));
  return [...(track === 'outbound' ? [] : own), ...(track === 'inbound' ? [] : others)];
}

/** Recordings of a leg that follow whom it is connected with hear the change. */
export function refreshLegSound(world: World, leg: Leg): void {
  for (const recording of leg.recordings)
    if (recording.follows && isLive(recording)) setSpeakers(recording, speakersOf(world, leg, recording.track), world.clock.now());
}

/** Writes down who hears whom from now on. */
function noteAudible(world: World, conference: Conference): void {
  const now = new Map<string, { listener: Leg; speaker: Leg }>(
    conference.participants.flatMap((listener) =>
      conference.participants
        .filter((speaker) => hears(listener, speaker))
        .map((speaker) => [`${listener.leg.sid}:${speaker.leg.sid}`, { listener: listener.leg, speaker: speaker.leg }] as const),
    ),
  );
  for (const [pair, entry] of conference.audible) {
    if (now.has(pair)) continue;
    entry.to = isoNow(world);
    conference.audible.delete(pair);
  }
  for (const [pair, { listener, speaker }] of now) {
    if (conference.audible.has(pair)) continue;
    const entry = append(world.ledger, 'audible', {
      id: nextEntryId(world),
      conferenceSid: conference.sid,
      listenerCallSid: listener.sid,
      speakerCallSid: speaker.sid,
      parties: [listener.remote, speaker.remote] as [string, string],
      from: isoNow(world),
      to: null as string | null,
    });
    conference.audible.set(pair, entry);
  }
}

/**
 * The first to join on the first channel, all others on the second; a coach is not in it (*unverified*).
 * https://www.twilio.com/en-us/changelog/dual-channel-voice-conference-recordings
 */
function conferenceSpeakers(conference: Conference): Speaker[] {
  const [first] = conference.history.filter((participant) => participant.joinedAt !== null);
  return conference.participants
    .filter((participant) => speaks(participant) && participant.coached === null)
    .map((participant) => {
      const side = participant === first ? 0 : 1;
      return { key: participant.leg.sid, hz: pitch(participant.leg), turn: side, channel: side };
    });
}

/** Somebody came, went, was muted or held: what is recorded of a conference and of those in it hears the change. */
export function refreshConferenceSound(world: World, conference: Conference): void {
  noteAudible(world, conference);
  const { recording } = conference;
  if (recording !== null && isLive(recording)) setSpeakers(recording, conferenceSpeakers(conference), world.clock.now());
  for (const { leg } of conference.participants) refreshLegSound(world, leg);
  announceChange(world, 'conference', { sid: conference.sid, status: conference.status });
}

/** A telephone was muted or unmuted by whoever holds it. */
export function refreshSoundAround(world: World, leg: Leg): void {
  const seat = world.seats.get(leg.sid);
  if (seat) refreshConferenceSound(world, seat.conference);
  refreshLegSound(world, leg);
  const partner = world.legs.get(leg.bridgedWith ?? '');
  if (partner) refreshLegSound(world, partner);
}
