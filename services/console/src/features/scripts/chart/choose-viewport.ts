type Size = { width: number; height: number };
type Viewport = { x: number; y: number; zoom: number };

/** Smaller than this a block's words cannot be read: rather a part of the chart is out of sight. */
export const SMALLEST_READABLE = 0.7;

/** Where the eye is first: the whole chart in the middle if it can be read so, else from its beginning, which is at its left. */
export function chooseViewport(chart: Size, pane: Size): Viewport {
  const fitting = Math.min(pane.width / Math.max(chart.width, 1), pane.height / Math.max(chart.height, 1));
  const zoom = Math.min(1, Math.max(SMALLEST_READABLE, fitting));
  return {
    x: Math.max(0, (pane.width - chart.width * zoom) / 2),
    y: (pane.height - chart.height * zoom) / 2,
    zoom,
  };
}

/** Whether a block is wholly in sight. */
export function isInSight(box: Size & { x: number; y: number }, viewport: Viewport, pane: Size): boolean {
  const left = box.x * viewport.zoom + viewport.x;
  const top = box.y * viewport.zoom + viewport.y;
  return left >= 0 && top >= 0 && left + box.width * viewport.zoom <= pane.width && top + box.height * viewport.zoom <= pane.height;
}
