import { type CallScript, derivedFrom, type ScriptBlock, withoutSpoken } from '@ringbase/domain';

const script = (...blocks: readonly ScriptBlock[]): CallScript => ({
  format: 1,
  start: 'b0',
  blocks: Object.fromEntries([...blocks, { kind: 'hang-up' } as const].map((block, index) => [`b${index}`, block])),
});
const set = (name: string, value: string): ScriptBlock => ({ kind: 'set-variable', name, value, next: 'b1' });
const words = (text: string) => ({ en: text, ru: text, bg: text });

test.each<[string, CallScript, readonly string[]]>([
  ['a script that sets nothing', script(), ['caller.number']],
  ['what is set by it', script(set('who', 'N {{ caller.number }}')), ['caller.number', 'who']],
  [
    'what is set by what is set by it, in whatever order',
    script(set('b', '{{a}}'), set('a', '{{caller.number}}')),
    ['caller.number', 'a', 'b'],
  ],
  ['two that are set by each other', script(set('a', '{{b}}{{caller.number}}'), set('b', '{{a}}')), ['caller.number', 'a', 'b']],
  ['what is set by something else', script(set('a', '{{client.name}}'), set('b', 'caller.number')), ['caller.number']],
])('%s', (_, given, expected) => expect([...derivedFrom(given, ['caller.number'])].sort()).toEqual([...expected].sort()));

test('what may not be told is heard as a gap, in every language, and nothing else of the script changes', () => {
  const hidden = new Set(['client.id']);
  const given = (text: string) =>
    script(
      { kind: 'say', words: words(text), next: 'b1' },
      { kind: 'voicemail', greeting: words(text), maxSeconds: 60, next: 'b2' },
      { kind: 'menu', words: words(text), choices: { '1': 'b3' }, seconds: 5, tries: 1, noInput: 'b3', wrong: 'b3' },
      set('a', '{{client.id}}'),
      { kind: 'notify', whom: 'owner', text: '{{client.id}}', next: 'b5' },
    );
  expect(withoutSpoken(given('{{ client.id }} of {{owner.name}}'), hidden)).toEqual(given('… of {{owner.name}}'));
});
