import { Graph, layout } from '@dagrejs/dagre';
import type { BlockId, CallScript, ScriptBlock } from '@ringbase/domain';
import { orderBlocks } from '../order-blocks.js';
import { isConnected } from './edit-script.js';
import { type Outlet, outletsOf } from './outlets.js';

/** Pixels, as the style sheet draws them. */
export const WIDTH = 224;
export const HEAD = 34;
export const WORDS = 44;
export const ROW = 24;
const FOOT = 6;
const BETWEEN_RANKS = 72;
const BETWEEN_BLOCKS = 28;
const MARGIN = 24;

type Point = { x: number; y: number };
export type PlacedBlock = { id: BlockId; block: ScriptBlock; outlets: readonly Outlet[]; x: number; y: number; height: number };
/** `bends`: what it goes through on its way, so that it does not run behind other blocks. */
export type PlacedWay = { id: string; from: BlockId; outlet: string; to: BlockId; bends: readonly Point[] };
export type Chart = { blocks: readonly PlacedBlock[]; ways: readonly PlacedWay[]; width: number; height: number };

export function heightOf(outlets: number): number {
  return HEAD + WORDS + outlets * ROW + FOOT;
}

/** Where the middle of an outlet's row is, from the top of its block. */
export function rowOf(index: number): number {
  return HEAD + WORDS + index * ROW + ROW / 2;
}

export const wayId = (from: BlockId, outlet: string): string => `${from} ${outlet}`;

/** Draws a script from left to right: each block behind those that lead to it. */
export function layOut(script: CallScript): Chart {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: BETWEEN_RANKS, nodesep: BETWEEN_BLOCKS, edgesep: 14, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  const blocks = orderBlocks(script).map(([id, block]) => ({ id, block, outlets: outletsOf(block) }));
  for (const { id, outlets } of blocks) graph.setNode(id, { width: WIDTH, height: heightOf(outlets.length) });
  const ways = blocks.flatMap(({ id: from, outlets }) =>
    outlets.filter(({ to }) => isConnected(script, to)).map(({ id: outlet, to }) => ({ id: wayId(from, outlet), from, outlet, to })),
  );
  for (const { id, from, to } of ways) graph.setEdge(from, to, {}, id);
  layout(graph, { constraints: fromAbove(blocks) });
  const size = graph.graph();
  return {
    blocks: blocks.map((block) => {
      const { x, y } = graph.node(block.id);
      const height = heightOf(block.outlets.length);
      return { ...block, x: Math.round(x - WIDTH / 2), y: Math.round(y - height / 2), height };
    }),
    ways: ways.map((way) => ({ ...way, bends: bendsOf(graph.edge(way.from, way.to, way.id).points) })),
    width: size.width ?? 0,
    height: size.height ?? 0,
  };
}

/** Where a block's ways lead lies in their order, the first above the second, as far as nothing earlier in the script says otherwise: so no two demands contradict each other. */
function fromAbove(blocks: readonly { id: BlockId; outlets: readonly Outlet[] }[]): { left: BlockId; right: BlockId }[] {
  const rank = new Map(blocks.map(({ id }, index) => [id, index]));
  return blocks.flatMap(({ outlets }) => {
    const led = [...new Set(outlets.map(({ to }) => to))].filter((to) => rank.has(to));
    const ordered = led.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    return ordered.slice(1).map((right, index) => ({ left: ordered[index] as BlockId, right }));
  });
}

/**
 * Every second point, the first and the last excepted, is where the way passes the blocks of a column: it goes straight past them there. The others are
 * between two columns, where it finds its own way.
 */
function bendsOf(points: readonly Point[]): Point[] {
  const past = points.filter((_, index) => index > 0 && index < points.length - 1 && index % 2 === 0);
  const reach = WIDTH / 2 + 10;
  return past.flatMap(({ x, y }) => [
    { x: Math.round(x - reach), y: Math.round(y) },
    { x: Math.round(x + reach), y: Math.round(y) },
  ]);
}
