import { type DialIntentRow, findDialIntent, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** Throws NOT_FOUND, also for another's click. */
export async function mustFindIntent(tx: Tx, id: string): Promise<DialIntentRow> {
  const found = await findDialIntent(tx, id);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such click');
  return found;
}
