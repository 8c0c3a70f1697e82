import type { Presence } from '@ringbase/contracts';
import type { TFunction } from 'i18next';
import { type Manner, sayTime } from '../../time/say-when.js';

/** Why no calls reach me, by the reason that weighs most; null when they do. */
export function sayUnroutable(t: TFunction, presence: Presence, manner: Manner): string | null {
  const [reason] = presence.reasons;
  if (presence.routable || reason === undefined) return null;
  const until = reason === 'wrap-up' ? presence.wrapUpUntil : reason.startsWith('chosen-') ? presence.chosen.until : null;
  const why = until
    ? t('presence.whyUntil', { why: t(`presence.why.${reason}`), time: sayTime(new Date(until), manner) })
    : t(`presence.why.${reason}`);
  return t('presence.noCalls', { why });
}
