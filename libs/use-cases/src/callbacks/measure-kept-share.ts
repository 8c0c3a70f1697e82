import type { KeptCounts, KeptShare, keptShareQuery } from '@ringbase/contracts';
import { countPromises, type KeptShareRow } from '@ringbase/database';
import { DomainError, type PromiseCounts, shareKeptInTime, weekStart } from '@ringbase/domain';
import type { z } from 'zod';
import type { Context } from '../context.js';

/**
 * How callers' promises were kept: made from `from` (this week's Monday by my clock) until before `to` (now), in all, by department and by whose they were
 * at first. Of what I answer for: everything, my departments', my own.
 */
export async function measureKeptShare(ctx: Context, query: z.output<typeof keptShareQuery>): Promise<KeptShare> {
  const now = ctx.clock();
  const from = query.from ? new Date(query.from) : weekStart(now, ctx.actor.timeZone);
  const to = query.to ? new Date(query.to) : now;
  if (from >= to && query.from) throw new DomainError('INVALID', 'The period must end after it begins', { field: 'to' });
  const rows = await ctx.transaction((tx) => countPromises(tx, { from, to, departmentId: query.departmentId ?? null, now }));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    total: countsOf(rows),
    departments: groupBy(rows, (row) => row.department).map(([department, of]) => ({ department, ...countsOf(of) })),
    people: groupBy(rows, (row) => row.person).map(([person, of]) => ({ person, ...countsOf(of) })),
  };
}

function groupBy<R extends { id: string } | null>(rows: readonly KeptShareRow[], refOf: (row: KeptShareRow) => R): [R, KeptShareRow[]][] {
  const groups = new Map<string, [R, KeptShareRow[]]>();
  for (const row of rows) {
    const ref = refOf(row);
    const group = groups.get(ref?.id ?? '') ?? [ref, []];
    group[1].push(row);
    groups.set(ref?.id ?? '', group);
  }
  return [...groups.values()];
}

function countsOf(rows: readonly PromiseCounts[]): KeptCounts {
  const sum = (key: keyof PromiseCounts) => rows.reduce((total, row) => total + row[key], 0);
  const counts: PromiseCounts = {
    promised: sum('promised'),
    kept: sum('kept'),
    keptInTime: sum('keptInTime'),
    passedOn: sum('passedOn'),
    dismissed: sum('dismissed'),
    openOverdue: sum('openOverdue'),
    openInTime: sum('openInTime'),
  };
  return { ...counts, share: shareKeptInTime(counts) };
}
