import { useTranslation } from 'react-i18next';
import { useSession } from '../features/session/use-session.js';
import type { Manner } from './say-when.js';

/** English as it is written here: the day before the month. */
function calendarLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** The viewer's language and time zone. */
export function useManner(): Manner {
  const { i18n } = useTranslation();
  const { person } = useSession();
  return { locale: calendarLocale(i18n.language), timeZone: person.timeZone };
}
