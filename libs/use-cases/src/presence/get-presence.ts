import type { Presence } from '@ringbase/contracts';
import { findPresence, listHoursOf, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { describePresence } from './describe-presence.js';

/** The presence of whoever asks, as it stands in this transaction. Throws NOT_FOUND. */
export async function getPresence({ actor }: Context, tx: Tx, now: Date): Promise<Presence> {
  const presence = await findPresence(tx, actor.personId);
  if (!presence) throw new DomainError('NOT_FOUND', 'There is no such person');
  return describePresence(presence, await listHoursOf(tx, actor.personId), now);
}
