import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { showScript } from './show-script.js';

const http = (more: Partial<Extract<ScriptBlock, { kind: 'http-request' }>> = {}): ScriptBlock => ({
  kind: 'http-request',
  method: 'POST',
  url: 'https://crm.example/calls',
  headers: {},
  body: null,
  answer: { tier: 'customer.tier' },
  seconds: 3,
  next: 'end',
  failed: 'end',
  ...more,
});
const script = (block: ScriptBlock, id = 'one'): CallScript => ({
  format: 1,
  start: id,
  blocks: { [id]: block, end: { kind: 'hang-up' } },
});
const all = { seesNumbers: true };

test.each<[string, ScriptBlock, ScriptBlock]>([
  ['headers keep their names', http({ headers: { authorization: 'Bearer secret' } }), http({ headers: { authorization: '•••' } })],
  [
    'an address keeps what is before its query',
    http({ url: 'https://crm.example/calls?key=secret&who={{caller.number}}' }),
    http({ url: 'https://crm.example/calls?•••' }),
  ],
  [
    'what follows its path otherwise is hidden as well',
    http({ url: 'https://crm.example/#secret' }),
    http({ url: 'https://crm.example/#•••' }),
  ],
  [
    'a body keeps its fields, whatever they hold',
    http({ body: { key: 'secret', deep: [{ pin: 1234, on: true }, null], headers: { a: 'b' } } }),
    http({ body: { key: '•••', deep: [{ pin: '•••', on: '•••' }, null], headers: { a: '•••' } } }),
  ],
  ['a body that is one text', http({ body: 'secret' }), http({ body: '•••' })],
  ['no body', http(), http()],
  [
    'of other blocks nothing is hidden',
    { kind: 'notify', whom: 'owner', text: 'what?ever #1', next: 'end' },
    { kind: 'notify', whom: 'owner', text: 'what?ever #1', next: 'end' },
  ],
])('%s', (_, given, shown) => {
  expect(showScript(all, script(given), false)).toEqual(script(shown));
  expect(showScript(all, script(given), true)).toEqual(script(given));
});

test('a block may be called as what is hidden of others', () => {
  const transfer: ScriptBlock = { kind: 'transfer', number: '+35929999999', seconds: 20, next: 'end' };
  for (const id of ['headers', 'body', 'url']) expect(showScript(all, script(transfer, id), false)).toEqual(script(transfer, id));
});

test('numbers are masked for whoever sees none', () => {
  const given = script({ kind: 'transfer', number: '+35929999999', seconds: 20, next: 'end' });
  expect(JSON.stringify(showScript({ seesNumbers: false }, given, false))).not.toContain('+35929999999');
});
