import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { foldCharacters } from './fold-characters.js';

export type ParsedPhone = { e164: string; extension: string | null; country: string | null };

const EXTENSION_WORDS = /(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|вътр(?:ешен)?|ext(?:ension)?|x|#|;ext=)\.?\s*:?\s*(\d{1,7})\s*$/iu;
const LONGEST = 60;

/** `8-10-359…` is how Russians dial abroad, `00…` how Europeans do, and `011` how Americans do. */
function internationalPrefixAsPlus(number: string, region: string): string {
  const digits = number.replace(/[^\d+]/gu, '');
  if (digits.startsWith('+')) return number;
  if (/^810\d{8,}$/u.test(digits)) return `+${digits.slice(3)}`;
  if (/^00\d{8,}$/u.test(digits)) return `+${digits.slice(2)}`;
  if (/^011\d{8,}$/u.test(digits) && (region === 'US' || region === 'CA')) return `+${digits.slice(3)}`;
  return number;
}

function parseNumber(number: string, region: string): PhoneNumber | undefined {
  const country = isSupportedCountry(region) ? (region as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(
    number,
    country === undefined ? { extract: false } : { defaultCountry: country, extract: false },
  );
  if (parsed?.isPossible() === true) return parsed;
  const digits = number.replace(/\D/gu, '');
  // A whole international number whose plus got lost, as caller ids and spreadsheets have it.
  if (digits.length >= 11 && !number.includes('+')) {
    const withPlus = parsePhoneNumberFromString(`+${digits}`);
    if (withPlus?.isValid() === true) return withPlus;
  }
  return undefined;
}

/**
 * A telephone number as people type it, or null when it is none (`112`, a name, nothing). `region` (ISO 3166) reads numbers without a country.
 * Accepts whatever has a possible length: whether the number is given out is not ours to judge.
 */
export function parsePhone(raw: string, region: string): ParsedPhone | null {
  if (raw.length > LONGEST) return null;
  let text = foldCharacters(raw.normalize('NFC'))
    .map(({ char }) => char)
    .join('')
    .trim();
  if (/[@]|^(?:sip|client):/iu.test(text)) return null;
  text = text.replace(/^tel:/iu, '');
  const extension = EXTENSION_WORDS.exec(text)?.[1] ?? null;
  if (extension !== null) text = text.replace(EXTENSION_WORDS, '').replace(/[\s,;]+$/u, '');
  // Only the signs that numbers are written with: a slash, a dot and brackets separate, letters make it something else.
  if (!/^[+\d\s()./-]+$/u.test(text)) return null;
  const number = internationalPrefixAsPlus(text.replace(/[/.]/gu, ' '), region);
  const parsed = parseNumber(number, region);
  if (parsed === undefined) return null;
  return { e164: parsed.number, extension, country: parsed.country ?? null };
}

export type PhoneType = 'mobile' | 'fixed' | 'premium' | 'short' | 'other';

/** What kind of number an E.164 number is; premium and short ones are never dialled. */
export function phoneTypeOf(e164: string): { type: PhoneType; country: string | null } {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed === undefined || parsed.nationalNumber.length < 6) return { type: 'short', country: parsed?.country ?? null };
  const country = parsed.country ?? null;
  switch (parsed.getType()) {
    case 'MOBILE':
    case 'FIXED_LINE_OR_MOBILE':
      return { type: 'mobile', country };
    case 'FIXED_LINE':
      return { type: 'fixed', country };
    case 'PREMIUM_RATE':
    case 'SHARED_COST':
      return { type: 'premium', country };
    default:
      return { type: 'other', country };
  }
}

/** `+7 495 123-45-67`; what cannot be parsed stays as it is. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
