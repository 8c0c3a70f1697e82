import { readableNumber } from './phone-number.js';

test.each([
  ['+359881234567', '+359 88 123 45 67'],
  ['+79161234567', '+7 916 123 45 67'],
  ['+447700900123', '+44 770 090 01 23'],
  ['+7 ••• ••• 12 34', '+7 ••• ••• 12 34'],
  ['112', '112'],
])('%s reads %s', (given, expected) => {
  expect(readableNumber(given)).toBe(expected);
});
