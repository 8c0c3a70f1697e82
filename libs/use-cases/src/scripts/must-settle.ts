import { type DueEffect, settleEffect, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** Ends an effect in the transaction that does it, so that it is done once. Throws ALREADY_KEPT, which undoes the transaction, when another worker has ended it. */
export async function mustSettle(tx: Tx, { id }: Pick<DueEffect, 'id'>, failure: string | null = null): Promise<void> {
  if (!(await settleEffect(tx, id, failure))) throw new DomainError('ALREADY_KEPT', 'This has been done', { effectId: id });
}
