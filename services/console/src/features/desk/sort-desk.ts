import type { Callback } from '@ringbase/contracts';
import { toWallClock } from '../../time/wall-clock.js';

export type DeskOrder = { due: Callback[]; today: Callback[]; next: Callback | null };

/** Promises due now, those of the rest of the day, and the first one after it. */
export function sortDesk(open: readonly Callback[], now: Date, timeZone: string): DeskOrder {
  const inOrder = open.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const day = toWallClock(now, timeZone).slice(0, 10);
  const isDue = (callback: Callback) => Date.parse(callback.dueAt) <= now.getTime();
  const isToday = (callback: Callback) => toWallClock(new Date(callback.dueAt), timeZone).slice(0, 10) === day;
  const today = inOrder.filter((callback) => !isDue(callback) && isToday(callback));
  return { due: inOrder.filter(isDue), today, next: inOrder.find((callback) => !isDue(callback)) ?? null };
}
