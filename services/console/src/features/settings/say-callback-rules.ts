import type { TFunction } from 'i18next';

type Times = { keepMinutes: number; assistantMinutes: number; curatorMinutes: number };

/** Ten in the morning, and the end of a day that it can be told by. */
const TEN = 600;
const EVENING = 1200;

/** Minutes as a person says them: 45 min, 2 h, 1 h 30 min. */
export function sayMinutes(t: TFunction, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const said = [
    hours > 0 && t('settings.callbackRules.hours', { count: hours }),
    (rest > 0 || hours === 0) && t('settings.callbackRules.minutes', { count: rest }),
  ];
  return said.filter((part) => part !== false).join(' ');
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** What the three times do, and what they make of a call that was missed at ten. */
export function sayCallbackRules(t: TFunction, { keepMinutes, assistantMinutes, curatorMinutes }: Times): string[] {
  const last = assistantMinutes + curatorMinutes;
  const said = [
    t('settings.callbackRules.said.away', { time: sayMinutes(t, assistantMinutes) }),
    t('settings.callbackRules.said.assistant', { time: sayMinutes(t, curatorMinutes) }),
    t('settings.callbackRules.said.there', { time: sayMinutes(t, last) }),
    t('settings.callbackRules.said.kept', { time: sayMinutes(t, keepMinutes) }),
  ];
  if (TEN + Math.max(last, keepMinutes) > EVENING) return said;
  const at = { assistant: clock(TEN + assistantMinutes), curator: clock(TEN + last), kept: clock(TEN + keepMinutes) };
  return [
    ...said,
    t('settings.callbackRules.said.example', at),
    ...(keepMinutes < assistantMinutes ? [t('settings.callbackRules.said.late')] : []),
  ];
}
