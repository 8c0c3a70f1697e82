import type { Role } from '../people/role.js';
import { ownerOfNew } from './owner-of-new.js';

test.each<[string, Role, string | null, string | null]>([
  ['a manager keeps what he enters', 'manager', null, 'me'],
  ['what an assistant enters is his superior’s', 'assistant', 'superior', 'superior'],
  ['an assistant without a superior keeps what he enters', 'assistant', null, 'me'],
  ['what a curator enters waits to be assigned', 'curator', null, null],
  ['what a director enters waits to be assigned', 'director', null, null],
])('%s', (_, role, superiorId, expected) => expect(ownerOfNew({ personId: 'me', role, superiorId })).toBe(expected));
