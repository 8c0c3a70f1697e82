import type { CallSummary } from '@ringbase/contracts';
import type { CallRow } from '@ringbase/database';
import { maskPhone } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';
import { presentRecording } from '../recordings/present-recording.js';
import { showCaller } from './show-caller.js';

/** A call as this viewer may see it. An outbound one was dialled to the client: his number is masked there, too. */
export function presentCallSummary(viewer: Pick<Actor, 'seesNumbers'>, row: CallRow): CallSummary {
  return {
    id: row.id,
    direction: row.direction,
    state: row.state,
    outcome: row.outcome,
    department: row.department,
    client: row.client && { id: row.client.id, name: showText(viewer, row.client.name) },
    application: row.application && { ...row.application, title: showText(viewer, row.application.title) },
    callerShown: showCaller(viewer, row).shown,
    dialled: row.direction === 'inbound' || viewer.seesNumbers ? row.dialled : maskPhone(row.dialled),
    intended: row.intended,
    answeredBy: row.answeredBy,
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    ringSeconds: row.ringSeconds,
    talkSeconds: row.talkSeconds,
    recordings: row.recordings.map(presentRecording),
  };
}
