import type { SpokenLanguage } from '../calls/call-instruction.js';
import type { UnroutableReason } from './person-presence.js';

/** Why no calls reach a person, in words for whoever keeps the PBX. */
export const unroutableWords: Readonly<Record<UnroutableReason, Readonly<Record<SpokenLanguage, string>>>> = {
  'on-call': { en: 'He is on a call.', ru: 'Он разговаривает по телефону.', bg: 'В момента говори по телефона.' },
  'wrap-up': {
    en: 'He is finishing his last call.',
    ru: 'Он заканчивает работу по прошлому звонку.',
    bg: 'Довършва работата по последния си разговор.',
  },
  'chosen-busy': { en: 'He has set himself busy.', ru: 'Он отметил, что занят.', bg: 'Отбелязал е, че е зает.' },
  'chosen-break': { en: 'He is on a break.', ru: 'У него перерыв.', bg: 'В почивка е.' },
  'chosen-away': { en: 'He is away.', ru: 'Он отошёл.', bg: 'Отсъства.' },
  'chosen-offline': { en: 'He is not at work.', ru: 'Он не на работе.', bg: 'Не е на работа.' },
  'out-of-hours': {
    en: 'His department is closed at this hour.',
    ru: 'Его отдел в это время не работает.',
    bg: 'Отделът му не работи по това време.',
  },
  'no-devices': { en: 'He has no telephone.', ru: 'У него нет телефона.', bg: 'Няма телефон.' },
  'browser-not-connected': {
    en: 'His telephone is in the browser, which is not connected.',
    ru: 'Его телефон — в браузере, а браузер не подключён.',
    bg: 'Телефонът му е в браузъра, а браузърът не е свързан.',
  },
  'telephone-not-registered': {
    en: 'His telephone is in the browser, which has no line.',
    ru: 'Его телефон — в браузере, а линии там нет.',
    bg: 'Телефонът му е в браузъра, а там няма линия.',
  },
};
