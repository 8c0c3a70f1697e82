import { decideOpen } from './decide-open.js';
import type { WorkingHours } from './working-hours.js';

const MINUTE = 60_000;
/** Intervals that are walked over; whoever waits for longer than this waits for ever. */
const MOST_INTERVALS = 1_000;

/**
 * The moment at which a department has been open for so many minutes since `from`; 0: `from` itself, or the next opening. Null: it does not open so
 * long again. Without hours every minute counts.
 */
export function afterOpenMinutes(hours: WorkingHours | null, from: Date, minutes: number): Date | null {
  if (hours === null) return new Date(from.getTime() + minutes * MINUTE);
  let at = from;
  let left = minutes * MINUTE;
  for (let walked = 0; walked < MOST_INTERVALS; walked += 1) {
    const now = decideOpen(hours, at);
    if (!now.open) {
      if (now.opensAt === null) return null;
      at = now.opensAt;
      continue;
    }
    const open = now.until.getTime() - at.getTime();
    if (left < open) return new Date(at.getTime() + left);
    left -= open;
    at = now.until;
  }
  return null;
}
