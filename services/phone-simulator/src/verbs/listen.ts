import { fetchOnce } from '../calls/fetch-document.js';
import { ApplicationFailure } from '../calls/interruption.js';
import type { Leg } from '../calls/leg.js';
import { type DocumentSource, goto, type Listening, methodOf } from '../calls/running.js';
import { sleep } from '../clock/sim-clock.js';
import { type Element, textOf } from '../twiml/parse-twiml.js';
import { noteWarning, type World } from '../world.js';
import { gather } from './gather.js';
import { pause, play, say } from './prompts.js';

/** Markup heard while waiting for a conference, on hold in one, or announced into it. https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl */
export const CONFERENCE_MUSIC: readonly string[] = ['Play', 'Say', 'Pause', 'Redirect'];
/** Markup heard while waiting in a queue. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl */
export const QUEUE_MUSIC: readonly string[] = [...CONFERENCE_MUSIC, 'Hangup', 'Leave', 'Gather'];

const MAX_DOCUMENTS = 5_000;
/** A document that takes no time is not asked for again at once; the provider's own pace is *unverified*. */
const BREATH_MS = 1_000;

type Heard = { kind: 'next' } | { kind: 'goto'; source: DocumentSource } | { kind: 'hangup' } | { kind: 'leave' };

async function hear(listening: Listening, verb: Element): Promise<Heard> {
  switch (verb.name) {
    case 'Say':
      await say(listening, verb);
      return { kind: 'next' };
    case 'Play':
      await play(listening, verb);
      return { kind: 'next' };
    case 'Pause':
      await pause(listening, verb);
      return { kind: 'next' };
    case 'Redirect': {
      const result = goto(listening, textOf(verb).trim() || listening.documentUrl, methodOf(verb), {});
      return result.kind === 'goto' ? result : { kind: 'next' };
    }
    case 'Gather': {
      const result = await gather(listening, verb);
      return result.kind === 'goto' ? result : { kind: 'next' };
    }
    case 'Hangup':
      return { kind: 'hangup' };
    case 'Leave':
      return { kind: 'leave' };
    default:
      return { kind: 'next' };
  }
}

/** Acts out verbs for somebody who only listens; others than those allowed are a warning and passed over. */
export async function hearVerbs(listening: Listening, verbs: readonly Element[], allowed: readonly string[]): Promise<Heard> {
  for (const verb of verbs) {
    if (!allowed.includes(verb.name)) {
      noteWarning(listening.world, listening.leg.sid, 12200, `<${verb.name}> is not allowed in ${listening.documentUrl}`, 'warning');
      continue;
    }
    const result = await hear(listening, verb);
    if (result.kind !== 'next') return result;
  }
  return { kind: 'next' };
}

/** Plays a document and whatever it redirects to, beside what else goes on with the leg. */
export async function listen(
  world: World,
  leg: Leg,
  first: DocumentSource,
  allowed: readonly string[],
  signal: AbortSignal,
): Promise<'over' | 'hangup' | 'leave'> {
  let source = first;
  for (let documents = 0; documents < MAX_DOCUMENTS; documents += 1) {
    const began = world.clock.now();
    const document = await fetchOnce(world, leg, source);
    if (signal.aborted) throw signal.reason;
    const result = await hearVerbs({ world, leg, signal, documentUrl: document.url }, document.verbs, allowed);
    if (result.kind === 'next') return 'over';
    if (result.kind !== 'goto') return result.kind;
    source = result.source;
    if (world.clock.now() === began) await sleep(world.clock, BREATH_MS, signal);
  }
  throw new ApplicationFailure(11200, `more than ${MAX_DOCUMENTS} documents heard`, source.url);
}
