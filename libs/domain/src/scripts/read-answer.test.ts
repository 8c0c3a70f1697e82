import { readAnswer } from './read-answer.js';

const answer = {
  customer: { tier: 'gold', debt: 12.5, blocked: false, note: null, tags: ['loud', 'late'], address: { city: 'София' } },
  items: [{ name: 'Door' }, { name: 'Window' }],
  '0': 'zero',
};

test.each<[string, unknown, string, string | undefined]>([
  ['a text is read by its path', answer, 'customer.tier', 'gold'],
  ['a number becomes text', answer, 'customer.debt', '12.5'],
  ['yes or no becomes text', answer, 'customer.blocked', 'false'],
  ['a path goes as deep as it says', answer, 'customer.address.city', 'София'],
  ['an index picks from a list', answer, 'items.1.name', 'Window'],
  ['an index may stand in brackets', answer, 'items[0].name', 'Door'],
  ['a list of texts is picked from', answer, 'customer.tags.0', 'loud'],
  ['a list at the top is picked from', [['a', 'b']], '[0][1]', 'b'],
  ['a plain answer is read by an empty path', 'yes', '', 'yes'],
  ['nothing sets nothing', answer, 'customer.note', undefined],
  ['what is not there sets nothing', answer, 'customer.age', undefined],
  ['a path through a text sets nothing', answer, 'customer.tier.length', undefined],
  ['a whole object is no value', answer, 'customer.address', undefined],
  ['a whole list is no value', answer, 'items', undefined],
  ['an index past the end sets nothing', answer, 'items.2.name', undefined],
  ['what every object inherits is not there', answer, 'customer.constructor.name', undefined],
  ['a list’s own length is no value of the answer’s', answer, 'customer.__proto__', undefined],
  ['an answer of nothing sets nothing', null, 'customer.tier', undefined],
  ['what no database can hold is left out', { a: 'x\0y\ud800z' }, 'a', 'xyz'],
  ['a long text is cut at 500 characters', { a: 'ы'.repeat(2000) }, 'a', 'ы'.repeat(500)],
  ['no character is cut in half', { a: '🙂'.repeat(2000) }, 'a', '🙂'.repeat(500)],
])('%s', (_, json, path, expected) => expect(readAnswer(json, { value: path })).toEqual(expected === undefined ? {} : { value: expected }));

test('each variable is read by itself', () => {
  expect(readAnswer(answer, { tier: 'customer.tier', age: 'customer.age', first: 'items[0].name' })).toEqual({
    tier: 'gold',
    first: 'Door',
  });
});
