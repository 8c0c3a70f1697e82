import { countryCodeOf } from '../phones/country-code.js';

/** How numbers begin, for whoever may see none: the country and two digits tell nobody's number, more of them might. */
export function maskPrefix(e164: string): string {
  const digits = e164.slice(1);
  const country = countryCodeOf(digits) ?? '';
  const shown = digits.slice(country.length, country.length + 2);
  return `+${country} ${shown}${digits.length > country.length + 2 ? '•••' : ''}`;
}
