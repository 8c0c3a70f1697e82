import type { BlockId, CallScript } from '@ringbase/domain';
import type { ReactNode } from 'react';
import type { OutletOf } from './edit-script.js';
import type { Lit } from './light-path.js';
import type { BlockKind } from './new-block.js';

/** What of the chart is looked at: a block, or a way by the outlet that it begins at. */
export type Chosen = { kind: 'block'; id: BlockId } | { kind: 'way'; from: OutletOf };

export type ChartActs = {
  connect: (from: OutletOf, to: BlockId) => void;
  remove: (chosen: Chosen) => void;
  /** From the palette; `from`: put into this way. */
  add: (kind: BlockKind, from?: OutletOf) => void;
};

export type FlowChartProps = {
  script: CallScript;
  label: string;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
  /** Enter at a block: on to what there is to be done with it. */
  onEnter?: () => void;
  faults?: ReadonlyMap<BlockId, readonly string[]>;
  lit?: Lit | null;
  /** Up to which step of the path it is lit. */
  until?: number;
  /** Where the tried call is. */
  here?: BlockId | null;
  /** Absent: it can be looked at only. */
  acts?: ChartActs;
  children?: ReactNode;
};

/** What a block from the palette is, while it is dragged. */
export const DRAGGED = 'application/x-ringbase-block';
