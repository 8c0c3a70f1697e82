import type { Leg } from '../calls/leg.js';
import { type Deferred, makeDeferred } from '../deferred.js';
import type { AudibleEntry } from '../ledger/ledger.js';
import type { Recording, RecordingCallback } from '../recordings/recording.js';
import { makeSid } from '../sids.js';
import type { HttpMethod } from '../webhooks/http-method.js';

export type ConferenceStatus = 'init' | 'in-progress' | 'completed';
export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';
/** https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-parameters */
export type LeftReason =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed';

export const conferenceEvents = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'] as const;
export type ConferenceEvent = (typeof conferenceEvents)[number];

export interface ConferenceCallback {
  url: string;
  method: HttpMethod;
  events: readonly ConferenceEvent[];
}

/** What somebody hears who hears nobody. */
export type Music = { kind: 'default' } | { kind: 'silence' } | { kind: 'url'; url: string; method: HttpMethod };

/** How somebody takes part, as asked for by markup or REST. */
export interface Manner {
  label: string | null;
  muted: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  beepOnEnter: boolean;
  beepOnExit: boolean;
  /** The call of the participant he coaches: the only one to hear him. */
  coached: string | null;
  wait: Music;
}

/** What the first participant decides for a conference. https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback */
export interface ConferenceSettings {
  maxParticipants: number;
  callback: ConferenceCallback | null;
  record: { callback: RecordingCallback | null } | null;
  region: string;
}

export interface Participant extends Manner {
  readonly conference: Conference;
  readonly leg: Leg;
  readonly createdAt: number;
  updatedAt: number;
  /** Null while he is still called. */
  joinedAt: number | null;
  leftAt: number | null;
  leftReason: LeftReason | null;
  hold: boolean;
  holdMusic: Music;
  /** What he is played now instead of the others. */
  playing: { music: Music; stop: AbortController } | null;
  readonly left: Deferred<void>;
}

export interface Conference extends ConferenceSettings {
  readonly sid: string;
  readonly ordinal: number;
  readonly friendlyName: string;
  readonly createdAt: number;
  updatedAt: number;
  endedAt: number | null;
  status: ConferenceStatus;
  endReason: EndReason | null;
  endedBy: string | null;
  /** Those in it and those still called, in the order they came. */
  participants: Participant[];
  /** All who ever were in it. */
  readonly history: Participant[];
  sequence: number;
  recording: Recording | null;
  /** Who hears whom now, by listener and speaker. */
  readonly audible: Map<string, AudibleEntry>;
  /** Callbacks of one conference leave one after the other. */
  lastCallback: Promise<void>;
}

export function makeConference(friendlyName: string, settings: ConferenceSettings, ordinal: number, now: number): Conference {
  return {
    sid: makeSid('CF'),
    ordinal,
    friendlyName,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
    status: 'init',
    endReason: null,
    endedBy: null,
    participants: [],
    history: [],
    // *unverified* where the numbers begin; the page's example is 1
    sequence: 1,
    recording: null,
    audible: new Map(),
    lastCallback: Promise.resolve(),
    ...settings,
  };
}

export function makeParticipant(conference: Conference, leg: Leg, manner: Manner, now: number): Participant {
  return {
    ...manner,
    conference,
    leg,
    createdAt: now,
    updatedAt: now,
    joinedAt: null,
    leftAt: null,
    leftReason: null,
    hold: false,
    holdMusic: { kind: 'default' },
    playing: null,
    left: makeDeferred(),
  };
}

/** Those who have come in, in order. */
export function present(conference: Conference): Participant[] {
  return conference.participants.filter((participant) => participant.joinedAt !== null);
}
