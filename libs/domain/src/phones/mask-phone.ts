import { countryCodeOf } from './country-code.js';
import { type FoldedCharacter, foldCharacters } from './fold-characters.js';

/** Of a shorter number the country code and two digits would be half of it. */
const SHORTEST_WITH_COUNTRY = 10;
const SHORTEST = 6;

/**
 * Shows that there is a number and which one it may be, and nothing to dial: the last two digits, and the country code of an
 * international one (`+…`) that is long enough to keep its secret.
 */
export function maskPhone(number: string): string {
  const characters = foldCharacters(number);
  const digits = digitsOf(characters);
  const international = characters.find(({ char }) => !/\s/u.test(char))?.char === '+';
  return maskDigits(digits, international);
}

function maskDigits(digits: string, international: boolean): string {
  if (digits.length < SHORTEST) return '•••';
  const shown = international && digits.length >= SHORTEST_WITH_COUNTRY ? `+${countryCodeOf(digits)} ` : '';
  return `${shown}••• ••• ${digits.slice(-2)}`;
}

/** What never stands within a telephone number, between digits: times, sums, shares and numerals keep apart what is written beside them. */
const PARTS = /[:=%№#\p{Sc}]/u;
const JOINS = /[\s\p{P}\p{S}\p{C}]/u;
/** Fewer digits in a row are a sum or a year rather than a number, unless a plus says so. */
const SHORTEST_IN_TEXT = { national: 7, international: 6 };

/**
 * Free text with the runs of digits that may be telephone numbers masked, whatever signs stand between the digits and beside them.
 * Two numbers that nothing but signs keeps apart are masked as one. Reads each character once or twice, however hostile the text.
 */
export function maskPhonesInText(text: string): string {
  const characters = foldCharacters(text);
  let masked = '';
  let told = 0;
  for (const run of runsOfDigits(characters)) {
    const international = characters[run.from]?.char === '+';
    const digits = digitsOf(characters.slice(run.from, run.to));
    if (digits.length < SHORTEST_IN_TEXT[international ? 'international' : 'national']) continue;
    masked += text.slice(told, characters[run.from]?.start) + maskDigits(digits, international);
    told = characters[run.to - 1]?.end ?? text.length;
  }
  return masked + text.slice(told);
}

type Run = { from: number; to: number };

/** Digits with nothing but signs between them, from the plus or the first digit to behind the last. */
function* runsOfDigits(characters: readonly FoldedCharacter[]): Generator<Run> {
  let run = null as Run | null;
  for (const [index, { char }] of characters.entries()) {
    if (isDigit(char)) run = { from: run?.from ?? plusBefore(characters, index) ?? index, to: index + 1 };
    else if (run && (PARTS.test(char) || !JOINS.test(char))) {
      yield run;
      run = null;
    }
  }
  if (run) yield run;
}

/** `+359`, `+(359)`, `+ 359`. */
function plusBefore(characters: readonly FoldedCharacter[], index: number): number | null {
  if (characters[index - 1]?.char === '+') return index - 1;
  return characters[index - 2]?.char === '+' && /[\s(]/u.test(characters[index - 1]?.char ?? '') ? index - 2 : null;
}

function digitsOf(characters: readonly FoldedCharacter[]): string {
  return characters.reduce((digits, { char }) => (isDigit(char) ? digits + char : digits), '');
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
