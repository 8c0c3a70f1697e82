import { toWallClock, type WallClock, wallClockOn } from '../../time/wall-clock.js';

export type ReminderPreset = { key: 'in15' | 'in60' | 'evening' | 'tomorrow' | 'monday' | 'halfYear'; wall: WallClock };

/** The usual times to be reminded at, on the clock of the viewer's zone; those already gone are left out. */
export function reminderPresets(now: Date, timeZone: string): ReminderPreset[] {
  const wallNow = toWallClock(now, timeZone);
  const weekday = new Date(`${wallNow.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  const all: ReminderPreset[] = [
    { key: 'in15', wall: toWallClock(new Date(now.getTime() + 15 * 60_000), timeZone) },
    { key: 'in60', wall: toWallClock(new Date(now.getTime() + 60 * 60_000), timeZone) },
    { key: 'evening', wall: wallClockOn(now, timeZone, 0, '17:00') },
    { key: 'tomorrow', wall: wallClockOn(now, timeZone, 1, '09:00') },
    { key: 'monday', wall: wallClockOn(now, timeZone, toMonday, '09:00') },
    { key: 'halfYear', wall: wallClockOn(now, timeZone, 182, '10:00') },
  ];
  return all.filter(({ key, wall }) => wall > wallNow && !(key === 'monday' && toMonday === 1));
}
