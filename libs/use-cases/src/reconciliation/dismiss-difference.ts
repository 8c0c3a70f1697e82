import type { Difference } from '@ringbase/contracts';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { closeDifferenceAs } from './close-difference-as.js';

/** Says that nothing has to be done about a difference, and why. It is not found again. Throws CONFLICT for one that was repaired. */
export async function dismissDifference(ctx: Context, { id, note }: { id: string; note: string }): Promise<Difference> {
  const closed = await closeDifferenceAs(ctx, id, { state: 'dismissed', act: 'difference.dismissed', note });
  if (closed.state !== 'dismissed') throw new DomainError('CONFLICT', 'This difference has been repaired', { state: closed.state });
  return closed;
}
