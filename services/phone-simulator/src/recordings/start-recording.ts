import type { Leg } from '../calls/leg.js';
import { makeSid } from '../sids.js';
import { noteEvent, type World } from '../world.js';
import type { Recording, RecordingCallback, RecordingSource, RecordingTrack, Speaker } from './recording.js';
import { tellRecording } from './recording-callback.js';
import { setSpeakers } from './speakers.js';

export interface NewRecording {
  source: RecordingSource;
  channels: 1 | 2;
  callback: RecordingCallback | null;
  speakers: readonly Speaker[];
  conferenceSid?: string;
  name?: string | null;
  track?: RecordingTrack;
  follows?: boolean;
}

/** Begins to record a call. `call` is the parent leg of a two-leg call. https://www.twilio.com/docs/voice/api/recording#recording-properties */
export function startRecording(world: World, call: Leg, spec: NewRecording): Recording {
  const now = world.clock.now();
  const recording: Recording = {
    sid: makeSid('RE'),
    ordinal: world.recordings.size + 1,
    callSid: call.sid,
    conferenceSid: spec.conferenceSid ?? null,
    name: spec.name ?? null,
    source: spec.source,
    track: spec.track ?? 'both',
    channels: spec.channels,
    callback: spec.callback,
    follows: spec.follows ?? false,
    startedAt: now,
    endedAt: null,
    updatedAt: now,
    status: 'in-progress',
    pause: null,
    cutMs: 0,
    speakers: [],
    voices: [],
    open: new Map(),
    digests: new Map(),
    fetches: 0,
  };
  setSpeakers(recording, spec.speakers, now);
  world.recordings.set(recording.sid, recording);
  // A conference is not recorded any less when the first to come leaves it.
  if (recording.conferenceSid === null) call.recordings.push(recording);
  noteEvent(world, call, 'recording', `${recording.sid} in-progress`);
  tellRecording(world, recording, 'in-progress');
  return recording;
}
