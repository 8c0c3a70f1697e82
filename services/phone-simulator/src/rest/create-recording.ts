import { z } from 'zod';
import type { Leg } from '../calls/leg.js';
import { recordLive } from '../recordings/record-live.js';
import type { Recording } from '../recordings/recording.js';
import { noteWarning, type World } from '../world.js';
import { eventsOf, many, method, parseForm } from './form.js';
import { RestProblem } from './problem.js';
import { requireUrl } from './update-participant.js';

const EVENTS = ['in-progress', 'completed', 'absent'] as const;

/** https://www.twilio.com/docs/voice/api/recording#create-a-recording-resource; `Trim` is taken and not acted out */
const createSchema = z.object({
  RecordingStatusCallback: z.string().optional(),
  RecordingStatusCallbackMethod: method.default('POST'),
  RecordingStatusCallbackEvent: many.optional(),
  RecordingChannels: z.enum(['mono', 'dual']).default('mono'),
  RecordingTrack: z.enum(['inbound', 'outbound', 'both']).default('both'),
  Trim: z.enum(['trim-silence', 'do-not-trim']).default('do-not-trim'),
});

/** Begins to record a call that goes on. */
export function createRecording(world: World, leg: Leg, body: unknown): Recording {
  const input = parseForm(createSchema, body);
  const events = eventsOf(input.RecordingStatusCallbackEvent ?? ['completed'], EVENTS);
  const { RecordingStatusCallback: url } = input;
  const callback = url ? { url: requireUrl('RecordingStatusCallback', url), method: input.RecordingStatusCallbackMethod, events } : null;
  // https://www.twilio.com/docs/api/errors/21220
  if (leg.status !== 'in-progress') throw new RestProblem(400, 21220, 'Requested resource is not eligible for recording');
  for (const name of Object.keys(body ?? {}))
    if (!(name in createSchema.shape)) noteWarning(world, leg.sid, 20001, `unknown parameter ${name} in create recording`, 'warning');
  return recordLive(world, leg, {
    source: 'StartCallRecordingAPI',
    channels: input.RecordingChannels === 'dual' ? 2 : 1,
    track: input.RecordingTrack,
    callback,
    name: null,
  });
}
