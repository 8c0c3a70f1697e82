import { defaultScript, edgesOf, type ScriptBlock } from '@ringbase/domain';
import { type BlockKind, makeBlock, palette } from './new-block.js';
import { outletsOf } from './outlets.js';

const kinds = Object.values(palette).flat() as BlockKind[];
const rich: readonly ScriptBlock[] = [
  ...kinds.map(makeBlock),
  ...Object.values(defaultScript.blocks),
  {
    kind: 'menu',
    words: { en: 'a', ru: 'a', bg: 'a' },
    choices: { '*': 'c', '2': 'b', '1': 'a', '10': 'd' },
    seconds: 5,
    tries: 1,
    noInput: 'e',
    wrong: 'f',
  },
  {
    kind: 'switch',
    on: 'digits',
    cases: [
      { equals: 'a', next: 'one' },
      { equals: 'a', next: 'two' },
    ],
    otherwise: 'three',
  },
];

test.each(rich.map((block) => [block.kind, block] as const))('%s: the chart knows every way out that the interpreter knows', (_, block) => {
  const drawn = outletsOf(block).map(({ to }) => to);
  expect(drawn.toSorted()).toEqual(
    edgesOf(block)
      .map(({ to }) => to)
      .toSorted(),
  );
});

test.each(rich.map((block) => [block.kind, block] as const))('%s: each way out is led by itself, and named by itself', (_, block) => {
  const ids = outletsOf(block).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, lead } of outletsOf(block)) {
    const led = outletsOf(lead('elsewhere'));
    expect(led.map(({ id: each }) => each)).toEqual(ids);
    expect(led.find((one) => one.id === id)?.to).toBe('elsewhere');
    expect(led.filter((one) => one.id !== id).map(({ to }) => to)).toEqual(
      outletsOf(block)
        .filter((one) => one.id !== id)
        .map(({ to }) => to),
    );
  }
});

test('every kind of block is in the palette once', () => {
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toHaveLength(17);
});

test('what comes from the palette is of its kind and leads nowhere yet', () => {
  for (const kind of kinds) {
    expect(makeBlock(kind).kind).toBe(kind);
    expect(outletsOf(makeBlock(kind)).every(({ to }) => to === 'nowhere')).toBe(true);
  }
});
