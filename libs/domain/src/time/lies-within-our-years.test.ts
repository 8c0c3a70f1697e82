import { liesWithinOurYears } from '@ringbase/domain';

test.each([
  ['today', '2026-03-02T10:00:00Z', true],
  ['the first moment', '1970-01-01T00:00:00Z', true],
  ['the one before it', '1969-12-31T23:59:59.999Z', false],
  ['the last moment', '9998-12-31T23:59:59.999Z', true],
  ['the one after it', '9999-01-01T00:00:00Z', false],
  ['the year 0', '0000-01-01T00:00:00Z', false],
  ['a year of five digits, reached by its offset', '9999-12-31T23:59:59-23:59', false],
  ['no moment at all', 'tomorrow', false],
])('%s', (_, moment, expected) => expect(liesWithinOurYears(new Date(moment))).toBe(expected));
