import fc from 'fast-check';
import { toldText } from './told-text.js';

test.each([
  ['what is short stays what it is', 'Иван 📞', 'Иван 📞'],
  ['NUL goes', 'a\0b', 'ab'],
  ['half a character goes', '\ud83dab\ude00', 'ab'],
  ['a character across the cut is whole or not there', `${'a'.repeat(9)}📞`, `${'a'.repeat(9)}📞`],
  ['what is long is cut by characters', '📞'.repeat(11), '📞'.repeat(10)],
])('%s', (_, text, kept) => expect(toldText(text, 10)).toBe(kept));

test('nothing is kept that PostgreSQL would refuse', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), (text) => {
      const kept = toldText(text, 10);
      expect(kept).not.toMatch(/\0|\p{Surrogate}/u);
      expect(Array.from(kept).length).toBeLessThanOrEqual(10);
    }),
  );
});
