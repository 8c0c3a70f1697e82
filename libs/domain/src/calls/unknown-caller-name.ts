import type { SpokenLanguage } from './call-instruction.js';

/** What a client is called of whom nothing is known but that he called. */
export const unknownCallerName: Readonly<Record<SpokenLanguage, string>> = {
  en: 'Unknown caller',
  ru: 'Неизвестный звонящий',
  bg: 'Неизвестен обаждащ се',
};
