import type { Timeline, TimelineEntry } from '@ringbase/contracts';
import {
  appendAudit,
  findApplication,
  listCallbacksById,
  listCallsById,
  listChangesById,
  listCommentsById,
  listControlEvents,
  listPersonNames,
  listTimelineLines,
  listTracedEvents,
  type TimelineKind,
  type Tx,
} from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { presentCallback } from '../callbacks/present-callback.js';
import { peopleOf, presentActs } from '../calls/control/present-acts.js';
import { presentCallSummary } from '../calls/present-call-summary.js';
import { presentTraces } from '../calls/present-traces.js';
import { showText } from '../clients/show-text.js';
import type { Context } from '../context.js';
import { readCursor } from './read-cursor.js';

/** One page of an application's history, newest first: comments, changes, calls with their recordings, promises. Throws NOT_FOUND. */
export async function readTimeline(ctx: Context, input: { id: string; cursor?: string | undefined; limit: number }): Promise<Timeline> {
  const cursor = readCursor(input.cursor);
  return ctx.transaction(async (tx) => {
    if (!(await findApplication(tx, input.id))) throw new DomainError('NOT_FOUND', 'There is no such application');
    const { lines, next } = await listTimelineLines(tx, input.id, { cursor, limit: input.limit });
    const entries = new Map<string, TimelineEntry>();
    for (const kind of ['comment', 'change', 'call', 'callback'] as const) {
      const ids = lines.filter((line) => line.kind === kind).map((line) => line.id);
      for (const entry of await readers[kind](ctx, tx, ids)) entries.set(entry.id, entry);
    }
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'application.history-read',
      objectKind: 'application',
      objectIds: [input.id],
      at: ctx.clock(),
    });
    return { items: lines.flatMap((line) => entries.get(line.id) ?? []), next };
  });
}

type Reader = (ctx: Context, tx: Tx, ids: readonly string[]) => Promise<TimelineEntry[]>;

const historyFields = ['created', 'status', 'owner', 'important', 'title', 'type', 'amount'] as const;

const readers: Record<TimelineKind, Reader> = {
  comment: async (ctx, tx, ids) =>
    (await listCommentsById(tx, ids)).map(({ id, at, text, actor }) => ({
      kind: 'comment',
      id,
      at: at.toISOString(),
      actor,
      text: showText(ctx.actor, text),
    })),
  change: async (ctx, tx, ids) =>
    (await listChangesById(tx, ids)).flatMap(({ id, at, actor, field, from, to }) => {
      const known = historyFields.find((each) => each === field);
      if (!known) return [];
      // An amount is told in words of ours: a great one is no telephone number.
      const show = (text: string | null) => (known === 'amount' ? text : showText(ctx.actor, text));
      return { kind: 'change', id, at: at.toISOString(), actor, field: known, from: show(from), to: show(to) };
    }),
  call: async (ctx, tx, ids) => {
    const traces = await presentTraces(ctx.actor, tx, await listTracedEvents(tx, ids));
    const acts = await listControlEvents(tx, ids);
    const names = await listPersonNames(tx, peopleOf([...acts.values()].flat()));
    return (await listCallsById(tx, ids)).map((row) => ({
      kind: 'call',
      id: row.id,
      at: row.startedAt.toISOString(),
      actor: row.answeredBy,
      call: presentCallSummary(ctx.actor, row),
      trace: traces.get(row.id) ?? [],
      acts: presentActs(ctx.actor, acts.get(row.id) ?? [], names),
    }));
  },
  callback: async (ctx, tx, ids) =>
    (await listCallbacksById(tx, ids)).map((row) => ({
      kind: 'callback',
      id: row.id,
      at: row.createdAt.toISOString(),
      actor: row.owner,
      callback: presentCallback(ctx.actor, row),
    })),
};
