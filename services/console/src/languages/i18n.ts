import { type Locale, locales } from '@ringbase/contracts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

const remembered = 'ringbase.locale';

const loaders: Record<Exclude<Locale, 'en'>, () => Promise<{ default: object }>> = {
  ru: () => import('./ru.json'),
  bg: () => import('./bg.json'),
};

/** Before sign-in: what was used here last, else the browser's first language that we speak. */
export function guessLocale(): Locale {
  const wanted = [localStorage.getItem(remembered), ...navigator.languages].map((language) => language?.slice(0, 2));
  return locales.find((locale) => locale === wanted.find((each) => locales.some((known) => known === each))) ?? 'en';
}

export async function speak(locale: Locale): Promise<void> {
  if (locale !== 'en' && !i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', (await loaders[locale]()).default);
  }
  await i18next.changeLanguage(locale);
  localStorage.setItem(remembered, locale);
  document.documentElement.lang = locale;
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(guessLocale());
}
