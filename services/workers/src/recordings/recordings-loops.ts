import { type FetchDeps, fetchDueRecordings, type HouseContext } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. */
const EVERY = 2_000;

/** Recordings that are due. Two loops: a source that hangs holds up one of them only. */
export function recordingsLoops(ctx: HouseContext, deps: FetchDeps): LoopDeclaration[] {
  return ['recordings-1', 'recordings-2'].map((name) => ({ name, everyMs: EVERY, round: () => fetchDueRecordings(ctx, deps) }));
}
