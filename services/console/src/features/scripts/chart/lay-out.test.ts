import { type CallScript, defaultScript } from '@ringbase/domain';
import { layOut, WIDTH } from './lay-out.js';

const say = (next: string) => ({ kind: 'say' as const, words: { en: 'a', ru: 'a', bg: 'a' }, next });
const of = (blocks: CallScript['blocks']): CallScript => ({ format: 1, start: Object.keys(blocks)[0] ?? 'nowhere', blocks });
const columns = (script: CallScript) => {
  const placed = layOut(script).blocks.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return [...new Set(placed.map(({ x }) => x))].map((at) => placed.filter(({ x }) => x === at).map(({ id }) => id));
};

test.each<[string, CallScript, string[][]]>([
  ['nothing', of({}), []],
  ['one after another', of({ a: say('b'), b: say('c'), c: { kind: 'hang-up' } }), [['a'], ['b'], ['c']]],
  [
    'side by side',
    of({ a: { kind: 'condition', when: { kind: 'open' }, yes: 'b', no: 'c' }, b: say('c2'), c: say('c2'), c2: { kind: 'hang-up' } }),
    [['a'], ['b', 'c'], ['c2']],
  ],
  ['what leads nowhere', of({ a: say('nowhere') }), [['a']]],
  ['a circle', of({ a: say('b'), b: say('a') }), [['a'], ['b']]],
])('%s', (_, script, expected) => {
  expect(columns(script)).toEqual(expected);
});

test('no two blocks of the script that ships lie over each other, and every way of it is drawn', () => {
  const { blocks, ways } = layOut(defaultScript);
  const over = blocks.flatMap((a) =>
    blocks
      .filter((b) => a.id < b.id && Math.abs(a.x - b.x) < WIDTH && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => [a.id, b.id]),
  );
  expect(over).toEqual([]);
  expect(ways).toHaveLength(14);
});

test('a way past other blocks bends around them', () => {
  const script = of({
    a: { kind: 'condition', when: { kind: 'open' }, yes: 'b', no: 'd' },
    b: say('c'),
    c: say('d'),
    d: { kind: 'hang-up' },
  });
  const { blocks, ways } = layOut(script);
  const long = ways.find(({ outlet }) => outlet === 'no')!;
  expect(long.bends.length).toBeGreaterThan(0);
  const hit = blocks.filter(({ x, y, height }) =>
    long.bends.some((at) => at.x > x - 20 && at.x < x + WIDTH + 20 && at.y > y && at.y < y + height),
  );
  expect(hit).toEqual([]);
});

test('whatever leads wherever, every block has its place and every way is drawn', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    let state = seed;
    const next = (below: number) => {
      state = (state * 16_807) % 2_147_483_647;
      return state % below;
    };
    const count = 2 + next(14);
    const any = () => `b${next(count + 1)}`;
    const script = of(
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          `b${at}`,
          next(3) === 0 ? say(any()) : { kind: 'condition' as const, when: { kind: 'open' as const }, yes: any(), no: any() },
        ]),
      ),
    );
    const { blocks, ways } = layOut(script);
    const led = blocks.flatMap(({ outlets }) => outlets.filter(({ to }) => script.blocks[to] !== undefined));
    expect(blocks).toHaveLength(count);
    expect(blocks.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(ways).toHaveLength(led.length);
  }
});
