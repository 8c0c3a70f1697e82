import { claimDueEffects, type DueEffect } from '@ringbase/database';
import type { ScriptEffectKind } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { doScriptEffect, type ScriptEffectDeps } from './do-script-effect.js';

/** Milliseconds. A worker that died holds its claims no longer than this. */
const LEASE = 120_000;
const AT_ONCE = 8;

/**
 * Does what scripts want beside their calls, each by itself, so that one failure never stops the rest, and waits for it: outside systems are asked by
 * `makeScriptRequests`. Returns how many it tried.
 */
export async function doScriptEffects(
  ctx: HouseContext,
  deps: ScriptEffectDeps,
  kinds: readonly Exclude<ScriptEffectKind, 'http-request'>[],
): Promise<number> {
  const now = ctx.clock();
  const leaseUntil = new Date(now.getTime() + LEASE);
  const due = await claimDueEffects(ctx.house.db, kinds, { now, leaseUntil, limit: AT_ONCE });
  // What one call wants is done in the order in which it was wanted: a task belongs to the application that was created before it.
  const byCall = new Map<string, DueEffect[]>();
  for (const one of due) byCall.set(one.callId, [...(byCall.get(one.callId) ?? []), one]);
  await Promise.all(
    [...byCall.values()].map(async (ofCall) => {
      for (const one of ofCall) await doScriptEffect(ctx, deps, one, leaseUntil);
    }),
  );
  return due.length;
}
