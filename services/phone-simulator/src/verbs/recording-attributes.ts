import { type Listening, methodOf, resolveUrl } from '../calls/running.js';
import type { RecordingCallback, RecordingEvent } from '../recordings/recording.js';
import type { Element } from '../twiml/parse-twiml.js';

const EVENTS: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent'];

/** Whom to tell of a recording; `completed` alone unless more is asked for. https://www.twilio.com/docs/voice/twiml/dial#recordingstatuscallbackevent */
export function recordingCallbackOf(running: Pick<Listening, 'documentUrl'>, verb: Element): RecordingCallback | null {
  const url = verb.attributes.recordingStatusCallback;
  if (url === undefined) return null;
  const words = (verb.attributes.recordingStatusCallbackEvent ?? 'completed').split(/\s+/);
  return {
    url: resolveUrl(running, url),
    method: methodOf(verb, 'recordingStatusCallbackMethod'),
    events: EVENTS.filter((event) => words.includes(event)),
  };
}
