/** Minutes since midnight; an end that is not after its beginning lies in the next day. */
export type Interval = { from: number; until: number };

/** `09:00–13:00, 14:00–18:00`; several intervals of a day, parted by commas. */
export function renderIntervals(intervals: readonly Interval[]): string {
  return intervals.map(({ from, until }) => `${clockOf(from)}–${clockOf(until)}`).join(', ');
}

/** What was typed, in whatever way hours are written: `9-13, 14:30 – 18`. Null: not readable. */
export function parseIntervals(text: string): Interval[] | null {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '');
  const intervals = parts.map((part) => {
    const [, from, fromMinutes, until, untilMinutes] =
      /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(part) ?? [];
    const [begins, ends] = [minutesOf(from, fromMinutes), minutesOf(until, untilMinutes)];
    // Midnight ends a day as 24:00.
    const end = ends === 0 ? 1440 : ends;
    return begins === null || end === null || begins === 1440 ? null : { from: begins, until: end };
  });
  return intervals.every((interval) => interval !== null) ? intervals : null;
}

function minutesOf(hours: string | undefined, minutes = '0'): number | null {
  if (hours === undefined) return null;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1440 ? total : null;
}

function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
