import type { CallEvent } from '../call-event.js';
import { legStateOf } from '../leg-state-of.js';
import { ofKind } from '../of-kind.js';

/** Milliseconds: a party that was gone so long before has met nobody. The provider's moments are whole seconds, and ours are of another clock. */
const GONE_BEFORE = 2_000;

/**
 * Whether a leg was in the conference only while the outside party was not, or never came into it: it had handed the call on, or the other side had hung up,
 * before they met. Known where the other side's call was over before the leg was let in, and where the provider has told all that it numbered, from the
 * beginning of each such conference to the leg's going or, of one that never came, to its end; false where anything is missing.
 */
export function wasAlone(events: readonly CallEvent[], providerCallId: string, outside: string | null): boolean {
  return cameTooLate(events, providerCallId, outside) || metNobody(events, providerCallId, outside) || neverCame(events, providerCallId);
}

function cameTooLate(events: readonly CallEvent[], providerCallId: string, outside: string | null): boolean {
  const came = ofKind(events, 'joined').filter(({ body }) => body.providerCallId === providerCallId);
  const ends = ofKind(events, 'leg').filter(({ body }) => body.providerCallId === outside && legStateOf[body.status] === 'ended');
  return came.length > 0 && came.every((joined) => ends.some((end) => end.at.getTime() + GONE_BEFORE <= joined.at.getTime()));
}

function metNobody(events: readonly CallEvent[], providerCallId: string, outside: string | null): boolean {
  const told = ofKind(events, 'conference-told').map(({ body }) => body);
  const gone = told.filter((one) => one.what === 'left' && one.providerCallId === providerCallId);
  return (
    outside !== null &&
    gone.length > 0 &&
    gone.every(({ providerConferenceId, sequence }) => {
      const before = told.filter(
        (one) => one.providerConferenceId === providerConferenceId && Number.isInteger(one.sequence) && one.sequence <= sequence,
      );
      const isAllTold = new Set(before.map((one) => one.sequence)).size === sequence;
      return isAllTold && !before.some((one) => one.what === 'joined' && one.providerCallId === outside);
    })
  );
}

/** It was let in, and hung up on before the provider had it in the room. */
function neverCame(events: readonly CallEvent[], providerCallId: string): boolean {
  const told = ofKind(events, 'conference-told').map(({ body }) => body);
  const ofLeg = (one: (typeof told)[number]) => one.providerCallId === providerCallId && Number.isInteger(one.sequence);
  const rooms = [...new Set(told.map((one) => one.providerConferenceId))];
  return (
    rooms.length > 0 &&
    !told.some(ofLeg) &&
    rooms.every((room) => {
      const words = told.filter((one) => one.providerConferenceId === room);
      const numbered = new Set(words.map(({ sequence }) => sequence).filter(Number.isInteger));
      return words.some(({ what, sequence }) => what === 'ended' && numbered.size === sequence);
    })
  );
}
