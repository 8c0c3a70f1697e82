import { claimDueRequests } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { doScriptEffect, type ScriptEffectDeps } from './do-script-effect.js';

/** Milliseconds: longer than any outside system is waited for. A worker that died holds its claims no longer than this. */
const LEASE = 120_000;
/** Requests that this process waits for: in all, and of one outside system. */
const MOST = 64;
const MOST_OF_ORIGIN = 8;

/**
 * Asks outside systems what scripts want to know. Answers are not waited for before the next is asked, so that a system that hangs holds up its own callers alone;
 * what is over a bound is not taken up and left to other workers.
 */
export function makeScriptRequests(ctx: HouseContext, deps: ScriptEffectDeps) {
  /** What was asked and has not been answered, with its origin. */
  const asked = new Map<Promise<void>, string>();
  const countByOrigin = () => {
    const counts: Record<string, number> = {};
    for (const origin of asked.values()) counts[origin] = (counts[origin] ?? 0) + 1;
    return counts;
  };
  return {
    /**
     * Takes up what is due and begins it; returns how many that were. One call at a time. `again` is called when one has ended and made room where there was
     * none.
     */
    async start(again: () => void): Promise<number> {
      const now = ctx.clock();
      const leaseUntil = new Date(now.getTime() + LEASE);
      const room = MOST - asked.size;
      if (room <= 0) return 0;
      const busy = countByOrigin();
      const due = await claimDueRequests(ctx.house.db, { now, leaseUntil, limit: room, busy, mostOfOrigin: MOST_OF_ORIGIN });
      for (const { origin, ...one } of due) {
        const answered: Promise<void> = doScriptEffect(ctx, deps, one, leaseUntil).then(() => {
          const wasFull = asked.size >= MOST || (countByOrigin()[origin] ?? 0) >= MOST_OF_ORIGIN;
          asked.delete(answered);
          if (wasFull) again();
        });
        asked.set(answered, origin);
      }
      return due.length;
    },
    /** Resolves when everything that was begun has ended. */
    async settled(): Promise<void> {
      await Promise.all(asked.keys());
    },
  };
}
