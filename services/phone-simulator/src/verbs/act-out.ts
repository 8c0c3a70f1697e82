import { answerLeg } from '../calls/leg-life.js';
import { goto, methodOf, type Running, type VerbResult } from '../calls/running.js';
import { childrenOf, type Element, textOf } from '../twiml/parse-twiml.js';
import { dialConference } from './conference.js';
import { dial } from './dial.js';
import { dialQueue } from './dial-queue.js';
import { enqueue } from './enqueue.js';
import { gather } from './gather.js';
import { pause, play, say } from './prompts.js';
import { record } from './record.js';
import { start, stop } from './start-stop.js';

/** Acts out one verb of a document. What is not markup was warned of when the document was read, and is passed over here. */
export async function actOut(running: Running, verb: Element): Promise<VerbResult> {
  const { world, leg } = running;
  switch (verb.name) {
    case 'Say':
    case 'Play':
      answerLeg(world, leg);
      await (verb.name === 'Say' ? say(running, verb) : play(running, verb));
      return { kind: 'next' };
    case 'Pause':
      // https://www.twilio.com/docs/voice/twiml/pause: as the first verb it delays the answer
      await pause(running, verb);
      return { kind: 'next' };
    case 'Gather':
      answerLeg(world, leg);
      return gather(running, verb);
    case 'Record':
      answerLeg(world, leg);
      return record(running, verb);
    case 'Dial': {
      const noun = childrenOf(verb).find(({ name }) => name === 'Conference' || name === 'Queue');
      if (noun === undefined) return dial(running, verb);
      return noun.name === 'Conference' ? dialConference(running, verb, noun) : dialQueue(running, verb, noun);
    }
    case 'Enqueue':
      return enqueue(running, verb);
    case 'Start':
      start(running, verb);
      return { kind: 'next' };
    case 'Stop':
      stop(running, verb);
      return { kind: 'next' };
    case 'Redirect':
      return goto(running, textOf(verb), methodOf(verb), {});
    case 'Reject':
      // https://www.twilio.com/docs/voice/twiml/reject: a call that was answered is hung up instead (*unverified*)
      if (leg.answeredAt !== null) return { kind: 'hangup' };
      return { kind: 'reject', reason: verb.attributes.reason === 'busy' ? 'busy' : 'rejected' };
    case 'Hangup':
      return { kind: 'hangup' };
    default:
      return { kind: 'next' };
  }
}
