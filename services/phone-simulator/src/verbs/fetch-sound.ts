import type { Leg } from '../calls/leg.js';
import { PLAY_MS } from '../twiml/say-length.js';
import type { Answer } from '../webhooks/http-sender.js';
import { noteWarning, type World } from '../world.js';

const DEADLINE_MS = 15_000;
const WAV_HEADER = 44;

/** The length of a PCM WAV by its header; null for other sound. */
function wavLengthMs(answer: Answer): number | null {
  const { head, bytes } = answer;
  if (head.length < WAV_HEADER || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return null;
  const bytesPerSecond = head.readUInt32LE(28);
  return bytesPerSecond === 0 ? null : Math.round(((bytes - WAV_HEADER) * 1_000) / bytesPerSecond);
}

/**
 * Fetches what a Play names and returns how long it sounds; null when it is not there or no sound, which is an error in the
 * provider's debugger. https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types
 */
export async function fetchSound(world: World, leg: Leg, url: string): Promise<number | null> {
  const outcome = await world.busy.track(
    world.sender.send({
      url,
      method: 'GET',
      headers: { accept: 'audio/*', 'user-agent': 'TwilioProxy/1.1' },
      body: '',
      connectMs: DEADLINE_MS,
      readMs: DEADLINE_MS,
      totalMs: DEADLINE_MS,
    }),
  );
  if ('error' in outcome) {
    noteWarning(world, leg.sid, 11200, `Play: ${outcome.error}: ${outcome.message} from ${url}`);
    return null;
  }
  if (outcome.status < 200 || outcome.status >= 300) {
    noteWarning(world, leg.sid, 11200, `Play: HTTP ${outcome.status} from ${url}`);
    return null;
  }
  // https://www.twilio.com/docs/api/errors/12300
  if (!/^(audio\/|application\/ogg)/i.test(outcome.contentType)) {
    noteWarning(world, leg.sid, 12300, `Play: ${outcome.contentType || 'no content type'} from ${url}`);
    return null;
  }
  return wavLengthMs(outcome) ?? PLAY_MS;
}
