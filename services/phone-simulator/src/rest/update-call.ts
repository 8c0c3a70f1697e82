import { z } from 'zod';
import { isEnded, type Leg } from '../calls/leg.js';
import { endLeg } from '../calls/leg-life.js';
import { runCall } from '../calls/run-program.js';
import { noteEvent, type World } from '../world.js';
import { isHttpUrl, method, parseForm } from './form.js';
import { RestProblem } from './problem.js';

const updateSchema = z.object({
  Url: z.string().optional(),
  Twiml: z.string().max(4_000).optional(),
  Method: method.default('POST'),
  Status: z.enum(['canceled', 'completed']).optional(),
  FallbackUrl: z.string().optional(),
  FallbackMethod: method.default('POST'),
  StatusCallback: z.string().optional(),
  StatusCallbackMethod: method.default('POST'),
  TimeLimit: z.coerce.number().int().min(1).optional(),
});

const NOT_IN_PROGRESS = 'Call is not in-progress. Cannot redirect.';

function end(world: World, leg: Leg, status: 'canceled' | 'completed'): void {
  const isTalking = leg.answeredAt !== null;
  // `canceled` touches only calls that are queued or ringing. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
  if (status === 'canceled' && isTalking)
    throw new RestProblem(400, 21220, 'Invalid call state: the call is in progress and cannot be canceled');
  endLeg(world, leg, isTalking ? 'completed' : 'canceled', 'ended by REST');
}

/**
 * Gives a live call another document. The parent of a Dial goes on and its child is hung up
 * (https://www.twilio.com/docs/api/2008-08-01/rest/change-call-state: "the main call segment will continue on, but the second leg
 * will be disconnected"), the Dial's action is asked even so (seen in public field tests). A child goes on by itself, and the
 * parent with what follows its Dial (*unverified*).
 */
function redirect(world: World, leg: Leg, input: z.infer<typeof updateSchema>): void {
  if (leg.status !== 'in-progress') throw new RestProblem(400, 21220, NOT_IN_PROGRESS);
  if (input.Url && !isHttpUrl(input.Url)) throw new RestProblem(400, 21205, `Url is not a valid URL: ${input.Url}`);
  noteEvent(world, leg, 'redirected', input.Url ?? 'Twiml');
  if (leg.parentSid !== null) {
    leg.lifted = true;
    leg.diverted.resolve();
  }
  void runCall(
    world,
    leg,
    input.Twiml ? { kind: 'twiml', twiml: input.Twiml, url: '' } : { kind: 'url', url: input.Url ?? '', method: input.Method, extra: {} },
  );
}

/** Changes a live call: ends it or gives it another document. */
export function updateCall(world: World, leg: Leg, body: unknown): void {
  const input = parseForm(updateSchema, body);
  if (isEnded(leg)) throw new RestProblem(400, 21220, NOT_IN_PROGRESS);
  if (input.FallbackUrl) leg.fallback = { url: input.FallbackUrl, method: input.FallbackMethod };
  if (input.StatusCallback) leg.callbacks = [{ url: input.StatusCallback, method: input.StatusCallbackMethod, events: ['completed'] }];
  if (input.Status !== undefined) end(world, leg, input.Status);
  else if (input.Url || input.Twiml) redirect(world, leg, input);
}
