import type { BlockId, CallScript, ScriptBlock } from '@ringbase/domain';
import { type BlockKind, makeBlock } from './new-block.js';
import { NOWHERE, outletsOf } from './outlets.js';

/** An outlet of a block of the script. */
export type OutletOf = { block: BlockId; outlet: string };
export type Added = { script: CallScript; id: BlockId };

const LONGEST = 40;
export const blockName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Whether a block may be called so: the name is one, and no other block's. */
export function isFreeName(script: CallScript, name: string): boolean {
  return blockName.test(name) && name !== NOWHERE && !Object.hasOwn(script.blocks, name);
}

/** The wished name if it is free, else the first free one with a number: `say-2`. */
export function freeName(script: CallScript, wished: string): string {
  if (isFreeName(script, wished)) return wished;
  const stem = wished.replace(/-\d+$/, '').slice(0, LONGEST - 4);
  for (let number = 2; ; number += 1) if (isFreeName(script, `${stem}-${number}`)) return `${stem}-${number}`;
}

/** Whether the outlet leads to a block that is there. */
export function isConnected(script: CallScript, to: BlockId): boolean {
  return Object.hasOwn(script.blocks, to);
}

function withBlock(script: CallScript, id: BlockId, block: ScriptBlock): CallScript {
  return { ...script, blocks: { ...script.blocks, [id]: block } };
}

export function replaceBlock(script: CallScript, id: BlockId, block: ScriptBlock): CallScript {
  return script.blocks[id] === undefined || script.blocks[id] === block ? script : withBlock(script, id, block);
}

/** Leads an outlet to a block; `NOWHERE` opens it. */
export function connect(script: CallScript, from: OutletOf, to: BlockId): CallScript {
  const block = script.blocks[from.block];
  const outlet = block && outletsOf(block).find(({ id }) => id === from.outlet);
  return outlet === undefined || outlet.to === to ? script : withBlock(script, from.block, outlet.lead(to));
}

/**
 * A new block. From an outlet: it is led there, and where it led before, the new block's first way out leads now. The first block of a script that
 * begins nowhere is its start.
 */
export function addBlock(script: CallScript, kind: BlockKind, from?: OutletOf): Added {
  const id = freeName(script, kind);
  const begun = isConnected(script, script.start) ? script : { ...script, start: id };
  const before = from && targetOf(script, from);
  const added = withBlock(begun, id, makeBlock(kind));
  if (from === undefined || before === undefined) return { script: added, id };
  const [first] = outletsOf(makeBlock(kind));
  const led = connect(added, from, id);
  return { script: first && isConnected(script, before) ? connect(led, { block: id, outlet: first.id }, before) : led, id };
}

function targetOf(script: CallScript, from: OutletOf): BlockId | undefined {
  const block = script.blocks[from.block];
  return block && outletsOf(block).find(({ id }) => id === from.outlet)?.to;
}

/** A copy beside its original: it leads where that leads, and nothing leads to it. */
export function duplicateBlock(script: CallScript, of: BlockId): Added {
  const block = script.blocks[of];
  const id = freeName(script, of);
  return { script: block === undefined ? script : withBlock(script, id, block), id };
}

/** Takes a block out. What led to it leads to where it led on, if it had one way out; else it is open. */
export function removeBlock(script: CallScript, id: BlockId): CallScript {
  const block = script.blocks[id];
  if (block === undefined) return script;
  const ways = [...new Set(outletsOf(block).map(({ to }) => to))].filter((to) => to !== id);
  const [only] = ways;
  const on = ways.length === 1 && only !== undefined && isConnected(script, only) ? only : NOWHERE;
  const rest = Object.fromEntries(Object.entries(script.blocks).filter(([name]) => name !== id));
  return lead({ ...script, blocks: rest }, id, on);
}

/** Gives a block another name, wherever it is named. */
export function renameBlock(script: CallScript, id: BlockId, name: string): CallScript {
  if (script.blocks[id] === undefined || !isFreeName(script, name)) return script;
  const blocks = Object.fromEntries(Object.entries(script.blocks).map(([key, block]) => [key === id ? name : key, block]));
  return lead({ ...script, blocks }, id, name);
}

export function startAt(script: CallScript, id: BlockId): CallScript {
  return script.start === id || script.blocks[id] === undefined ? script : { ...script, start: id };
}

/** Everything that leads to one name leads to another. */
function lead(script: CallScript, from: BlockId, to: BlockId): CallScript {
  const blocks = Object.fromEntries(
    Object.entries(script.blocks).map(([id, block]) => [
      id,
      outletsOf(block).reduce(
        (now, { id: outlet, to: led }) =>
          led === from
            ? (outletsOf(now)
                .find((one) => one.id === outlet)
                ?.lead(to) ?? now)
            : now,
        block,
      ),
    ]),
  );
  return { ...script, start: script.start === from ? to : script.start, blocks };
}
