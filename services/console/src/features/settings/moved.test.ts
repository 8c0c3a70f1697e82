import { moved } from './moved.js';

test.each<[string, number, -1 | 1, string]>([
  ['up', 1, -1, 'bac'],
  ['down', 1, 1, 'acb'],
  ['up from the first place', 0, -1, 'abc'],
  ['down from the last place', 2, 1, 'abc'],
  ['one that is not there', 7, 1, 'abc'],
])('%s', (_, index, by, expected) => expect(moved(['a', 'b', 'c'], index, by).join('')).toBe(expected));
