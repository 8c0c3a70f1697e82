import type { replayCallsQuery, replayedCallPage } from '@ringbase/contracts';
import { appendAudit, findReplay, listCallsById, listPersonNames, listReplayCalls } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { z } from 'zod';
import { readCursor } from '../applications/read-cursor.js';
import { presentCallSummary } from '../calls/present-call-summary.js';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';

type Asked = z.output<typeof replayCallsQuery> & { departmentId: string; replayId: string };

/** The calls behind a replay's counts that I may see, newest first. Throws NOT_FOUND. */
export async function listCallsOfReplay(ctx: Context, asked: Asked): Promise<z.infer<typeof replayedCallPage>> {
  const cursor = readCursor(asked.cursor);
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, asked.departmentId);
    if ((await findReplay(tx, asked.departmentId, asked.replayId)) === null) throw new DomainError('NOT_FOUND', 'There is no such replay');
    const { items, next } = await listReplayCalls(tx, asked.replayId, asked.change ?? null, { cursor, limit: asked.limit });
    const callIds = items.map(({ callId }) => callId);
    const calls = new Map((await listCallsById(tx, callIds)).map((call) => [call.id, call]));
    const people = items.flatMap((item) => [item.beforePersonId ?? [], item.afterPersonId ?? []].flat());
    const names = await listPersonNames(tx, people);
    const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'call.listed',
      objectKind: 'call',
      objectIds: callIds,
      at: ctx.clock(),
    });
    return {
      items: items.flatMap((item) => {
        const call = calls.get(item.callId);
        if (call === undefined) return [];
        return [
          {
            change: item.change,
            before: item.before,
            after: item.after,
            beforePerson: person(item.beforePersonId),
            afterPerson: person(item.afterPersonId),
            call: presentCallSummary(ctx.actor, call),
          },
        ];
      }),
      next,
      total: null,
    };
  });
}
