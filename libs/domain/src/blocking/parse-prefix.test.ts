import { coversNumber, parsePrefix } from '@ringbase/domain';
import fc from 'fast-check';

test.each([
  ['a country code and two digits', '+35988', '+35988'],
  ['one digit of country code and two more', '+149', '+149'],
  ['written with spaces and brackets', ' +359 (88) 8-1 ', '+3598881'],
  ['as Europeans dial abroad', '0035988', '+35988'],
  ['digits of another script', '+٣٥٩٨٨', '+35988'],
])('%s is a prefix', (_, raw, e164) => expect(parsePrefix(raw)).toEqual({ kind: 'prefix', e164 }));

test.each([
  ['nothing', '', 'not-a-prefix'],
  ['a word', 'anonymous', 'not-a-prefix'],
  ['digits without a country code: they begin elsewhere in each country', '0888', 'not-a-prefix'],
  ['a country code alone', '+359', 'too-short'],
  ['a country code and one digit', '+3598', 'too-short'],
  ['+7 and one digit', '+74', 'too-short'],
  ['a bare plus', '+', 'not-a-prefix'],
  ['a country code that begins with a nought', '+0881234', 'not-a-prefix'],
  ['two pluses', '++35988', 'not-a-prefix'],
  ['more digits than any number has', '+3598881234567890', 'too-long'],
  ['a text of any length', `+${'1'.repeat(5000)}`, 'not-a-prefix'],
  ['a wildcard', '+35988*', 'not-a-prefix'],
])('%s is refused', (_, raw, reason) => expect(parsePrefix(raw)).toEqual({ kind: 'refused', reason }));

test('whatever is typed, a prefix is a plus and three to fifteen digits, and covers what begins with it', () => {
  const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(\+|00)?[\d ().-]{0,20}$/));
  fc.assert(
    fc.property(typed, fc.stringMatching(/^\d{0,5}$/), (raw, rest) => {
      const parsed = parsePrefix(raw);
      if (parsed.kind === 'refused') return;
      expect(parsed.e164).toMatch(/^\+[1-9]\d{2,14}$/);
      expect(coversNumber(parsed, parsed.e164 + rest)).toBe(true);
    }),
  );
});
