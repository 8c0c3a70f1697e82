import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { type Connection, type EdgeChange, type NodeChange, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import type { DragEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type BlockNode, BlockNodeView } from './block-node.js';
import styles from './chart.module.css';
import { ChartControls } from './chart-controls.js';
import { DRAGGED, type FlowChartProps } from './chart-props.js';
import type { OutletOf } from './edit-script.js';
import type { BlockKind } from './new-block.js';
import { useChart } from './use-chart.js';
import { type WayEdge, WayEdgeView } from './way-edge.js';

const nodeTypes = { block: BlockNodeView };
const edgeTypes = { way: WayEdgeView };

/** A call script drawn from left to right. The drawing is made of the script alone: there is nothing of it to be kept. */
export function FlowChart(props: FlowChartProps) {
  return (
    <ReactFlowProvider>
      <Chart {...props} />
    </ReactFlowProvider>
  );
}

function Chart(props: FlowChartProps) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const { acts, chosen, here = null, onChoose, onEnter, children, label } = props;
  const { nodes, edges, chart } = useChart(props);

  const nodesChange = (changes: NodeChange<BlockNode>[]) => {
    const now = changes.find((change) => change.type === 'select' && change.selected);
    if (now?.type === 'select') onChoose({ kind: 'block', id: now.id });
  };
  const edgesChange = (changes: EdgeChange<WayEdge>[]) => {
    const now = changes.find((change) => change.type === 'select' && change.selected);
    const edge = now?.type === 'select' ? edges.find(({ id }) => id === now.id) : undefined;
    if (edge) onChoose({ kind: 'way', from: { block: edge.source, outlet: edge.sourceHandle ?? '' } });
  };
  const connect = ({ source, sourceHandle, target }: Connection) =>
    sourceHandle !== null && acts?.connect({ block: source, outlet: sourceHandle }, target);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && chosen) return onChoose(null);
    if (event.key === 'Enter' && (event.target as Element).closest('.react-flow__node')) onEnter?.();
    if ((event.key === 'Delete' || event.key === 'Backspace') && chosen && acts) {
      event.preventDefault();
      acts.remove(chosen);
      event.currentTarget instanceof HTMLElement && event.currentTarget.focus();
    }
  };
  const drop = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(DRAGGED) as BlockKind | '';
    if (kind === '' || !acts) return;
    event.preventDefault();
    acts.add(kind, outletAt(event.target as Element, edges));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of blocks that take the focus one after another, which no element of HTML is
    <div className={styles.chart} role="group" aria-label={label} tabIndex={-1} onKeyDown={press} data-testid="flow-chart">
      <ReactFlow<BlockNode, WayEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        onNodesChange={nodesChange}
        onEdgesChange={edgesChange}
        onPaneClick={() => onChoose(null)}
        onConnect={connect}
        onReconnect={(_, connection) => connect(connection)}
        edgesReconnectable={acts !== undefined}
        onDrop={drop}
        onDragOver={(event) => acts && event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
        connectionRadius={90}
        nodesDraggable={false}
        nodesConnectable={acts !== undefined}
        edgesFocusable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.25}
        maxZoom={1.4}
        ariaLabelConfig={{
          'node.a11yDescription.default': t(acts ? 'scripts.chart.nodeEdit' : 'scripts.chart.nodeRead'),
          'node.a11yDescription.keyboardDisabled': t(acts ? 'scripts.chart.nodeEdit' : 'scripts.chart.nodeRead'),
          'edge.a11yDescription.default': '',
          'handle.ariaLabel': t('scripts.chart.handle'),
        }}
      >
        <ChartControls chart={chart} here={here} chosen={chosen?.kind === 'block' ? chosen.id : null} />
      </ReactFlow>
      {children}
    </div>
  );
}

/** Where something was let go: at an outlet, or on the way that it begins. */
function outletAt(target: Element, edges: readonly WayEdge[]): OutletOf | undefined {
  const row = target.closest<HTMLElement>('[data-outlet]');
  if (row) return { block: row.dataset['block'] ?? '', outlet: row.dataset['outlet'] ?? '' };
  const id = target.closest<HTMLElement>('.react-flow__edge')?.dataset['id'];
  const edge = edges.find((one) => one.id === id);
  return edge && { block: edge.source, outlet: edge.sourceHandle ?? '' };
}
