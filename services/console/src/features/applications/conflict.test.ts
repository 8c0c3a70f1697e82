import type { Application } from '@ringbase/contracts';
import { applyChanges, compareConflict, overlaps, reverseChanges } from './conflict.js';

const before = {
  status: 'offer-sent',
  important: false,
  title: 'Roof',
  owner: { id: 'ivan', name: 'Ivan' },
  type: null,
  amount: null,
} as unknown as Application;

test('two who change different things: both are shown, mine can be added', () => {
  const theirs = { ...before, important: true };
  const differences = compareConflict(before, theirs, { status: 'interested' });
  expect(differences).toEqual([
    { field: 'status', before: 'offer-sent', yours: 'interested', theirs: 'offer-sent' },
    { field: 'important', before: false, yours: false, theirs: true },
  ]);
  expect(overlaps(differences)).toBe(false);
});

test('two who change the same thing differently overlap', () => {
  expect(overlaps(compareConflict(before, { ...before, status: 'completed' }, { status: 'interested' }))).toBe(true);
});

test('two who change the same thing alike do not', () => {
  expect(overlaps(compareConflict(before, { ...before, status: 'interested' }, { status: 'interested' }))).toBe(false);
});

test('an owner taken away is compared by id', () => {
  expect(compareConflict(before, { ...before, owner: null }, { ownerId: 'anna' })).toEqual([
    { field: 'ownerId', before: 'ivan', yours: 'anna', theirs: null },
  ]);
});

test('undoing restores just what was changed', () => {
  expect(reverseChanges(before, { status: 'completed' })).toEqual({ status: 'offer-sent' });
  expect(applyChanges(before, { status: 'completed' }).status).toBe('completed');
});

test('a type is shown by its name at once, and none as none', () => {
  const order = { id: 'order', name: 'Order', colour: '#2f7dd1' };
  expect(applyChanges(before, { typeId: 'order' }, [order]).type).toEqual(order);
  expect(applyChanges({ ...before, type: order }, { typeId: null }, [order]).type).toBeNull();
  expect(applyChanges({ ...before, type: order }, { title: 'Door' }, [order]).type).toEqual(order);
});

test('an amount that both changed is compared as a whole', () => {
  const theirs = { ...before, amount: { minor: 200, currency: 'EUR' } };
  const differences = compareConflict(before, theirs, { amount: { minor: 100, currency: 'EUR' } });
  expect(differences).toEqual([
    { field: 'amount', before: null, yours: { minor: 100, currency: 'EUR' }, theirs: { minor: 200, currency: 'EUR' } },
  ]);
  expect(overlaps(differences)).toBe(true);
});
