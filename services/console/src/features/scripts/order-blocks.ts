import type { BlockId, CallScript, ScriptBlock } from '@ringbase/domain';
import { outletsOf } from './chart/outlets.js';

/** Blocks in the order in which calls come to them, those that none comes to last. */
export function orderBlocks(script: CallScript): [BlockId, ScriptBlock][] {
  const seen = new Set<string>();
  const open = [script.start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const block = Object.hasOwn(script.blocks, id) ? script.blocks[id] : undefined;
    if (seen.has(id) || block === undefined) continue;
    seen.add(id);
    open.push(...outletsOf(block).map(({ to }) => to));
  }
  const rest = Object.keys(script.blocks).filter((id) => !seen.has(id));
  return [...seen, ...rest].map((id) => [id, script.blocks[id] as ScriptBlock]);
}
