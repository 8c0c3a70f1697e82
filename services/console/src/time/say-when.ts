import { dateFormat, distanceFormat } from './formats.js';

const day = 86_400_000;

export type Manner = { locale: string; timeZone: string };

/** The calendar date of a moment in a zone, as a number of days since 1970, so that dates can be subtracted. */
function dayNumber(moment: Date, timeZone: string): number {
  const parts = dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / day);
}

/** "today 14:05", "yesterday 09:30", "Mon, 12 May 14:05", "12 May 2024": what a glance needs, in the viewer's zone. */
export function sayWhen(moment: Date, now: Date, { locale, timeZone }: Manner): string {
  const days = dayNumber(moment, timeZone) - dayNumber(now, timeZone);
  const time = dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
  if (Math.abs(days) <= 1) return `${distanceFormat(locale, { numeric: 'auto' }).format(days, 'day')} ${time}`;
  if (Math.abs(days) < 7)
    return `${dateFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(moment)} ${time}`;
  const sameYear = dateFormat('en', { timeZone, year: 'numeric' });
  if (sameYear.format(moment) === sameYear.format(now)) {
    return `${dateFormat(locale, { timeZone, day: 'numeric', month: 'short' }).format(moment)} ${time}`;
  }
  return dateFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(moment);
}

/** "in 20 min", "5 min ago" within the hour; beyond it as `sayWhen`. For things that are due. */
export function sayDue(moment: Date, now: Date, manner: Manner): string {
  const minutes = Math.round((moment.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) >= 60) return sayWhen(moment, now, manner);
  return distanceFormat(manner.locale, { numeric: minutes === 0 ? 'auto' : 'always', style: 'short' }).format(minutes, 'minute');
}

/** The whole moment with its zone, for the hover. */
export function sayFully(moment: Date, { locale, timeZone }: Manner): string {
  return dateFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(moment);
}

export function sayTime(moment: Date, { locale, timeZone }: Manner): string {
  return dateFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
}

/** Seconds as "0:42", "12:05", "1:02:09". */
export function sayLength(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
