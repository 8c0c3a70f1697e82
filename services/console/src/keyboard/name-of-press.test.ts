import { nameOfPress } from './use-shortcuts.js';

const press = (key: string, code: string, more = {}) =>
  nameOfPress({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

test.each([
  ['a letter', press('s', 'KeyS'), 's'],
  ['the same key in a Russian layout', press('ы', 'KeyS'), 's'],
  ['the same key in a Bulgarian layout', press('я', 'KeyS'), 's'],
  ['⌘K', press('k', 'KeyK', { metaKey: true }), 'mod+k'],
  ['Ctrl+K in a Russian layout', press('л', 'KeyK', { ctrlKey: true }), 'mod+k'],
  ['Option+A, which types å', press('å', 'KeyA', { altKey: true }), 'alt+a'],
  ['a question mark', press('?', 'Slash', { shiftKey: true }), '?'],
  ['an exclamation mark', press('!', 'Digit1', { shiftKey: true }), '!'],
  ['the space bar', press(' ', 'Space'), 'Space'],
  ['an arrow', press('ArrowDown', 'ArrowDown'), 'ArrowDown'],
])('%s', (_, name, expected) => {
  expect(name).toBe(expected);
});
