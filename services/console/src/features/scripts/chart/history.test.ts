import { beginHistory, type History, redo, step, undo } from './history.js';

const steps = (...done: ((history: History<string>) => History<string>)[]) => done.reduce((now, one) => one(now), beginHistory('a'));
const to = (next: string, mark?: string) => (history: History<string>) => step(history, next, mark);

test.each<[string, History<string>, string]>([
  ['undone', steps(to('b'), to('c'), undo), 'b'],
  ['undone to the beginning and no further', steps(to('b'), undo, undo), 'a'],
  ['done again', steps(to('b'), to('c'), undo, undo, redo), 'b'],
  ['nothing is done again after another step', steps(to('b'), undo, to('c'), redo), 'c'],
  ['a word typed letter by letter is undone whole', steps(to('b'), to('bc', 'x'), to('bcd', 'x'), undo), 'b'],
  ['two words are two steps', steps(to('b', 'x'), to('bc', 'y'), undo), 'b'],
  ['typing after an undoing is a step of its own', steps(to('b', 'x'), to('bc', 'x'), undo, to('d', 'x'), undo), 'a'],
])('%s', (_, history, now) => {
  expect(history.now).toBe(now);
});

test('what is the same is no step', () => {
  expect(steps(to('a')).past).toEqual([]);
});
