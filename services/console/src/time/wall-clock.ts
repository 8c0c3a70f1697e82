import { dateFormat } from './formats.js';

/** "2026-03-02 17:00" on the clock of a zone. */
export type WallClock = string;

export function toWallClock(moment: Date, timeZone: string): WallClock {
  const parts = dateFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);
  return parts.slice(0, 16);
}

/**
 * The moment at which the clock of `timeZone` shows `wall`. A time that a spring night skips becomes the one an hour
 * later; of a time that an autumn night shows twice, the first.
 */
export function fromWallClock(wall: WallClock, timeZone: string): Date {
  const asUtc = Date.parse(`${wall.slice(0, 16).replace(' ', 'T')}:00Z`);
  const offsetAt = (moment: number) =>
    Date.parse(`${toWallClock(new Date(moment), timeZone).replace(' ', 'T')}:00Z`) - Math.floor(moment / 60_000) * 60_000;
  // A day before and after gives both offsets a change could lie between; the larger one is the earlier moment.
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)].sort((a, b) => b - a);
  const exact = offsets.map((offset) => asUtc - offset).find((moment) => moment + offsetAt(moment) === asUtc);
  return new Date(exact ?? asUtc - (offsets[1] ?? 0));
}

/** The same wall-clock day moved by `days`, at `time` ("09:00"). */
export function wallClockOn(now: Date, timeZone: string, days: number, time: string): WallClock {
  const today = toWallClock(now, timeZone).slice(0, 10);
  const date = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return `${date} ${time}`;
}
