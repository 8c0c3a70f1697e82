import type { Person } from '@ringbase/contracts';
import { findTargets } from './find-targets.js';

const person = (name: string, status: Person['presence']['status']): Person => ({
  id: name.toLowerCase(),
  name,
  role: 'manager',
  departments: [],
  extension: null,
  simultaneousCalls: 1,
  presence: { status, since: '2026-03-02T08:00:00Z' },
});
const people = [person('Ivan', 'on-call'), person('Petar', 'on-call'), person('Anna', 'away'), person('Maria', 'available')];
const departments = [{ id: 'sales', name: 'Sales' }];
const names = (typed: string) => findTargets(people, departments, 'ivan', typed).map(({ name }) => name);

test.each([
  ['nothing typed: colleagues, free ones first, then departments', '', ['Maria', 'Anna', 'Petar', 'Sales']],
  ['a name', 'an', ['Anna']],
  ['a department', 'sal', ['Sales']],
  ['a number', '0888 123 456', ['0888 123 456']],
  ['too few digits are no number', '0888', []],
])('%s', (_, typed, expected) => expect(names(typed)).toEqual(expected));

test('whoever is on a call cannot be asked', () => {
  expect(findTargets(people, [], 'ivan', 'Petar')).toMatchObject([{ busy: true }]);
});
