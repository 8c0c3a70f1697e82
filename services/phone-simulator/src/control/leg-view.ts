import { type Leg, talkedSeconds } from '../calls/leg.js';
import type { World } from '../world.js';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A leg as the control API and the page show it. */
export function legView(world: World, leg: Leg) {
  return {
    callSid: leg.sid,
    parentCallSid: leg.parentSid,
    ordinal: leg.ordinal,
    direction: leg.direction,
    from: leg.from,
    to: leg.to,
    remote: leg.remote,
    status: leg.status,
    bridgedWith: leg.bridgedWith,
    conference: world.seats.get(leg.sid)?.conference.friendlyName ?? null,
    parameters: leg.parameters,
    createdAt: iso(leg.createdAt),
    answeredAt: iso(leg.answeredAt),
    endedAt: iso(leg.endedAt),
    duration: leg.answeredAt === null ? null : talkedSeconds(leg, world.clock.now()),
    endReason: leg.endReason,
    muted: leg.muted,
  };
}
export type LegView = ReturnType<typeof legView>;
