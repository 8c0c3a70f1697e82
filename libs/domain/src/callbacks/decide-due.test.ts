import { type DueFacts, decideDue } from '@ringbase/domain';

const now = new Date('2026-03-02T10:00:00Z');
const facts = (more: Partial<DueFacts> = {}): DueFacts => ({ ownerDismissed: false, curator: 'kira', director: 'dora', ...more });

test.each([
  ['the owner is reminded', 'ivan', facts(), { kind: 'remind', person: 'ivan' }],
  [
    'the owner is reminded in a department without a curator',
    'ivan',
    facts({ curator: null, director: null }),
    { kind: 'remind', person: 'ivan' },
  ],
  [
    'a dismissed owner: his curator gets it',
    'ivan',
    facts({ ownerDismissed: true }),
    { kind: 'pass-on', to: 'kira', reason: 'owner-dismissed' },
  ],
  ['nobody’s promise: the curator gets it', null, facts(), { kind: 'pass-on', to: 'kira', reason: 'no-owner' }],
  ['without a curator a director gets it', null, facts({ curator: null }), { kind: 'pass-on', to: 'dora', reason: 'no-owner' }],
  [
    'with nobody there it waits',
    'ivan',
    facts({ ownerDismissed: true, curator: null, director: null }),
    { kind: 'wait', until: new Date('2026-03-02T10:01:00Z'), reason: 'nobody-there' },
  ],
])('%s', (_, ownerId, given, expected) => expect(decideDue({ ownerId }, given, now)).toEqual(expected));
