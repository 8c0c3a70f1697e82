import { type HouseContext, replayScripts } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. */
const EVERY = 2_000;

/** Scripts that are tried on a period's real calls. */
export function replayLoop(ctx: HouseContext): LoopDeclaration {
  return { name: 'script replays', everyMs: EVERY, round: () => replayScripts(ctx) };
}
