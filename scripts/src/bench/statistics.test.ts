import { medianOf, percentileOf, ratioOf, spreadOf } from './statistics.js';

test.each([
  ['one value is its own median', [7], 7],
  ['of an odd count it is the middle one, in whatever order they came', [9, 1, 5], 5],
  ['of an even count it is the mean of the two in the middle', [4, 1, 3, 10], 3.5],
])('%s', (_, values, median) => expect(medianOf(values)).toBe(median));

test.each([
  ['the half of a hundred', 0.5, 50],
  ['ninety-nine of a hundred', 0.99, 99],
  ['all', 1, 100],
  ['none is still the smallest', 0, 1],
])('percentile: %s', (_, share, value) => {
  const hundred = Array.from({ length: 100 }, (__, index) => 100 - index);
  expect(percentileOf(hundred, share)).toBe(value);
});

test('the spread is the median between the smallest and the greatest', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
});

test('a ratio is made round by round', () => {
  expect(ratioOf([10, 40, 30], [10, 20, 10])).toEqual({ median: 2, low: 1, high: 3 });
});

test('without measurements there is nothing to tell', () => {
  expect(() => medianOf([])).toThrow('No measurements');
  expect(() => percentileOf([], 0.5)).toThrow('No measurements');
});
