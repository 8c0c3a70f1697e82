import { intOf, type Listening, resolveUrl } from '../calls/running.js';
import { sleep } from '../clock/sim-clock.js';
import { type Element, textOf } from '../twiml/parse-twiml.js';
import { sayLengthMs } from '../twiml/say-length.js';
import { noteHeard } from '../world.js';
import { fetchSound } from './fetch-sound.js';

const MS_PER_KEY = 250;

/** loop="0" repeats up to a thousand times. https://www.twilio.com/docs/voice/twiml/say#loop */
function loops(verb: Element): number {
  const loop = intOf(verb, 'loop', 1);
  return loop === 0 ? 1_000 : loop;
}

export async function say(running: Listening, verb: Element): Promise<void> {
  const text = textOf(verb).trim();
  if (text === '') return;
  for (let round = loops(verb); round > 0; round -= 1) {
    noteHeard(running.world, running.leg, 'say', text);
    await sleep(running.world.clock, sayLengthMs(text), running.signal);
  }
}

export async function play(running: Listening, verb: Element): Promise<void> {
  const { world, leg } = running;
  const { digits } = verb.attributes;
  const sound = digits === undefined ? resolveUrl(running, textOf(verb)) : `keys ${digits}`;
  const length = digits === undefined ? await fetchSound(world, leg, sound) : digits.length * MS_PER_KEY;
  if (running.signal.aborted) throw running.signal.reason;
  if (length === null) {
    // The call goes on with the next verb (*unverified*).
    noteHeard(world, leg, 'error', `no sound at ${sound}`);
    return;
  }
  for (let round = loops(verb); round > 0; round -= 1) {
    noteHeard(world, leg, 'play', sound);
    await sleep(world.clock, length, running.signal);
  }
}

export async function pause(running: Listening, verb: Element): Promise<void> {
  const seconds = intOf(verb, 'length', 1);
  noteHeard(running.world, running.leg, running.leg.answeredAt === null ? 'ring' : 'silence', `pause ${seconds} s`);
  await sleep(running.world.clock, seconds * 1_000, running.signal);
}
