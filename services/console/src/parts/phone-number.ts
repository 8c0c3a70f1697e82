/**
 * A number in groups for reading: "+359 88 123 45 67". Grouping only, by the country code's length; the real plan of
 * each country is the server's matter.
 */
export function readableNumber(e164: string): string {
  const digits = e164.replace(/\D/g, '');
  if (!e164.startsWith('+') || digits.length < 8) return e164;
  const country =
    digits.startsWith('7') || digits.startsWith('1')
      ? 1
      : /^(20|27|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/.test(digits)
        ? 2
        : 3;
  const rest = digits.slice(country);
  const area = country === 3 ? 2 : 3;
  const tail = rest.slice(area);
  const groups = tail.length % 2 === 1 ? [tail.slice(0, 3), ...pairs(tail.slice(3))] : pairs(tail);
  return [`+${digits.slice(0, country)}`, rest.slice(0, area), ...groups].filter((group) => group !== '').join(' ');
}

function pairs(text: string): string[] {
  return text.match(/.{1,2}/g) ?? [];
}
