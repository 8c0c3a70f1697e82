import type { Reconciliation } from '@ringbase/contracts';
import type { RunRow } from '@ringbase/database';

export function presentRun(run: RunRow): Reconciliation {
  return {
    id: run.id,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    night: run.night,
    callsSeen: run.callsSeen,
    recordingsSeen: run.recordingsSeen,
    conferencesSeen: run.conferencesSeen,
    queuesSeen: run.queuesSeen,
    differences: run.differences.map(({ closedBy: _, foundAt, closedAt, ...difference }) => ({
      ...difference,
      foundAt: foundAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    })),
  };
}
