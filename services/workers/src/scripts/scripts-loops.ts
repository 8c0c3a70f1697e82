import { doScriptEffects, type HouseContext, makeScriptRequests, type ScriptEffectDeps } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. */
const EVERY = 2_000;

/** What scripts want beside their calls. Outside systems have a loop of their own, which waits for none of them. */
export function scriptsLoops(ctx: HouseContext, deps: ScriptEffectDeps): LoopDeclaration[] {
  const requests = makeScriptRequests(ctx, deps);
  return [
    { name: 'script acts', everyMs: EVERY, round: () => doScriptEffects(ctx, deps, ['create-application', 'create-task', 'notify']) },
    { name: 'script requests', everyMs: EVERY, round: requests.start, settled: requests.settled },
  ];
}
