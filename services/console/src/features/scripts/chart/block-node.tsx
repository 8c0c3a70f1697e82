import { IconAlertTriangle, IconFlag } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { blockIcons, groupOf } from './block-look.js';
import styles from './chart.module.css';
import type { PlacedBlock } from './lay-out.js';
import { sayOutlet } from './outlets.js';

export type BlockNodeData = {
  placed: PlacedBlock;
  says: string;
  start: boolean;
  faults: readonly string[];
  /** Steps of the tried call at which it came here. */
  steps: readonly number[];
  /** The call is here now. */
  here: boolean;
  /** Outlets that lead to no block. */
  open: ReadonlySet<string>;
  connectable: boolean;
};
export type BlockNode = Node<BlockNodeData, 'block'>;

/** A block as it is drawn: its name, what it does, and a row for each way out with the handle that it is connected by. */
export const BlockNodeView = memo(function BlockNodeView({ data, selected }: NodeProps<BlockNode>) {
  const { t } = useTranslation();
  const { placed, says, start, faults, steps, here, open, connectable } = data;
  const Icon = blockIcons[placed.block.kind];
  return (
    <div
      className={styles.block}
      data-group={groupOf(placed.block.kind)}
      data-faulty={faults.length > 0}
      data-chosen={selected}
      data-lit={steps.length > 0}
      data-here={here}
      data-testid={`chart-${placed.id}`}
    >
      <Handle type="target" position={Position.Left} className={styles.in ?? ''} isConnectable={connectable} />
      <div className={styles.head}>
        <span className={styles.icon}>
          <Icon size={15} stroke={1.7} aria-hidden />
        </span>
        <span className={`${styles.name} one-line`}>{placed.id}</span>
        {start && <IconFlag size={14} stroke={2} className={styles.flag ?? ''} aria-label={t('scripts.chart.start')} role="img" />}
        {faults.length > 0 && (
          <span className={styles.warning} title={faults.join('\n')} data-testid={`fault-${placed.id}`}>
            <IconAlertTriangle size={14} stroke={2} aria-hidden />
            {faults.length}
          </span>
        )}
        {steps.length > 0 && <span className={styles.steps}>{steps.join(', ')}</span>}
      </div>
      <div className={styles.words} title={says}>
        {says}
      </div>
      {placed.outlets.map((outlet) => (
        <div key={outlet.id} className={styles.outlet} data-open={open.has(outlet.id)} data-outlet={outlet.id} data-block={placed.id}>
          <span className="one-line">{sayOutlet(t, outlet)}</span>
          <Handle
            type="source"
            id={outlet.id}
            position={Position.Right}
            className={styles.out ?? ''}
            isConnectable={connectable}
            data-testid={`out-${placed.id}-${outlet.id}`}
          />
        </div>
      ))}
    </div>
  );
});
