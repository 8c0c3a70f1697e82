import { parsePhone } from '../phones/parse-phone.js';

/** What a line typed into the search means. All empty: it can mean nothing. */
export type Search = {
  /** Small letters, ё as е; every one must be found. */
  words: readonly string[];
  /** An application's number. */
  number: number | null;
  /** Whole telephone numbers that it may be, one for each region. */
  phones: readonly string[];
  /** Last digits of a telephone number: only for those who see numbers. */
  ending: string | null;
};

const LONGEST = 200;
const WORDS = 8;
const ENDING_DIGITS = 4;
const ONLY_DIGITS = /^[+\d\s()./\-\u2010-\u2015]+$/u;

/** Reads a search. `regions`: by whose habits a number without a country is read. */
export function parseSearch(typed: string, regions: readonly string[], seesNumbers: boolean): Search {
  const text = typed
    .trim()
    .replace(/^[#№]\s*(?=\d)/u, '')
    .normalize('NFKC')
    .slice(0, LONGEST);
  const digits = text.replace(/\D/gu, '');
  const phones = [...new Set(regions.flatMap((region) => parsePhone(text, region)?.e164 ?? []))];
  const onlyDigits = ONLY_DIGITS.test(text);
  const isPhone = phones.length > 0;
  // Else whoever sees no numbers could learn one that stands in a title, a few digits at a time.
  const isAllowed = (word: string) => seesNumbers || !/(?:\d\D*){3}/u.test(word);
  return {
    words: isPhone ? [] : wordsOf(text).filter(isAllowed),
    number: readNumber(text),
    phones,
    ending: seesNumbers && onlyDigits && digits.length >= ENDING_DIGITS && digits.length <= 15 ? digits : null,
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter(Boolean).slice(0, WORDS);
}

function readNumber(text: string): number | null {
  const match = /^(\d{1,9})$/u.exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}
