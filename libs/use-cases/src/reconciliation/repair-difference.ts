import type { Difference } from '@ringbase/contracts';
import type { DifferenceRow } from '@ringbase/database';
import { DomainError, planRepair, type RepairRefusal } from '@ringbase/domain';
import type { Context } from '../context.js';
import { closeDifferenceAs } from './close-difference-as.js';
import type { ReconcileDeps } from './difference.js';
import { mustFindDifference } from './must-find-difference.js';
import { presentDifference } from './present-difference.js';
import { settleCall } from './settle-call.js';
import { settleRecording } from './settle-recording.js';
import { settleRoom } from './settle-room.js';

const explained: Readonly<Record<RepairRefusal, string>> = {
  'provider-does-not-know': 'The phone company knows no such call, so there is nothing to write down.',
  'erased-at-provider': 'The phone company has the recording no more, so it cannot be fetched.',
  'still-going-on-there': 'It goes on at the phone company. It will be closed when it ends.',
  'another-provider': 'It belongs to another phone company than the one that is connected now.',
  dismissed: 'It has been dismissed.',
  'nothing-to-do': 'There is nothing that could be done about it.',
};

/**
 * Repairs a difference that needs a person. Doing it again changes nothing: one that is repaired is told as it is. Throws CONFLICT with the reason in
 * `details` when it cannot be repaired, and whatever the phone company's refusal is.
 */
export async function repairDifference(ctx: Context, deps: ReconcileDeps, { id }: { id: string }): Promise<Difference> {
  const found = await ctx.transaction((tx) => mustFindDifference(tx, id));
  if (found.state === 'repaired-by-itself' || found.state === 'repaired-by-person') return presentDifference(found);
  const refusal = found.state === 'dismissed' ? 'dismissed' : await settle(ctx, deps, found);
  if (refusal !== null) throw new DomainError('CONFLICT', explained[refusal], { reason: refusal });
  ctx.log.info({ event: 'reconciler.repaired', differenceId: id, kind: found.kind });
  return closeDifferenceAs(ctx, id, { state: 'repaired-by-person', act: 'difference.repaired', note: null });
}

async function settle(ctx: Context, deps: ReconcileDeps, difference: DifferenceRow): Promise<RepairRefusal | null> {
  if (difference.provider !== deps.telephony.provider) return 'another-provider';
  const plan = planRepair(difference);
  switch (plan.kind) {
    case 'tell-call':
    case 'close-or-tell-call':
      return settleCall(ctx, deps, difference, plan.kind);
    case 'tell-recording':
    case 'settle-recording':
    case 'fetch-recording':
      return settleRecording(ctx, deps, difference.providerId, plan.kind);
    case 'end-call':
    case 'end-conference':
      return settleRoom(deps, difference.providerId, plan.kind);
    case 'nothing':
      return plan.reason;
  }
}
