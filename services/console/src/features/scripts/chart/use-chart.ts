import { useQuery } from '@tanstack/react-query';
import { MarkerType, Position } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../people/people-queries.js';
import { sayBlock } from '../say-block.js';
import type { BlockNode } from './block-node.js';
import type { FlowChartProps } from './chart-props.js';
import { isConnected } from './edit-script.js';
import { HEAD, layOut, rowOf, WIDTH, wayId } from './lay-out.js';
import type { WayEdge } from './way-edge.js';

const arrow = { type: MarkerType.ArrowClosed, width: 18, height: 18, markerUnits: 'userSpaceOnUse', color: 'var(--way)' };
const litArrow = { ...arrow, color: 'var(--way-lit)' };
const none: ReadonlyMap<string, readonly number[]> = new Map();

/** The script as the drawing library wants it. Sizes and handles are told, not measured, so that it is drawn at once. */
export function useChart({ script, chosen, faults, lit, until = Number.POSITIVE_INFINITY, acts }: FlowChartProps) {
  const { t, i18n } = useTranslation();
  const people = useQuery(peopleQuery);
  const chart = useMemo(() => layOut(script), [script]);
  const connectable = acts !== undefined;
  const nodes = useMemo(() => {
    const names = new Map(people.data?.items.map(({ id, name }) => [id, name]));
    return chart.blocks.map((placed): BlockNode => {
      const { id, block, outlets, height } = placed;
      const says = sayBlock(t, block, i18n.language, (person) => names.get(person));
      const steps = (lit?.blocks.get(id) ?? []).filter((step) => step <= until);
      const wrong = faults?.get(id) ?? [];
      const isStart = id === script.start;
      return {
        id,
        type: 'block',
        position: { x: placed.x, y: placed.y },
        width: WIDTH,
        height,
        measured: { width: WIDTH, height },
        handles: [
          { type: 'target', id: null, position: Position.Left, x: 0, y: HEAD / 2, width: 1, height: 1 },
          ...outlets.map((outlet, index) => ({
            type: 'source' as const,
            id: outlet.id,
            position: Position.Right,
            x: WIDTH,
            y: rowOf(index),
            width: 1,
            height: 1,
          })),
        ],
        selected: chosen?.kind === 'block' && chosen.id === id,
        ariaRole: 'group',
        ariaLabel: [
          `${id}: ${says}`,
          ...(isStart ? [t('scripts.chart.start')] : []),
          ...(wrong.length > 0 ? [t('scripts.chart.faultsAt', { faults: wrong.join(' ') })] : []),
          ...(steps.length > 0 ? [t('scripts.chart.stepsAt', { steps: steps.join(', ') })] : []),
        ].join('. '),
        data: {
          placed,
          says,
          start: isStart,
          faults: wrong,
          steps,
          here: steps.includes(until),
          open: new Set(outlets.filter(({ to }) => !isConnected(script, to)).map((outlet) => outlet.id)),
          connectable,
        },
      };
    });
  }, [chart, script, chosen, faults, lit, until, connectable, people.data, t, i18n.language]);
  const edges = useMemo(
    () =>
      chart.ways.map((way): WayEdge => {
        const passed = (lit?.ways ?? none).get(wayId(way.from, way.outlet))?.some((step) => step <= until) ?? false;
        const picked = chosen?.kind === 'way' && chosen.from.block === way.from && chosen.from.outlet === way.outlet;
        const near = chosen?.kind === 'block' && (chosen.id === way.from || chosen.id === way.to);
        return {
          id: way.id,
          type: 'way',
          source: way.from,
          sourceHandle: way.outlet,
          target: way.to,
          selected: picked,
          className: passed ? 'lit' : picked ? 'chosen' : near ? 'near' : '',
          zIndex: passed || picked ? 2 : near ? 1 : 0,
          markerEnd: passed || picked || near ? litArrow : arrow,
          data: { bends: way.bends },
        };
      }),
    [chart, chosen, lit, until],
  );
  return { nodes, edges, chart };
}
