/** Country codes of ITU-T E.164: those of one digit, those of two, all others of three. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u;

/** The country code that these digits begin with; null where there are too few of them. */
export function countryCodeOf(digits: string): string | null {
  return COUNTRY_CODE.exec(digits)?.[0] ?? null;
}
