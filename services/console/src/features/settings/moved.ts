/** The same with one of them a place further up (-1) or down (1); at either end nothing moves. */
export function moved<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...items];
  const [one] = next.splice(index, 1);
  if (one === undefined) return next;
  next.splice(Math.max(0, index + by), 0, one);
  return next;
}
