import { parseSearch } from './parse-search.js';

test.each([
  ['a name is words in small letters', 'ИВАНОВ Пётр', { words: ['иванов', 'петр'], number: null, phones: [], ending: null }],
  ['an application by its number', '1043', { words: ['1043'], number: 1043, phones: [], ending: '1043' }],
  ['an application by its number with a sign', '№ 1043', { words: ['1043'], number: 1043 }],
  ['a whole number as it is typed in Russia', '8 (495) 123-45-67', { words: [], phones: expect.arrayContaining(['+74951234567']) }],
  [
    'a whole number as it is typed in Bulgaria',
    '0888 123 456',
    { words: [], phones: expect.arrayContaining(['+359888123456']), ending: '0888123456' },
  ],
  ['the last digits of a number', '45-67', { phones: [], ending: '4567' }],
  ['each region reads a number in its own way', '8 495 123 45 67', { phones: ['+74951234567', '+84951234567'] }],
  ['nothing at all', '   ', { words: [], number: null, phones: [], ending: null }],
])('%s', (_, typed, expected) => {
  expect(parseSearch(typed, ['RU', 'BG'], true)).toMatchObject(expected);
});

test('whoever may not see numbers finds by the whole number only', () => {
  expect(parseSearch('4567', ['RU'], false)).toMatchObject({ ending: null, words: [] });
  expect(parseSearch('иванов 4567', ['RU'], false).words).toEqual(['иванов']);
  expect(parseSearch('8 495 123 45 67', ['RU'], false)).toMatchObject({ phones: ['+74951234567'], ending: null });
});
