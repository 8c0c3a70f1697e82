import type { Role } from '../people/role.js';
import { type ApplicationState, type ApplicationWish, decideChange } from './decide-change.js';
import { decideCreation } from './decide-creation.js';

const before: ApplicationState = {
  title: 'Windows',
  status: 'new',
  important: false,
  ownerId: 'ivan',
  typeId: null,
  amount: { minor: 1000, currency: 'EUR' },
};

test.each<[string, ApplicationWish, Role, unknown]>([
  ['a status', { status: 'interested' }, 'manager', { kind: 'change', fields: ['status'] }],
  [
    'what is already so is no change',
    { status: 'new', amount: { minor: 1000, currency: 'EUR' } },
    'manager',
    { kind: 'change', fields: [] },
  ],
  ['another amount', { amount: { minor: 1001, currency: 'EUR' } }, 'manager', { kind: 'change', fields: ['amount'] }],
  ['another currency', { amount: { minor: 1000, currency: 'BGN' } }, 'manager', { kind: 'change', fields: ['amount'] }],
  ['no amount any more', { amount: null }, 'manager', { kind: 'change', fields: ['amount'] }],
  [
    'several in the order of history',
    { title: 'Doors', status: 'interested' },
    'assistant',
    { kind: 'change', fields: ['status', 'title'] },
  ],
  ['a curator gives it to somebody', { ownerId: 'mira' }, 'curator', { kind: 'change', fields: ['ownerId'] }],
  ['a director takes it from everybody', { ownerId: null }, 'director', { kind: 'change', fields: ['ownerId'] }],
  ['a manager gives nothing away', { ownerId: 'mira' }, 'manager', { kind: 'refuse', reason: 'may-not-assign' }],
  ['nor does an assistant', { ownerId: null }, 'assistant', { kind: 'refuse', reason: 'may-not-assign' }],
  ['naming the owner it has is no gift', { ownerId: 'ivan', important: true }, 'manager', { kind: 'change', fields: ['important'] }],
])('%s', (_, wish, role, expected) => {
  expect(decideChange(before, wish, role)).toEqual(expected);
});

test.each<[string, Role, string, unknown]>([
  ['a manager keeps what he enters', 'manager', 'sales', { kind: 'create', ownerId: 'me' }],
  ['an assistant enters for his superior', 'assistant', 'sales', { kind: 'create', ownerId: 'superior' }],
  ['what a curator enters waits to be assigned', 'curator', 'sales', { kind: 'create', ownerId: null }],
  ['a director belongs everywhere', 'director', 'service', { kind: 'create', ownerId: null }],
  ['nobody else enters into a foreign department', 'manager', 'service', { kind: 'refuse', reason: 'not-in-department' }],
])('%s', (_, role, department, expected) => {
  expect(decideCreation({ personId: 'me', role, superiorId: role === 'assistant' ? 'superior' : null }, department, ['sales'])).toEqual(
    expected,
  );
});
