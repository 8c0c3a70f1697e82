import { z } from 'zod';
import { isEnded, type Leg } from '../calls/leg.js';
import { addLeg, endLeg } from '../calls/leg-life.js';
import { runCall } from '../calls/run-program.js';
import type { World } from '../world.js';
import { ControlProblem } from './control-route.js';

export const phoneInSchema = z.strictObject({
  /** E.164, `anonymous`, `sip:…`, `client:…`, a short code, or a lie. */
  from: z.string().max(2_000),
  to: z.string(),
  /** Pitch of the caller's voice. */
  speak: z.number().int().min(50).max(3_000).optional(),
  /** Hangs up this long after he was connected. */
  talkMs: z.number().int().min(0).optional(),
  /** Speaks this long into a Record, then hangs up. */
  speakMs: z.number().int().min(0).optional(),
  /** Keys pressed when first asked. */
  digits: z
    .string()
    .regex(/^[0-9*#]*$/)
    .optional(),
  /**
   * His carrier cuts a call nobody answers after this long; null: never. An exchange waits 90 to 180 s (timer T9 of ITU-T Q.764, annex A, by Q.118); many
   * carriers wait less, and 60 s is *unverified*.
   */
  carrierPatienceMs: z.number().int().min(1_000).nullable().default(60_000),
  /** Hangs up this long after he dialled, whatever happens. */
  hangupAfterMs: z.number().int().min(0).optional(),
});

/**
 * A caller phones one of our numbers. The number's status callback is told when the call is over, also when the caller gave
 * up while it rang. https://www.twilio.com/docs/voice/api/incomingphonenumber-resource
 */
export function phoneIn(world: World, input: z.infer<typeof phoneInSchema>): Leg {
  const own = world.numbers.get(input.to);
  if (!own) throw new ControlProblem(404, `the number ${input.to} is not in service: configure it with PUT /control/numbers/${input.to}`);
  const leg = addLeg(world, {
    parentSid: null,
    direction: 'inbound',
    from: input.from,
    to: own.number,
    remote: input.from,
    status: 'ringing',
    callbacks: own.statusCallback === null ? [] : [{ url: own.statusCallback, method: 'POST', events: ['completed'] }],
    fallback: own.voiceFallbackUrl === null ? null : { url: own.voiceFallbackUrl, method: 'POST' },
    manners: { talkMs: input.talkMs, speakMs: input.speakMs, digits: input.digits, toneHz: input.speak },
  });
  if (input.hangupAfterMs !== undefined) leg.timers.push(world.clock.after(input.hangupAfterMs, () => hangUp(world, leg)));
  if (input.carrierPatienceMs !== null)
    leg.timers.push(
      world.clock.after(input.carrierPatienceMs, () => {
        if (leg.answeredAt === null) endLeg(world, leg, 'no-answer', 'the carrier gave up waiting for an answer');
      }),
    );
  void runCall(world, leg, { kind: 'url', url: own.voiceUrl, method: own.voiceMethod, extra: {} });
  return leg;
}

/** The far end hangs up. A caller who was never answered leaves a `no-answer` (*unverified*; the answer stands in the number's status callback only). */
export function hangUp(world: World, leg: Leg): void {
  if (isEnded(leg)) return;
  if (leg.answeredAt !== null) endLeg(world, leg, 'completed', `${leg.remote} hung up`);
  else if (leg.direction === 'inbound') endLeg(world, leg, 'no-answer', 'the caller hung up while it rang');
  else endLeg(world, leg, 'busy', 'declined');
}
