import type { BlockedCallerView } from '@ringbase/contracts';
import type { BlockedCallerRow } from '@ringbase/database';
import { type Blocker, maskPhone, maskPrefix, mayEndBlock } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

/** A block as this viewer may see it: numbers, and those in the reason, masked for whoever sees none. */
export function presentBlockedCaller(
  viewer: Pick<Actor, 'seesNumbers'>,
  blocker: Blocker,
  row: BlockedCallerRow,
  now: Date,
): BlockedCallerView {
  const { rateCalls, rateMinutes } = row;
  const over = row.endedAt !== null || (row.until !== null && row.until <= now);
  return {
    id: row.id,
    kind: row.kind,
    shown: row.e164 === null || viewer.seesNumbers ? row.e164 : row.kind === 'prefix' ? maskPrefix(row.e164) : maskPhone(row.e164),
    department: row.department,
    reason: showText(viewer, row.reason),
    origin: row.origin,
    rate: rateCalls === null || rateMinutes === null ? null : { calls: rateCalls, minutes: rateMinutes },
    blockedBy: row.blockedBy,
    blockedAt: row.blockedAt.toISOString(),
    until: row.until?.toISOString() ?? null,
    endedBy: row.endedBy,
    endedAt: row.endedAt?.toISOString() ?? null,
    state: over ? 'over' : 'live',
    callId: row.callId,
    stoppedCalls: row.stoppedCalls,
    lastStoppedAt: row.lastStoppedAt?.toISOString() ?? null,
    mayEnd: mayEndBlock(blocker, { departmentId: row.department?.id ?? null, origin: row.origin }),
  };
}
