import { initialsOf } from './initials.js';

test.each([
  ['Иван Петров', 'ИП'],
  ['Анна Мария Соколова', 'АС'],
  ['Cher', 'C'],
  ['  ', ''],
])('%s: %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
