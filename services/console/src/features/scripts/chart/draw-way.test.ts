import { drawWay } from './draw-way.js';

test.each<[string, Parameters<typeof drawWay>, string]>([
  ['straight on', [{ x: 0, y: 0 }, [], { x: 100, y: 0 }], 'M0,0 C50,0 50,0 100,0'],
  ['through a bend', [{ x: 0, y: 0 }, [{ x: 40, y: 60 }], { x: 100, y: 0 }], 'M0,0 C20,0 20,60 40,60 C70,60 70,0 100,0'],
  ['past a bend that lies behind its outlet', [{ x: 50, y: 0 }, [{ x: 40, y: 60 }], { x: 100, y: 0 }], 'M50,0 C75,0 75,0 100,0'],
  ['back to where it came from', [{ x: 100, y: 10 }, [], { x: 0, y: 0 }], 'M100,10 C192,10 146,80 50,80 S-92,0 0,0'],
])('%s', (_, way, line) => {
  expect(drawWay(...way)).toBe(line);
});
