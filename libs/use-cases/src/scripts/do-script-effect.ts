import { type DueEffect, postponeEffect, settleEffect } from '@ringbase/database';
import { decideEffectAttempt, isDomainError, MOST_EFFECT_ATTEMPTS } from '@ringbase/domain';
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

/** Does one effect that is claimed until `held`. What failed is logged and tried again within bounds, but an outside system is asked once. Never rejects. */
export async function doScriptEffect(ctx: HouseContext, deps: ScriptEffectDeps, due: DueEffect, held: Date): Promise<void> {
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
