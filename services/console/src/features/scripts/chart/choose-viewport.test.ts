import { chooseViewport, isInSight } from './choose-viewport.js';

const pane = { width: 1000, height: 600 };

test.each([
  ['a small chart is in the middle, and not blown up', { width: 400, height: 200 }, { x: 300, y: 200, zoom: 1 }],
  ['a chart a little too wide is made smaller', { width: 1250, height: 200 }, { x: 0, y: 220, zoom: 0.8 }],
  ['a long chart is read from its beginning', { width: 4000, height: 200 }, { x: 0, y: 230, zoom: 0.7 }],
  ['nothing', { width: 0, height: 0 }, { x: 500, y: 300, zoom: 1 }],
])('%s', (_, chart, expected) => {
  expect(chooseViewport(chart, pane)).toEqual(expected);
});

test.each([
  ['in the middle', { x: 100, y: 100 }, true],
  ['out at the right', { x: 950, y: 100 }, false],
  ['half above', { x: 100, y: -20 }, false],
])('a block %s', (_, at, seen) => {
  expect(isInSight({ ...at, width: 200, height: 100 }, { x: 0, y: 0, zoom: 1 }, pane)).toBe(seen);
});
