import { ApplicationFailure, Interrupted } from '../calls/interruption.js';
import { CONFERENCE_MUSIC, listen } from '../verbs/listen.js';
import { noteHeard, type World } from '../world.js';
import type { Music, Participant } from './conference.js';

/** What a participant hears instead of the others: the hold music, or the waiting music until the conference starts. */
function wanted(participant: Participant): Music | null {
  if (participant.joinedAt === null || participant.leftAt !== null) return null;
  if (participant.hold) return participant.holdMusic;
  return participant.conference.status === 'init' ? participant.wait : null;
}

/** Plays music to a participant; after its last verb there is silence. https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl */
async function play(world: World, participant: Participant, music: Music, signal: AbortSignal, onFailure: () => void): Promise<void> {
  const { leg } = participant;
  if (music.kind !== 'url') {
    noteHeard(world, leg, music.kind === 'default' ? 'play' : 'silence', participant.hold ? 'on hold' : 'waiting for the conference');
    return;
  }
  try {
    await listen(world, leg, { kind: 'url', url: music.url, method: music.method, extra: {} }, CONFERENCE_MUSIC, signal);
    noteHeard(world, leg, 'silence', 'the music is over');
  } catch (error) {
    if (error instanceof Interrupted || signal.aborted) return;
    if (!(error instanceof ApplicationFailure)) throw error;
    onFailure();
  }
}

/** Starts, changes or stops the music of a participant as his state asks for. `onFailure`: the music could not be had. */
export function refreshMusic(world: World, participant: Participant, onFailure: () => void): void {
  const music = wanted(participant);
  if (participant.playing?.music === music || (participant.playing === null && music === null)) return;
  participant.playing?.stop.abort(new Interrupted('redirect'));
  participant.playing = null;
  if (music === null) return;
  const stop = new AbortController();
  participant.playing = { music, stop };
  play(world, participant, music, stop.signal, onFailure).catch((error: unknown) => {
    world.log.error({
      event: 'simulator.music-crashed',
      callSid: participant.leg.sid,
      error: error instanceof Error ? error.stack : String(error),
    });
  });
}
