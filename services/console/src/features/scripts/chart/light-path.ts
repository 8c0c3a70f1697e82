import type { BlockId, CallScript } from '@ringbase/domain';
import { wayId } from './lay-out.js';
import { type Outlet, outletsOf } from './outlets.js';

/** What of a dry run's answer tells the way. */
type Passed = { path: readonly { block: string }[]; trace: readonly { block: string; reason: string }[] };
/** Blocks and ways that a call passed, by the numbers of the path's steps, from 1, at which it came to them. */
export type Lit = { blocks: ReadonlyMap<BlockId, readonly number[]>; ways: ReadonlyMap<string, readonly number[]> };

/** What of the chart a dry run lights. Where a block leads to the next one by several ways, the trace tells which it was, else it is the first of them. */
export function lightPath(script: CallScript, result: Passed): Lit {
  const blocks = new Map<BlockId, number[]>();
  const ways = new Map<string, number[]>();
  result.path.forEach(({ block }, index) => {
    const before = result.path[index - 1]?.block;
    if (block === before) return;
    push(blocks, block, index + 1);
    const from = before === undefined ? undefined : script.blocks[before];
    if (before === undefined || from === undefined) return;
    const led = outletsOf(from).filter(({ to }) => to === block);
    const reasons = result.trace.filter((step) => step.block === before).map(({ reason }) => reason);
    const taken = led.find((outlet) => reasons.some((reason) => tells(reason, outlet))) ?? led[0];
    if (taken) push(ways, wayId(before, taken.id), index + 1);
  });
  return { blocks, ways };
}

function tells(reason: string, { name }: Outlet): boolean {
  if (name.kind === 'owner') return reason === `owner-${name.owner}`;
  return name.kind === 'way' && reason.endsWith(`-${name.way}`);
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
