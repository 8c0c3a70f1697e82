import type { Difference } from '@ringbase/contracts';
import type { DifferenceRow } from '@ringbase/database';

export function presentDifference({ foundAt, closedAt, ...row }: DifferenceRow): Difference {
  return { ...row, foundAt: foundAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
}
