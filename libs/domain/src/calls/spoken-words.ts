import type { SpokenLanguage } from './call-instruction.js';

/** What is said to callers and colleagues outside of a department's script. */
export const spokenWords: Readonly<Record<'unknown-number' | 'press-one', Readonly<Record<SpokenLanguage, string>>>> = {
  'unknown-number': {
    en: 'This number is not in use. Please check the number and call again.',
    ru: 'Этот номер не обслуживается. Пожалуйста, проверьте номер и позвоните ещё раз.',
    bg: 'Този номер не се използва. Моля, проверете номера и позвънете отново.',
  },
  'press-one': {
    en: 'A call from a client. Press one to take it.',
    ru: 'Звонок от клиента. Нажмите один, чтобы ответить.',
    bg: 'Обаждане от клиент. Натиснете едно, за да го приемете.',
  },
};
