import { type CallScript, defaultScript } from '@ringbase/domain';
import { isSameScript, renderScript } from './render-script.js';

const jumbled = {
  start: 'word',
  blocks: { end: { kind: 'hang-up' }, word: { next: 'end', words: { ru: 'a', en: 'a', bg: 'a' }, kind: 'say' } },
  format: 1,
} as unknown as CallScript;

test('a script is written as somebody would write it, whatever order its keys are kept in', () => {
  const text = renderScript(jumbled);
  expect(text.indexOf('"word": {')).toBeLessThan(text.indexOf('"end": {'));
  expect(text.indexOf('"kind": "say"')).toBeLessThan(text.indexOf('"words"'));
  expect(text.indexOf('"words"')).toBeLessThan(text.indexOf('"next"'));
});

test('nothing of a script is lost in its text', () => {
  expect(JSON.parse(renderScript(defaultScript))).toEqual(defaultScript);
  expect(isSameScript(renderScript(jumbled), jumbled)).toBe(true);
  expect(isSameScript(renderScript(defaultScript), jumbled)).toBe(false);
  expect(isSameScript('{ half', jumbled)).toBe(false);
});
