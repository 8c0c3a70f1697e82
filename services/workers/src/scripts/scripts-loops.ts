import { doScriptEffects, type HouseContext, type ScriptEffectDeps } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. */
const EVERY = 2_000;

/** What scripts want beside their calls. Outside systems have loops of their own: one that hangs holds up one of them, and nothing of ours. */
export function scriptsLoops(ctx: HouseContext, deps: ScriptEffectDeps): LoopDeclaration[] {
  const requests = ['script requests 1', 'script requests 2', 'script requests 3', 'script requests 4'];
  return [
    { name: 'script acts', everyMs: EVERY, round: () => doScriptEffects(ctx, deps, ['create-application', 'create-task', 'notify']) },
    ...requests.map((name) => ({ name, everyMs: EVERY, round: () => doScriptEffects(ctx, deps, ['http-request']) })),
  ];
}
