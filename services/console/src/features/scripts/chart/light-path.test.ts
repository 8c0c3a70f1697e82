import { type CallScript, defaultScript } from '@ringbase/domain';
import { faultsOf, standingFaults } from './faults-of.js';
import { lightPath } from './light-path.js';

const path = (...blocks: string[]) => blocks.map((block) => ({ block }));

test('a path is numbered by its steps; a block that a call stands in for two of them is come to once', () => {
  const lit = lightPath(defaultScript, { path: path('by-owner', 'owner', 'owner', 'owner-mobile'), trace: [] });
  expect([...lit.blocks]).toEqual([
    ['by-owner', [1]],
    ['owner', [2]],
    ['owner-mobile', [4]],
  ]);
  expect([...lit.ways]).toEqual([
    ['by-owner owner:available', [2]],
    ['owner unanswered', [4]],
  ]);
});

test.each([
  ['owner-break', 'by-owner owner:break'],
  ['owner-none', 'by-owner owner:none'],
  ['owner-asleep', 'by-owner owner:busy'],
])('of several ways to the same block %s lights %s', (reason, way) => {
  const lit = lightPath(defaultScript, { path: path('by-owner', 'department'), trace: [{ block: 'by-owner', reason }] });
  expect([...lit.ways.keys()]).toEqual([way]);
});

test('faults are shown at the block that their path names', () => {
  const found = faultsOf([
    { words: 'a', path: ['blocks', 'one', 'next'] },
    { words: 'b', path: ['blocks', 'one'] },
    { words: 'c', path: ['start'] },
    { words: 'd', place: { line: 1, from: 0, until: 1 } },
  ]);
  expect([...found]).toEqual([['one', ['a', 'b']]]);
});

test('a fault stands as long as its block is as it was saved', () => {
  const faults = ['owner', 'end', 'gone'].map((block) => ({ words: block, path: ['blocks', block] }));
  const saved: CallScript['blocks'] = defaultScript.blocks;
  const gone = saved['end']!;
  const now = { ...defaultScript, blocks: { ...saved, owner: { ...saved['owner']!, seconds: 5 } as CallScript['blocks'][string] } };
  const standing = standingFaults(faults, { ...defaultScript, blocks: { ...saved, gone } }, now);
  expect(standing.map(({ words }) => words)).toEqual(['end']);
});
