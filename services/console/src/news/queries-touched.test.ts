import { nouns } from '@ringbase/contracts';
import { queriesTouched } from './queries-touched.js';

test.each(nouns)('news of a %s with its application make some answer old', (noun) => {
  expect(queriesTouched({ noun, id: 'x', applicationId: 'a' })).not.toHaveLength(0);
});

test('a comment touches the history of its application only', () => {
  expect(queriesTouched({ noun: 'comment', id: 'x', applicationId: 'a' })).toEqual([['timeline', 'a']]);
});

test('a recording that belongs to no application touches every history: it may have been attached', () => {
  expect(queriesTouched({ noun: 'recording', id: 'x' })).toContainEqual(['timeline']);
});
