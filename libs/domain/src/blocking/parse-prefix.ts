import { countryCodeOf } from '../phones/country-code.js';
import { foldCharacters } from '../phones/fold-characters.js';

export type ParsedPrefix = { kind: 'prefix'; e164: string } | { kind: 'refused'; reason: 'not-a-prefix' | 'too-short' | 'too-long' };

/** A shorter one would turn away half a country. */
const DIGITS_AFTER_COUNTRY = 2;
/** ITU-T E.164: no number is longer. */
const MOST_DIGITS = 15;
const LONGEST = 60;

/** How numbers begin, as people type it: `+359 88`, `00359 (88)`. It begins with a country code, as a prefix without one says nothing. */
export function parsePrefix(raw: string): ParsedPrefix {
  if (raw.length > LONGEST) return { kind: 'refused', reason: 'not-a-prefix' };
  const text = foldCharacters(raw.normalize('NFC'))
    .map(({ char }) => char)
    .join('')
    .replace(/[\s()./-]/gu, '')
    .replace(/^00/u, '+');
  const digits = /^\+([1-9]\d*)$/u.exec(text)?.[1];
  if (digits === undefined) return { kind: 'refused', reason: 'not-a-prefix' };
  const country = countryCodeOf(digits);
  if (country === null || digits.length < country.length + DIGITS_AFTER_COUNTRY) return { kind: 'refused', reason: 'too-short' };
  if (digits.length > MOST_DIGITS) return { kind: 'refused', reason: 'too-long' };
  return { kind: 'prefix', e164: `+${digits}` };
}
