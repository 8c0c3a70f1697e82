import type { BlockId, CallScript } from '@ringbase/domain';
import type { NamedFault } from '../draft-faults.js';
import { isSame } from '../render-script.js';

/** What is wrong, by the block it is wrong at; what is about no block in particular is left out. */
export function faultsOf(faults: readonly NamedFault[]): ReadonlyMap<BlockId, readonly string[]> {
  const found = new Map<BlockId, string[]>();
  for (const { path, words } of faults) {
    const block = blockOf(path);
    if (block !== null) found.set(block, [...(found.get(block) ?? []), words]);
  }
  return found;
}

export function blockOf(path: readonly string[] | undefined): BlockId | null {
  return path?.[0] === 'blocks' ? (path[1] ?? null) : null;
}

/** Of the faults of a saved script those that may still be there: the block that they are at is as it was saved. */
export function standingFaults(faults: readonly NamedFault[], saved: CallScript | null, now: CallScript): readonly NamedFault[] {
  return faults.filter(({ path }) => {
    const block = blockOf(path);
    return block === null || isSame(saved?.blocks[block] ?? null, now.blocks[block] ?? null);
  });
}
