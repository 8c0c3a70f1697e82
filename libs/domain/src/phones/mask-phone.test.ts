import fc from 'fast-check';
import { foldCharacters } from './fold-characters.js';
import { maskPhone, maskPhonesInText } from './mask-phone.js';
import { parsePhone } from './parse-phone.js';

describe('a masked number keeps its country and the last two digits and nothing to dial', () => {
  test.each([
    ['+74951234567', '+7 ••• ••• 67'],
    ['+359888123456', '+359 ••• ••• 56'],
    ['+442071234567', '+44 ••• ••• 67'],
    ['０８８８ 123 456', '••• ••• 56'],
    ['0888 123 456', '••• ••• 56'],
    ['+35912345', '••• ••• 45'],
    ['1234567', '••• ••• 67'],
    ['123456', '••• ••• 56'],
    ['12345', '•••'],
    ['', '•••'],
  ])('%p is shown as %p', (number, shown) => expect(maskPhone(number)).toBe(shown));
});

describe('in a text', () => {
  test.each([
    ['a number in words', 'call 8 (495) 123-45-67 on 12 May, 2 boxes', 'call ••• ••• 67 on 12 May, 2 boxes'],
    ['an international one', 'call +359 (888) 123-456.', 'call +359 ••• ••• 56.'],
    ['one with its plus apart', 'call +(359) 888 123 456', 'call +359 ••• ••• 56'],
    ['a letter touching', 'tel89031234567x', 'tel••• ••• 67x'],
    ['full-width digits', 'т. ＋７９０３１２３４５６７', 'т. +7 ••• ••• 67'],
    ['Arabic digits', '٨٩٠٣١٢٣٤٥٦٧', '••• ••• 67'],
    ['mathematical and circled digits', '𝟖𝟗𝟎𝟑①②③④⑤⑥⑦', '••• ••• 67'],
    ['digits on keycaps', '8️⃣9️⃣0️⃣3️⃣1️⃣2️⃣3️⃣', '••• ••• 23'],
    ['zero-width separators', '8903\u200B123\u200D45\uFEFF67', '••• ••• 67'],
    ['soft hyphens', '8903\u00AD123\u00AD45\u00AD67', '••• ••• 67'],
    ['minus signs', '8903\u2212123\u221245\u221267', '••• ••• 67'],
    ['underscores', '8_903_123_45_67', '••• ••• 67'],
    ['commas', '8,903,123,45,67', '••• ••• 67'],
    ['bullets', '8•903•123•45•67', '••• ••• 67'],
    ['other signs', '8*903|123~45;67', '••• ••• 67'],
    ['hard spaces and line ends', '8\u00A0903\n123\t45  67', '••• ••• 67'],
    ['two beside each other', '359888123456/359877123456', '••• ••• 56'],
    ['two with a space between', '89031234567 89037654321', '••• ••• 21'],
    ['two with a word between', '89031234567 или 89037654321', '••• ••• 67 или ••• ••• 21'],
    ['one of seven digits', 'дом. 765-43-21', 'дом. ••• ••• 21'],
    ['one with an extension', '+1 415 867 5309 ext 5', '+1 ••• ••• 09 ext 5'],
  ])('%s is masked and the rest of it stays', (_, text, masked) => expect(maskPhonesInText(text)).toBe(masked));

  test.each([['from 10:00-18:00'], ['150 000 лв'], ['2 x 120 x 60'], ['50% of 1200 = 600'], ['€1000, €2000'], ['🙂 \uD800 ½'], ['']])(
    '%p is no number and stays',
    (text) => expect(maskPhonesInText(text)).toBe(text),
  );
});

const read = (text: string) => foldCharacters(text).reduce((all, { char }) => all + char, '');
const digitsOf = (text: string) => read(text).replace(/\D/gu, '');
const scripts = ['0', '٠', '०', '０', '𝟎'].map((zero) => zero.codePointAt(0) ?? 0);
const separator = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '-',
  '.',
  '/',
  '(',
  ') ',
  '\u00A0',
  '\u2212',
  '–',
  '\u00AD',
  '\u200B',
  '\u202A',
  '\uFF0D',
);
/** Numbers as they are typed, in a script of somebody's, with signs between. */
const typed = fc
  .record({
    plus: fc.constantFrom('', '+', '＋'),
    digits: fc.oneof(
      fc.constantFrom('359888123456', '0888123456', '89031234567', '74951234567', '4989123456', '14158675309', '0035929812345'),
      fc.stringMatching(/^\d{6,15}$/),
    ),
    zero: fc.constantFrom(...scripts),
    separators: fc.array(separator, { minLength: 15, maxLength: 15 }),
  })
  .map(({ plus, digits, zero, separators }) => {
    const written = [...digits].map((digit, index) => String.fromCodePoint(zero + Number(digit)) + (separators[index] ?? ''));
    return plus + written.join('');
  });
/** A short national number is told from a sum by nobody. */
const isNumber = (text: string, region: string) =>
  parsePhone(text, region) !== null && (/^\+/u.test(read(text)) || digitsOf(text).length >= 7);
const region = fc.constantFrom('BG', 'RU', 'DE', 'US', 'ZZ');

describe('whatever is read as a telephone number', () => {
  const aside = fc.string({ unit: 'binary' }).filter((text) => digitsOf(text) === '');

  test('is masked in any text, and no more than its country and two digits are left', () => {
    fc.assert(
      fc.property(aside, typed, aside, region, (before, number, after, from) => {
        fc.pre(isNumber(number, from));
        const masked = maskPhonesInText(`${before}${number}${after}`);
        const digits = digitsOf(number);
        expect(masked).toContain('•••');
        const left = digitsOf(masked);
        expect(left.length).toBeLessThanOrEqual(digits.length >= 10 ? 5 : 2);
        expect(digits.startsWith(left.slice(0, -2)) && digits.endsWith(left.slice(-2))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is masked beside other numbers as well', () => {
    const text = fc.array(fc.oneof(typed, fc.string({ unit: 'binary' }), fc.constantFrom(' ', '/', ', ', ' или ')), { maxLength: 6 });
    fc.assert(
      fc.property(text, typed, text, region, (before, number, after, from) => {
        fc.pre(isNumber(number, from));
        const masked = digitsOf(maskPhonesInText([...before, number, ...after].join('')));
        const digits = digitsOf(number);
        for (let at = 0; at + 6 <= digits.length; at += 1) {
          const piece = digits.slice(at, at + 6);
          // What stands beside it, and is shorter than a number, may say the same by chance.
          if (!digitsOf(before.join('')).includes(piece) && !digitsOf(after.join('')).includes(piece)) expect(masked).not.toContain(piece);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ['digits', '1'.repeat(100_000)],
  ['digits and separators', '1 - '.repeat(25_000)],
  ['separators alone', '+('.repeat(50_000)],
  ['a digit and then separators', `1${' '.repeat(100_000)}`],
  ['runs a digit too short', '1 2 3 4 5 6 x'.repeat(8_000)],
  ['digits kept apart by what is invisible', '1\u200B'.repeat(50_000)],
])('a hostile text of %s is done with', (_, text) => {
  expect(maskPhonesInText(text).length).toBeLessThanOrEqual(text.length);
});
