import type { Presence } from '@ringbase/contracts';
import type { TFunction } from 'i18next';
import { dateFormat } from '../../time/formats.js';
import { type Manner, sayTime, sayWhen } from '../../time/say-when.js';

/** Why no calls reach me, by the reason that weighs most; null when they do. */
export function sayUnroutable(t: TFunction, presence: Presence, now: Date, manner: Manner): string | null {
  const [reason] = presence.reasons;
  if (presence.routable || reason === undefined) return null;
  const why = t(`presence.why.${reason}`);
  const until = untilOf(presence, reason);
  return t('presence.noCalls', { why: until ? t('presence.whyUntil', { why, time: sayUntil(new Date(until), now, manner) }) : why });
}

function untilOf({ wrapUpUntil, chosen, opensAt }: Presence, reason: Presence['reasons'][number]): string | null {
  if (reason === 'wrap-up') return wrapUpUntil;
  if (reason === 'out-of-hours') return opensAt;
  return reason.startsWith('chosen-') ? chosen.until : null;
}

/** The hour alone, where it is one of this day. */
function sayUntil(until: Date, now: Date, manner: Manner): string {
  const day = (moment: Date) => dateFormat('en-CA', { timeZone: manner.timeZone, dateStyle: 'short' }).format(moment);
  return day(until) === day(now) ? sayTime(until, manner) : sayWhen(until, now, manner);
}
