import type { LegState } from '../calls/call-states.js';
import type { DifferenceKind } from './difference-words.js';

/** Somebody in a conference or a queue of the provider's, and how far his call has come here; null: never heard of. */
export type Occupant = { providerCallId: string; since: Date | null; known: LegState | null };
export type RoomDifference = { kind: DifferenceKind; providerId: string };

/** Milliseconds in which the message of somebody's coming or going may still be on its way. */
const ON_ITS_WAY = 60_000;

const isSettled = (occupant: Occupant, now: Date) => occupant.since === null || now.getTime() - occupant.since.getTime() >= ON_ITS_WAY;

/** A conference that goes on there: of people we never heard of, or whose calls are over here; all of them over makes one difference. */
export function decideConferenceDifferences(
  conference: { providerConferenceId: string; participants: readonly Occupant[] },
  now: Date,
): readonly RoomDifference[] {
  const settled = conference.participants.filter((one) => isSettled(one, now));
  if (settled.length === 0) return [];
  if (settled.length === conference.participants.length && settled.every((one) => one.known === 'ended'))
    return [{ kind: 'conference-open-there', providerId: conference.providerConferenceId }];
  return differencesOf(settled, 'participant-missing-here', 'participant-over-here');
}

/** Who waits in a queue there for a call that is over here, or that we never heard of. */
export function decideQueueDifferences(members: readonly Occupant[], now: Date): readonly RoomDifference[] {
  return differencesOf(
    members.filter((one) => isSettled(one, now)),
    'queue-member-missing-here',
    'queue-member-over-here',
  );
}

function differencesOf(occupants: readonly Occupant[], missing: DifferenceKind, over: DifferenceKind): readonly RoomDifference[] {
  return occupants.flatMap(({ known, providerCallId }) =>
    known === null
      ? [{ kind: missing, providerId: providerCallId }]
      : known === 'ended'
        ? [{ kind: over, providerId: providerCallId }]
        : [],
  );
}
