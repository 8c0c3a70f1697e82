import type { CallScript } from '@ringbase/domain';
import * as edit from './edit-script.js';

const words = { en: 'Hello', ru: 'Здравствуйте', bg: 'Здравейте' };
const script: CallScript = {
  format: 1,
  start: 'hello',
  blocks: {
    hello: { kind: 'say', words, next: 'ask' },
    ask: { kind: 'condition', when: { kind: 'open' }, yes: 'ring', no: 'end' },
    ring: { kind: 'ring', whom: 'department', seconds: 20, next: 'end' },
    end: { kind: 'hang-up' },
  },
};
const empty: CallScript = { format: 1, start: 'nowhere', blocks: {} };
/** Where everything leads: `hello.next ask`. */
const ways = ({ start, blocks }: CallScript) => [
  `start ${start}`,
  ...Object.entries(blocks).flatMap(([id, block]) =>
    Object.entries(block)
      .filter(([key]) => ['next', 'yes', 'no', 'block'].includes(key))
      .map(([key, to]) => `${id}.${key} ${String(to)}`),
  ),
];

test.each<[string, CallScript, string[]]>([
  ['an outlet is led elsewhere', edit.connect(script, { block: 'ask', outlet: 'no' }, 'hello'), ['ask.no hello']],
  ['an outlet that is not there leads nowhere new', edit.connect(script, { block: 'ask', outlet: 'digits:1' }, 'hello'), []],
  ['a block with one way out is bridged when it goes', edit.removeBlock(script, 'ring'), ['ask.yes end']],
  ['a block with several is not: what led to it is open', edit.removeBlock(script, 'ask'), ['hello.next nowhere']],
  ['the start goes, and what came next begins', edit.removeBlock(script, 'hello'), ['start ask']],
  ['the last block goes, and what led to it is open', edit.removeBlock(script, 'end'), ['ask.no nowhere', 'ring.next nowhere']],
  ['a new name is used wherever the old one was', edit.renameBlock(script, 'end', 'bye'), ['ask.no bye', 'ring.next bye']],
  ['the start is renamed as well', edit.renameBlock(script, 'hello', 'word'), ['start word', 'word.next ask']],
  ['a name that another has is refused', edit.renameBlock(script, 'hello', 'end'), []],
  ['a name that is none is refused', edit.renameBlock(script, 'hello', 'Привет'), []],
  ['“nowhere” is nobody’s name', edit.renameBlock(script, 'hello', 'nowhere'), []],
  ['calls begin elsewhere', edit.startAt(script, 'ask'), ['start ask']],
  ['a block is added by itself', edit.addBlock(script, 'say').script, ['say.next nowhere']],
  ['a block is put into a way', edit.addBlock(script, 'say', { block: 'ask', outlet: 'no' }).script, ['ask.no say', 'say.next end']],
  [
    'a block that ends the call is put at the end of a way',
    edit.addBlock(script, 'hang-up', { block: 'hello', outlet: 'next' }).script,
    ['hello.next hang-up'],
  ],
  ['a copy leads where its original leads', edit.duplicateBlock(script, 'ring').script, ['ring-2.next end']],
])('%s', (_, after, news) => {
  const before = ways(script);
  expect(ways(after).filter((one) => !before.includes(one))).toEqual(news);
});

test('the first block of all is where calls begin', () => {
  const { script: one, id } = edit.addBlock(empty, 'say');
  expect(one.start).toBe(id);
  expect(edit.addBlock(one, 'say')).toMatchObject({ id: 'say-2', script: { start: 'say' } });
});

test('what changes nothing is the same script, so that it is no step to undo', () => {
  expect(edit.connect(script, { block: 'ask', outlet: 'yes' }, 'ring')).toBe(script);
  expect(edit.startAt(script, 'hello')).toBe(script);
  expect(edit.removeBlock(script, 'nobody')).toBe(script);
  expect(edit.replaceBlock(script, 'end', script.blocks['end']!)).toBe(script);
});

test.each([
  ['say', 'say'],
  ['ring', 'ring-2'],
  ['end-9', 'end-9'],
  ['nowhere', 'nowhere-2'],
])('a block wished to be called %s is called %s', (wished, name) => {
  expect(edit.freeName(script, wished)).toBe(name);
});
