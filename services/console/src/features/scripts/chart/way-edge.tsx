import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { drawWay } from './draw-way.js';

export type WayEdgeData = { bends: readonly { x: number; y: number }[] };
export type WayEdge = Edge<WayEdgeData, 'way'>;

export const WayEdgeView = memo(function WayEdgeView({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<WayEdge>) {
  const path = drawWay({ x: sourceX, y: sourceY }, data?.bends ?? [], { x: targetX, y: targetY });
  return <BaseEdge path={path} interactionWidth={18} {...(markerEnd !== undefined && { markerEnd })} />;
});
