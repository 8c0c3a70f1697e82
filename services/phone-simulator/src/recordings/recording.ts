import type { HttpMethod } from '../webhooks/http-method.js';
import type { Voice } from './wav.js';

export type RecordingSource =
  | 'DialVerb'
  | 'RecordVerb'
  | 'OutboundAPI'
  | 'Conference'
  | 'StartCallRecordingAPI'
  | 'StartCallRecordingTwiML';
export type RecordingStatus = 'in-progress' | 'paused' | 'stopped' | 'processing' | 'completed' | 'absent' | 'deleted';
export type RecordingEvent = 'in-progress' | 'completed' | 'absent';
export type RecordingTrack = 'inbound' | 'outbound' | 'both';

export interface RecordingCallback {
  url: string;
  method: HttpMethod;
  events: readonly RecordingEvent[];
}

/** Somebody who is heard in a recording while it goes on. */
export interface Speaker extends Pick<Voice, 'hz' | 'turn' | 'channel'> {
  /** Tells him from the others: his call. */
  key: string;
}

export interface Recording {
  readonly sid: string;
  readonly ordinal: number;
  /** The call it belongs to; of a conference, the call of its first participant. */
  readonly callSid: string;
  readonly conferenceSid: string | null;
  /** By which a document may stop it. */
  readonly name: string | null;
  readonly source: RecordingSource;
  readonly track: RecordingTrack;
  readonly channels: 1 | 2;
  readonly startedAt: number;
  endedAt: number | null;
  updatedAt: number;
  status: RecordingStatus;
  readonly callback: RecordingCallback | null;
  /** Its sound follows whomever its call is connected with at any moment. */
  readonly follows: boolean;
  /** Since when it is paused, and whether the pause is cut out or silent. */
  pause: { since: number; cutOut: boolean } | null;
  /** How much pauses have cut out of it. */
  cutMs: number;
  /** Who is heard now, or would be if it were not paused. */
  speakers: readonly Speaker[];
  /** Who was heard, from when to when. */
  voices: Voice[];
  /** The voices of those heard now. */
  open: Map<string, Voice>;
  /** SHA-256 of the media by number of channels asked for, once somebody wanted to know. */
  digests: Map<number, { sha256: string; bytes: number }>;
  /** How often its media has been asked for; a `404-for-a-while` counts on it. */
  fetches: number;
}

export function isLive(recording: Recording): boolean {
  return recording.status === 'in-progress' || recording.status === 'paused';
}

export function recordedMs(recording: Recording): number {
  return recording.endedAt === null ? 0 : recording.endedAt - recording.startedAt - recording.cutMs;
}

/** Whole seconds, as the provider tells it. */
export function recordedSeconds(recording: Recording): number {
  return Math.round(recordedMs(recording) / 1_000);
}
