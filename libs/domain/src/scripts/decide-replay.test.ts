import { type CallScript, decideReplay, type HiddenThing, type ScriptBlock, type ScriptCondition } from '@ringbase/domain';

const script = (blocks: Readonly<Record<string, ScriptBlock>>): CallScript => ({
  format: 1,
  start: Object.keys(blocks)[0] ?? 'end',
  blocks: { ...blocks, end: { kind: 'hang-up' } },
});
const when = (condition: ScriptCondition): ScriptBlock => ({ kind: 'condition', when: condition, yes: 'end', no: 'end' });
const asks = (condition: ScriptCondition) => script({ asks: when(condition) });
const set = (name: string, value: string): ScriptBlock => ({ kind: 'set-variable', name, value, next: 'asks' });
const choose = (on: string, ...cases: readonly string[]): ScriptBlock => ({
  kind: 'switch',
  on,
  cases: cases.map((equals) => ({ equals, next: 'end' })),
  otherwise: 'end',
});
const begins = (...prefixes: readonly string[]): ScriptCondition => ({ kind: 'caller-number', prefixes });
const variable = (name: string, value = '+35988', test: 'begins-with' | 'is-set' | 'greater' = 'begins-with'): ScriptCondition => ({
  kind: 'variable',
  name,
  test,
  value,
});
const words = { en: '{{caller.number}}', ru: '{{client.name}}', bg: '' };
const harmless = script({
  says: { kind: 'say', words, next: 'crm' },
  crm: {
    kind: 'http-request',
    method: 'POST',
    url: 'https://crm.example/{{caller.number}}',
    headers: { name: '{{client.name}}' },
    body: { caller: '{{caller.number}}' },
    answer: { tier: 'tier' },
    seconds: 3,
    next: 'tier',
    failed: 'end',
  },
  tier: choose('tier', 'gold'),
});

const blind = { role: 'curator', seesNumbers: false } as const;
const curator = { role: 'curator', seesNumbers: true } as const;
const blindDirector = { role: 'director', seesNumbers: false } as const;
const director = { role: 'director', seesNumbers: true } as const;

test.each<[string, CallScript, readonly CallScript[], Parameters<typeof decideReplay>[2], HiddenThing | null]>([
  ['who sees no numbers may not ask for one', asks(begins('+35988')), [], blind, 'caller-number'],
  ['nor may a director who sees none', asks(begins('+35988')), [], blindDirector, 'caller-number'],
  ['who sees numbers may', asks(begins('+35988')), [], curator, null],
  ['nor within others', asks({ kind: 'all', of: [{ kind: 'open' }, { kind: 'not', of: begins('+3') }] }), [], blind, 'caller-number'],
  ['nor as a variable', asks(variable('caller.number')), [], blind, 'caller-number'],
  ['nor as an amount', asks(variable('caller.number', '359880000000', 'greater')), [], blind, 'caller-number'],
  ['whether there is a number anybody may ask', asks(variable('caller.number', '', 'is-set')), [], blind, null],
  ['nor by a switch', script({ asks: choose('caller.number', '+359881234567') }), [], blind, 'caller-number'],
  [
    'nor by what it was put into',
    script({ set: set('who', '{{caller.number}}'), asks: when(variable('who')) }),
    [],
    blind,
    'caller-number',
  ],
  [
    'nor by what that was put into',
    script({ set: set('who', 'x{{caller.number}}'), again: set('whom', '{{who}}'), asks: choose('whom', 'x+359') }),
    [],
    blind,
    'caller-number',
  ],
  ['texts and outside systems test nothing', harmless, [], blind, null],
  ['a condition of anything else', asks({ kind: 'caller', is: 'withheld' }), [], blind, null],
  ['what calls have been asked anyway', asks(begins('+35988', '+7')), [asks({ kind: 'any', of: [begins('+7', '+35988')] })], blind, null],
  ['a digit more than they have been asked', asks(begins('+359881')), [asks(begins('+35988'))], blind, 'caller-number'],
  ['one beginning of those that were asked together', asks(begins('+35988')), [asks(begins('+35988', '+7'))], blind, 'caller-number'],
  [
    'a case that was published',
    script({ asks: choose('caller.number', '1') }),
    [script({ other: choose('caller.number', '2', '1') })],
    blind,
    null,
  ],
  [
    'the same name for another thing',
    script({ set: set('who', '{{caller.number}}'), asks: when(variable('who')) }),
    [script({ set: set('who', '0{{caller.number}}'), asks: when(variable('who')) }), asks(variable('who'))],
    blind,
    'caller-number',
  ],
  [
    'the same name for the same thing',
    script({ set: set('who', '{{caller.number}}'), asks: when({ kind: 'not', of: variable('who') }) }),
    [script({ set: set('who', '{{caller.number}}'), asks: when(variable('who')) })],
    blind,
    null,
  ],
  ['a client’s name is the director’s to ask for', asks(variable('client.name', 'Pet')), [], blindDirector, null],
  ['and nobody else’s', asks(variable('client.name', 'Pet')), [], curator, 'client-name'],
  ['not by a detour either', script({ set: set('who', '{{client.name}}'), asks: choose('who', 'Petrov') }), [], curator, 'client-name'],
  ['unless calls have been asked anyway', asks(variable('client.name', 'Pet')), [asks(variable('client.name', 'Pet'))], curator, null],
])('%s', (_, given, published, viewer, tests) => {
  const expected = tests === null ? { kind: 'replay' } : { kind: 'refuse', tests, blocks: ['asks'] };
  expect(decideReplay(given, published, viewer)).toEqual(expected);
});

test('whoever may see everything is asked nothing', () => {
  const given = script({ a: when(begins('+3')), b: when(variable('client.name')) });
  expect(decideReplay(given, [], director)).toEqual({ kind: 'replay' });
  expect(decideReplay(given, [], blind)).toEqual({ kind: 'refuse', tests: 'caller-number', blocks: ['a'] });
});
