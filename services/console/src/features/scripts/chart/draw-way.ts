type Point = { x: number; y: number };

const TURN = 46;

/** The line of a way: from its outlet through its bends to the block it leads to, without corners. A way back goes out, around and in again. */
export function drawWay(from: Point, bends: readonly Point[], to: Point): string {
  if (to.x < from.x) {
    const below = Math.max(from.y, to.y) + 70;
    const middle = { x: (from.x + to.x) / 2, y: below };
    return `M${at(from)} C${at({ x: from.x + TURN * 2, y: from.y })} ${at({ x: from.x + TURN, y: below })} ${at(middle)} S${at({ x: to.x - TURN * 2, y: to.y })} ${at(to)}`;
  }
  const points = [from, ...bends.filter(({ x }) => x > from.x && x < to.x), to];
  const parts = points.slice(1).map((point, index) => {
    const before = points[index] as Point;
    const half = (point.x - before.x) / 2;
    return `C${at({ x: before.x + half, y: before.y })} ${at({ x: point.x - half, y: point.y })} ${at(point)}`;
  });
  return `M${at(from)} ${parts.join(' ')}`;
}

const at = ({ x, y }: Point): string => `${Math.round(x)},${Math.round(y)}`;
