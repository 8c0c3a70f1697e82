import { claimDueEffects, type DueEffect, postponeEffect, settleEffect } from '@ringbase/database';
import { decideEffectAttempt, isDomainError, MOST_EFFECT_ATTEMPTS, type ScriptEffectKind } from '@ringbase/domain';
import type { Outgoing } from '@ringbase/platform';
import type { HouseContext } from '../context.js';
import { createApplicationOfScript } from './create-application-of-script.js';
import { createTaskOfScript } from './create-task-of-script.js';
import { notifyOfScript } from './notify-of-script.js';
import { requestForScript } from './request-for-script.js';

export type ScriptEffectDeps = {
  /** The way out to the origins that the operator has named. */
  outgoing: Outgoing;
};

/** Milliseconds: longer than any outside system is waited for. A worker that died holds its claims no longer than this. */
const LEASE = 120_000;
const AT_ONCE = 8;

/**
 * Does what scripts want beside their calls, each by itself, so that one failure never stops the rest. What failed is tried again within bounds, but an outside
 * system is asked once. Returns how many it tried.
 */
export async function doScriptEffects(ctx: HouseContext, deps: ScriptEffectDeps, kinds: readonly ScriptEffectKind[]): Promise<number> {
  const now = ctx.clock();
  const leaseUntil = new Date(now.getTime() + LEASE);
  const due = await claimDueEffects(ctx.house.db, kinds, { now, leaseUntil, limit: AT_ONCE });
  // What one call wants is done in the order in which it was wanted: a task belongs to the application that was created before it.
  const byCall = new Map<string, DueEffect[]>();
  for (const one of due) byCall.set(one.callId, [...(byCall.get(one.callId) ?? []), one]);
  await Promise.all(
    [...byCall.values()].map(async (ofCall) => {
      for (const one of ofCall) await doOne(ctx, deps, one, leaseUntil);
    }),
  );
  return due.length;
}

async function doOne(ctx: HouseContext, deps: ScriptEffectDeps, due: DueEffect, held: Date): Promise<void> {
  const about = { effectId: due.id, callId: due.callId, kind: due.effect.kind };
  try {
    if (due.attempts > MOST_EFFECT_ATTEMPTS) {
      await settleEffect(ctx.house.db, due.id, 'gave-up');
      ctx.log.error({ event: 'script.effect-given-up', ...about, attempts: due.attempts });
      return;
    }
    await act(ctx, deps, due);
    ctx.log.info({ event: 'script.effect-done', ...about });
  } catch (error) {
    // Another worker was quicker: what this one did is undone with its transaction.
    if (isDomainError(error) && error.code === 'ALREADY_KEPT') return;
    ctx.log.warn({ event: 'script.effect-failed', ...about, attempts: due.attempts, err: error });
    await writeFailure(ctx, due, held, error).catch((err: unknown) => ctx.log.error({ event: 'script.effect-unwritten', ...about, err }));
  }
}

async function act(ctx: HouseContext, deps: ScriptEffectDeps, due: DueEffect): Promise<void> {
  const { effect } = due;
  switch (effect.kind) {
    case 'http-request':
      return requestForScript(ctx, deps.outgoing, { ...due, effect });
    case 'create-application':
      return createApplicationOfScript(ctx, { ...due, effect });
    case 'create-task':
      return createTaskOfScript(ctx, { ...due, effect });
    case 'notify':
      return notifyOfScript(ctx, { ...due, effect });
  }
}

async function writeFailure(ctx: HouseContext, due: DueEffect, held: Date, error: unknown): Promise<void> {
  const failure = isDomainError(error) ? error.code.toLowerCase().replaceAll('_', '-') : 'broke-off';
  const decision = decideEffectAttempt(due.attempts, ctx.clock());
  if (decision.kind === 'retry') await postponeEffect(ctx.house.db, due.id, held, { failure, until: decision.at });
  else await settleEffect(ctx.house.db, due.id, failure);
}
