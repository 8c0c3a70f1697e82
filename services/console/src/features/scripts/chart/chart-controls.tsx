import { ActionIcon, Tooltip } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { BlockId } from '@ringbase/domain';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './chart.module.css';
import { chooseViewport, isInSight } from './choose-viewport.js';
import { type Chart, WIDTH } from './lay-out.js';

const MOTION = 140;

type Props = { chart: Chart; here: BlockId | null; chosen: BlockId | null };

/** Nearer, farther, all of it; and the block that is chosen, or that a tried call has come to, is brought into sight. */
export function ChartControls({ chart, here, chosen }: Props) {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const still = useReducedMotion();
  const motion = still ? {} : { duration: MOTION };
  const looked = useRef(false);

  useEffect(() => {
    if (looked.current || width === 0 || chart.blocks.length === 0) return;
    looked.current = true;
    void flow.setViewport(chooseViewport(chart, { width, height }));
  }, [flow, chart, width, height]);
  useSight(chart, here);
  useSight(chart, chosen);

  const acts = [
    { name: 'nearer', icon: IconPlus, act: () => void flow.zoomIn(motion) },
    { name: 'farther', icon: IconMinus, act: () => void flow.zoomOut(motion) },
    { name: 'whole', icon: IconMaximize, act: () => void flow.fitView({ padding: 0.04, ...motion }) },
  ] as const;
  return (
    <Panel position="bottom-left" className={styles.controls ?? ''}>
      {acts.map(({ name, icon: Icon, act }) => (
        <Tooltip key={name} label={t(`scripts.chart.${name}`)}>
          <ActionIcon variant="default" size={28} aria-label={t(`scripts.chart.${name}`)} onClick={act} data-testid={`chart-${name}`}>
            <Icon size={15} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Panel>
  );
}

/** Moves the chart so far that a block is in sight, whenever it is another one. */
function useSight(chart: Chart, id: BlockId | null): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const still = useReducedMotion();
  useEffect(() => {
    const box = chart.blocks.find((block) => block.id === id);
    if (!box || width === 0) return;
    const { x, y, height: tall } = box;
    const viewport = flow.getViewport();
    if (isInSight({ x, y, width: WIDTH, height: tall }, viewport, { width, height })) return;
    void flow.setCenter(x + WIDTH / 2, y + tall / 2, { zoom: viewport.zoom, ...(still ? {} : { duration: MOTION }) });
  }, [flow, chart, id, width, height, still]);
}
