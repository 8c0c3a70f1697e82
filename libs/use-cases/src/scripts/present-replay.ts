import type { ScriptReplay } from '@ringbase/contracts';
import { type ReplayRow, readMatrix } from '@ringbase/database';

export function presentReplay({ since, until, requestedAt, result, ...row }: ReplayRow): ScriptReplay {
  return {
    id: row.id,
    since: since.toISOString(),
    until: until.toISOString(),
    state: row.state,
    failure: row.failure,
    total: row.total,
    replayed: row.replayed,
    counts: result?.counts ?? { same: 0, elsewhere: 0, better: 0, worse: 0 },
    matrix: readMatrix(result?.matrix ?? {}),
    requestedBy: row.requestedBy,
    requestedAt: requestedAt.toISOString(),
  };
}
