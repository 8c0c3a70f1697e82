import type { CallSummary, TraceStep } from '@ringbase/contracts';
import { listPersonNames, type Tx } from '@ringbase/database';
import { sayWhy } from '@ringbase/domain';
import type { Context } from '../context.js';
import { findLanguage } from '../scripts/find-language.js';

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** Why a call went where it went, in three sentences of the viewer's language, of what he may see. */
export async function presentWhy(ctx: Context, tx: Tx, call: CallSummary, trace: readonly TraceStep[]): Promise<string[]> {
  const ids = [...new Set(JSON.stringify(trace.map(({ facts }) => facts)).match(ID) ?? [])];
  const names = await listPersonNames(tx, ids);
  const told = {
    ...call,
    clientName: call.client?.name ?? null,
    departmentName: call.department?.name ?? null,
    applicationNumber: call.application?.number ?? null,
    intendedName: call.intended?.name ?? null,
    answeredByName: call.answeredBy?.name ?? null,
    trace,
  };
  return [...sayWhy(told, (id) => names.get(id), await findLanguage(ctx, tx))];
}
