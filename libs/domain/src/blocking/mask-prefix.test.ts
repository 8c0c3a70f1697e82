import { maskPrefix } from '@ringbase/domain';

test.each([
  ['the shortest prefix is shown', '+35988', '+359 88'],
  ['of a longer one no more than that', '+359888123456', '+359 88•••'],
  ['one digit of country code', '+7495', '+7 49•••'],
])('%s', (_, e164, shown) => expect(maskPrefix(e164)).toBe(shown));
