import type { Chance } from './chance.js';
import type { DemoLanguage } from './words.js';

/** Ways in which people type the same number. */
const forms: Readonly<Record<DemoLanguage, readonly ((d: string) => string)[]>> = {
  ru: [
    (d) => `+7${d}`,
    (d) => `8 (${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6, 8)}-${d.slice(8)}`,
    (d) => `8${d}`,
    (d) => `8/${d.slice(0, 3)}/${d.slice(3, 6)} ${d.slice(6)}`,
    (d) => `+7 ${d.slice(0, 3)} ${d.slice(3, 6)} ${d.slice(6, 8)} ${d.slice(8)} доб. 12`,
    (d) => `＋７${d}`,
  ],
  bg: [
    (d) => `+359${d}`,
    (d) => `0${d.slice(0, 3)} ${d.slice(3, 6)} ${d.slice(6)}`,
    (d) => `00359 ${d}`,
    (d) => `0${d.slice(0, 3)}/${d.slice(3)}`,
    (d) => `8-10-359-${d}`,
  ],
  en: [
    (d) => `+44${d}`,
    (d) => `0${d.slice(0, 4)} ${d.slice(4)}`,
    (d) => `+44 (0) ${d.slice(0, 4)} ${d.slice(4, 7)} ${d.slice(7)}`.replace('(0) ', ''),
    (d) => `0044 ${d}`,
  ],
};

export const regions: Readonly<Record<DemoLanguage, string>> = { ru: 'RU', bg: 'BG', en: 'GB' };

/** A number of a client's, typed in one of the ways that people have. */
export function typePhone(chance: Chance, language: DemoLanguage, serial: number): string {
  const five = String(10_000 + serial).slice(-5);
  const national = {
    ru: `916${chance.whole(10, 99)}${five}`,
    bg: `88${chance.whole(7, 9)}${chance.whole(1, 9)}${five}`,
    en: `7700${chance.whole(1, 9)}${five}`,
  }[language];
  return chance.pick(forms[language])(national);
}
