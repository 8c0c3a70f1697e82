import type { Callback } from '@ringbase/contracts';
import type { CallbackRow } from '@ringbase/database';
import { maskPhone } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

/** A promise as this viewer may see it: who sees no numbers dials by the telephone's id. */
export function presentCallback(viewer: Pick<Actor, 'seesNumbers'>, row: CallbackRow): Callback {
  const { callerE164 } = row;
  const name = row.client?.name ?? row.promisedName;
  return {
    id: row.id,
    origin: row.origin,
    state: row.state,
    owner: row.owner,
    department: row.department,
    client: row.client && { id: row.client.id, name: showText(viewer, row.client.name) },
    clientName: showText(viewer, name),
    clientHidden: row.hasClient && name === null,
    application: row.application && { ...row.application, title: showText(viewer, row.application.title) },
    callId: row.callId,
    recordingId: row.recordingId,
    phoneId: row.phoneId,
    callerShown: callerE164 === null || viewer.seesNumbers ? callerE164 : maskPhone(callerE164),
    dueAt: row.dueAt.toISOString(),
    keepBy: row.keepBy?.toISOString() ?? null,
    passed: row.passedReason && row.passedAt ? { from: row.passedFrom, reason: row.passedReason, at: row.passedAt.toISOString() } : null,
    answeredBy: row.answeredBy,
    timeZone: row.timeZone,
    firedAt: row.firedAt?.toISOString() ?? null,
    note: showText(viewer, row.note),
    createdAt: row.createdAt.toISOString(),
  };
}
