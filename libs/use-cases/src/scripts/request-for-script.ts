import { decideRequest, type HttpAnswer, readAnswer } from '@ringbase/domain';
import type { Outgoing } from '@ringbase/platform';
import { writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';
import { mustSettle } from './must-settle.js';
import type { DueEffectOf } from './script-effect-of.js';

/**
 * Asks an outside system what a script wants to know, once, and writes its answer among the call's events, whatever it is: the caller hears it ring until
 * then. After the block's own time it is still written and changes nothing.
 */
export async function requestForScript(ctx: HouseContext, outgoing: Outgoing, due: DueEffectOf<'http-request'>): Promise<void> {
  const { key } = due.effect;
  const answer = await ask(ctx, outgoing, due);
  await writeAct(ctx, due.callId, (_, at) => ({
    events: [{ key: `effect-done:${key}`, at, kind: 'effect-done', body: { key, answer } }],
    alongside: (tx) => mustSettle(tx, due, answer.ok ? null : answer.reason),
  }));
}

async function ask(ctx: HouseContext, outgoing: Outgoing, { attempts, askedAt, effect }: DueEffectOf<'http-request'>): Promise<HttpAnswer> {
  const decision = decideRequest({ attempts, askedAt, seconds: effect.seconds }, ctx.clock());
  if (decision.kind === 'leave') return { ok: false, reason: decision.reason };
  const { method, url, headers, body } = effect;
  const got = await outgoing({ method, url, headers, body, deadlineMs: decision.deadlineMs });
  if (got.ok) return { ok: true, values: readAnswer(got.json, effect.answer) };
  return { ok: false, reason: got.failure === 'status' ? `status-${got.status}` : got.failure };
}
