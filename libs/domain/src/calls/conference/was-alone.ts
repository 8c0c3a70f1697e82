import type { CallEvent, CallEventOf } from '../call-event.js';
import { legStateOf } from '../leg-state-of.js';
import { ofKind } from '../of-kind.js';
import { GONE_BEFORE } from './gone-before.js';

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

/**
 * It was let in and is over, and the provider never had it in the room. One that was over before it was let in is another's; the one it goes into may not be
 * there yet.
 */
function neverCame(events: readonly CallEvent[], providerCallId: string): boolean {
  const came = ofKind(events, 'joined').flatMap(({ at, body }) => (body.providerCallId === providerCallId ? [at.getTime()] : []));
  const isOver = ofKind(events, 'leg').some(({ body }) => body.providerCallId === providerCallId && legStateOf[body.status] === 'ended');
  const told = ofKind(events, 'conference-told');
  const hasCome = told.some(({ body }) => body.providerCallId === providerCallId && Number.isInteger(body.sequence));
  if (came.length === 0 || !isOver || hasCome) return false;
  const first = Math.min(...came);
  const rooms = [...new Set(told.map(({ body }) => body.providerConferenceId))].map((room) =>
    told.filter(({ body }) => body.providerConferenceId === room),
  );
  const open = rooms.filter((words) => !words.some(({ at, body }) => body.what === 'ended' && at.getTime() + GONE_BEFORE <= first));
  return open.length > 0 && open.every(isToldToItsEnd);
}

/** Every number up to the one of its end. */
function isToldToItsEnd(words: readonly CallEventOf<'conference-told'>[]): boolean {
  const numbered = new Set(words.map(({ body }) => body.sequence).filter(Number.isInteger));
  return words.some(({ body }) => body.what === 'ended' && numbered.size === body.sequence);
}
