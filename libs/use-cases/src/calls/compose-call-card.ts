import type { CallCard } from '@ringbase/contracts';
import {
  type CallRow,
  findApplication,
  findAsker,
  findClaimEnd,
  findClient,
  findDepartment,
  findPresence,
  findRingingCard,
  listApplicationsById,
  listCallsById,
  listCandidateIds,
  listPhones,
  type RingingCard,
  type Tx,
} from '@ringbase/database';
import { openApplicationStatuses } from '@ringbase/domain';
import { presentApplication } from '../applications/present-application.js';
import { presentSummary } from '../applications/present-summary.js';
import { showText } from '../clients/show-text.js';
import type { Context } from '../context.js';
import { showCaller } from './show-caller.js';

const CANDIDATES = 20;

/**
 * The screen pop: of a call that he may see, or that was offered to him. Null for any other. Whole is only what his policies show him; of a
 * colleague's call he is told the client, the application's number and its owner, and only while it rings at him.
 */
export async function composeCallCard(ctx: Context, tx: Tx, callId: string): Promise<CallCard | null> {
  const viewer = ctx.actor;
  const [seen] = await listCallsById(tx, [callId]);
  const offered = await findRingingCard(tx, callId);
  const base = seen ?? offered;
  if (!base) return null;
  const told = seen !== undefined || offered?.entitled === true;
  const applicationId = seen?.application?.id ?? offered?.application?.id ?? null;
  const whole = applicationId === null ? null : await findApplication(tx, applicationId);
  const caller = showCaller(told ? viewer : { seesNumbers: false }, { clientE164: null, ...base });
  const departmentId = seen?.department?.id ?? offered?.departmentId ?? null;
  const department = departmentId === null ? null : await findDepartment(tx, departmentId);
  const answeredBy = base.answeredBy;
  const ringing = offered?.ringing ?? false;
  const onLine = (await findPresence(tx, viewer.personId))?.calls.some((call) => call.callId === callId) === true;
  const askedBy = ringing ? await findAsker(tx, callId) : null;
  // One that comes back to me rings although I have answered it before.
  const mine = onLine || (answeredBy?.id === viewer.personId && askedBy === null);
  const claimEnd = await findClaimEnd(tx, callId, viewer.personId, ctx.clock());
  return {
    callId,
    state: base.state,
    direction: base.direction,
    department: department && { id: department.id, name: department.name },
    dialled: base.direction === 'inbound' ? base.dialled : caller.shown,
    callerShown: caller.shown,
    callerNumber: caller.e164,
    client: clientOf(ctx, seen, offered),
    applicationRef: whole ? { ...refOf(ctx, whole.application), owner: whole.owner } : hiddenRef(offered),
    application: whole && presentApplication(viewer, whole, await listPhones(tx, whole.client.id)),
    candidates: told ? await candidatesOf(ctx, tx, base, departmentId, applicationId) : [],
    lastContactAt: (await lastContactOf(tx, seen, offered))?.toISOString() ?? null,
    reason: offered?.reason ?? 'unknown-caller',
    ringing,
    askedBy,
    claimedByMe: mine || claimEnd !== null,
    claimedUntil: mine ? null : (claimEnd?.toISOString() ?? null),
    // One that a colleague hands on rings although he has answered it.
    takenBy: answeredBy && answeredBy.id !== viewer.personId && !onLine && askedBy === null ? answeredBy : null,
    startedAt: base.startedAt.toISOString(),
  };
}

function clientOf(ctx: Context, seen: CallRow | undefined, offered: RingingCard | null): CallCard['client'] {
  const client = seen?.client ?? offered?.client ?? null;
  return client && { id: client.id, name: showText(ctx.actor, client.name) };
}

function refOf(ctx: Context, { id, number, title }: { id: string; number: number; title: string }) {
  return { id, number, title: showText(ctx.actor, title) };
}

/** Of a colleague's application its number and owner: what it is about stays untold. */
function hiddenRef(offered: RingingCard | null): CallCard['applicationRef'] {
  return offered?.application ? { ...offered.application, title: '' } : null;
}

async function lastContactOf(tx: Tx, seen: CallRow | undefined, offered: RingingCard | null): Promise<Date | null> {
  if (offered?.lastContactAt) return offered.lastContactAt;
  const client = seen?.client ? await findClient(tx, seen.client.id, openApplicationStatuses) : null;
  return client?.lastContactAt ?? null;
}

async function candidatesOf(ctx: Context, tx: Tx, base: CallRow | RingingCard, departmentId: string | null, applicationId: string | null) {
  const e164 = base.direction === 'inbound' ? base.callerE164 : 'clientE164' in base ? base.clientE164 : null;
  if (e164 === null) return [];
  const ids = (await listCandidateIds(tx, e164, departmentId, CANDIDATES)).filter((id) => id !== applicationId);
  return (await listApplicationsById(tx, ids)).map((row) => presentSummary(ctx.actor, row));
}
