import { parseMoney, writeMoney } from './parse-money.js';

test.each<[string, number, string]>([
  ['1250', 125_000, 'EUR'],
  ['1250.5', 125_050, 'EUR'],
  ['1250,50', 125_050, 'EUR'],
  ['1 250,50 RUB', 125_050, 'RUB'],
  ['1\u00A0250,50 ₽', 125_050, 'RUB'],
  ['€1,250.50', 125_050, 'EUR'],
  ['1.250,50 eur', 125_050, 'EUR'],
  ["1'250.50", 125_050, 'EUR'],
  ['1,250', 125_000, 'EUR'],
  ['1.250.000', 125_000_000, 'EUR'],
  ['12 лв.', 1200, 'BGN'],
  ['0', 0, 'EUR'],
])('%p is an amount', (typed, minor, currency) => {
  expect(parseMoney(typed, 'EUR')).toEqual({ kind: 'money', money: { minor, currency } });
});

test.each(['', '   ', '\u00A0'])('%p is no amount', (typed) => expect(parseMoney(typed, 'EUR')).toEqual({ kind: 'none' }));

test.each(['much', '-5', '1,25,0', '1.2.3', '12 euros', '5 5 %', '1,2345', '.', 'EUR', '9999999999999'])('%p is not understood', (typed) =>
  expect(parseMoney(typed, 'EUR')).toEqual({ kind: 'wrong' }),
);

test.each([
  [125_050, '1250.50 EUR'],
  [125_000, '1250 EUR'],
])('what stands in the field is read back as it was: %p', (minor, text) => {
  expect(writeMoney({ minor, currency: 'EUR' })).toBe(text);
  expect(parseMoney(text, 'USD')).toEqual({ kind: 'money', money: { minor, currency: 'EUR' } });
});
