import type { Role } from '../people/role.js';
import type { CallProjection } from './project-call.js';

export type Filer = { personId: string; role: Role /** By the rows that he may see at all. */; seesCall: boolean };

/**
 * Whether somebody may say which application a call was about: who answered it; of a call that nobody answered whoever it was meant for, and once it is
 * over whomever it rang at, if the caller is unknown or the call is shown to him anyway, as his superior's is to an assistant; the department's curators and
 * the directors. Who merely lost the race of an answered call may not, nor who let another's client ring: filing it would open the client to him.
 */
export function mayFileCall(call: CallProjection, filer: Filer): boolean {
  if (filer.role === 'director' || (filer.role === 'curator' && filer.seesCall)) return true;
  if (call.answeredByPersonId !== null) return call.answeredByPersonId === filer.personId;
  if (call.intendedPersonId === filer.personId) return true;
  const rangAtHim = call.offers.some((offer) => offer.personId === filer.personId);
  return call.state === 'ended' && rangAtHim && (call.clientId === null || filer.seesCall);
}
