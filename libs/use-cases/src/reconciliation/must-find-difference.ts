import { type DifferenceRow, findDifference, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

export async function mustFindDifference(tx: Tx, id: string): Promise<DifferenceRow> {
  const found = await findDifference(tx, id);
  if (found === null) throw new DomainError('NOT_FOUND', 'There is no such difference');
  return found;
}
