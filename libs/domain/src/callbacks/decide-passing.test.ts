import {
  decidePassing,
  defaultCallbackRules,
  type PassingDecision,
  type PassingFacts,
  type PassingPromise,
  type WorkingHours,
} from '@ringbase/domain';

// A Monday in Sofia, 12:00 by the wall clock.
const due = new Date('2026-03-02T10:00Z');
const after = (minutes: number) => new Date(due.getTime() + minutes * 60_000);
const promise = (more: Partial<PassingPromise> = {}): PassingPromise => ({
  origin: 'missed-call',
  firstOwnerId: null,
  ownerId: 'ivan',
  level: null,
  dueAt: due,
  passedAt: null,
  ...more,
});
const anna = { id: 'anna', status: 'available' } as const;
const kira = { id: 'kira', status: 'available' } as const;
const facts = (more: Partial<PassingFacts> = {}): PassingFacts => ({
  ownerDismissed: false,
  ownerStatus: 'available',
  pair: [anna],
  curators: [kira],
  director: 'dora',
  hours: null,
  rules: defaultCallbackRules,
  ...more,
});
const hours: WorkingHours = {
  timeZone: 'Europe/Sofia',
  week: { 1: [{ from: 540, until: 1080 }], 2: [{ from: 540, until: 1080 }] },
  holidays: [],
  specialDays: [],
};
const pass = (to: string, level: 'assistant' | 'curator' | 'director', reason: string, lookAgainAt: Date | null = null) =>
  ({ kind: 'pass', to, level, reason, lookAgainAt }) as PassingDecision;
const stay = (lookAgainAt: Date | null): PassingDecision => ({ kind: 'stay', lookAgainAt });
const away = facts({ ownerStatus: 'away' });
const passed = (more: Partial<PassingPromise> = {}) =>
  promise({ firstOwnerId: 'ivan', ownerId: 'anna', level: 'assistant', passedAt: after(15), ...more });

test.each<[string, PassingPromise, PassingFacts, number, PassingDecision]>([
  // The owner.
  ['an owner who is away has a quarter of an hour', promise(), away, 14, stay(after(15))],
  ['after it his assistant gets it', promise(), away, 15, pass('anna', 'assistant', 'away', after(45))],
  ['so on a break', promise(), facts({ ownerStatus: 'break' }), 15, pass('anna', 'assistant', 'on-break', after(45))],
  ['so offline', promise(), facts({ ownerStatus: 'offline' }), 15, pass('anna', 'assistant', 'offline', after(45))],
  ['a voice message passes as well', promise({ origin: 'voicemail' }), away, 15, pass('anna', 'assistant', 'away', after(45))],
  ['and a kept place in the queue', promise({ origin: 'queue-place' }), away, 15, pass('anna', 'assistant', 'away', after(45))],
  ['an owner at his desk keeps it, and is looked at again', promise(), facts(), 15, stay(after(16))],
  ['one who is on a call is at his desk', promise(), facts({ ownerStatus: 'on-call' }), 20, stay(after(21))],
  ['so is one who is busy', promise(), facts({ ownerStatus: 'busy' }), 44.5, stay(after(45))],
  [
    'at his desk and does not call: the curator gets it, not the assistant',
    promise(),
    facts(),
    45,
    pass('kira', 'curator', 'not-called-back'),
  ],
  [
    'one who goes on a break while it waits loses it then',
    promise(),
    facts({ ownerStatus: 'break' }),
    30,
    pass('anna', 'assistant', 'on-break', after(60)),
  ],
  [
    'without an assistant the curator gets it at once',
    promise(),
    facts({ ownerStatus: 'away', pair: [] }),
    15,
    pass('kira', 'curator', 'away'),
  ],
  [
    'the assistant is not there either',
    promise(),
    facts({ ownerStatus: 'away', pair: [{ id: 'anna', status: 'break' }] }),
    15,
    pass('kira', 'curator', 'away'),
  ],
  [
    'an assistant’s own promise passes to the superior',
    promise({ ownerId: 'anna' }),
    facts({ ownerStatus: 'offline', pair: [{ id: 'ivan', status: 'available' }] }),
    15,
    pass('ivan', 'assistant', 'offline', after(45)),
  ],
  ['snoozed, it counts from its new time', promise({ dueAt: after(60) }), away, 70, stay(after(75))],
  // The assistant.
  ['the assistant has half an hour', passed(), facts(), 44, stay(after(45))],
  ['after it the curator gets it', passed(), facts(), 45, pass('kira', 'curator', 'not-called-back')],
  [
    'a curator who is there before one who is not',
    passed(),
    facts({ curators: [{ id: 'kolo', status: 'away' }, kira] }),
    45,
    pass('kira', 'curator', 'not-called-back'),
  ],
  [
    'of those who are not the first',
    passed(),
    facts({ curators: [{ id: 'kolo', status: 'away' }] }),
    45,
    pass('kolo', 'curator', 'not-called-back'),
  ],
  ['a department without a curator: a director', passed(), facts({ curators: [] }), 45, pass('dora', 'director', 'not-called-back')],
  [
    'the owner came back: it stays, he sees it anyway',
    passed(),
    facts({ pair: [{ id: 'ivan', status: 'available' }] }),
    30,
    stay(after(45)),
  ],
  ['the assistant has put it off: it counts from then', passed({ dueAt: after(60) }), facts(), 80, stay(after(90))],
  // The curator.
  ['with the curator it stays', passed({ ownerId: 'kira', level: 'curator' }), away, 600, stay(null)],
  ['with a director too', passed({ ownerId: 'dora', level: 'director' }), away, 600, stay(null)],
  ['a curator’s own has nobody above', promise({ ownerId: 'kira' }), facts({ ownerStatus: 'away', pair: [] }), 600, stay(null)],
  [
    'a curator’s own passes to the other curator',
    promise({ ownerId: 'kira' }),
    facts({ ownerStatus: 'away', pair: [], curators: [kira, { id: 'kolo', status: 'busy' }] }),
    15,
    pass('kolo', 'curator', 'away'),
  ],
  ['never back to whose it was: the curator’s own that his assistant has', passed({ firstOwnerId: 'kira' }), facts(), 600, stay(null)],
  // Who left, and what is personal.
  [
    'a dismissed owner’s goes to the curator at once',
    promise(),
    facts({ ownerDismissed: true }),
    0,
    pass('kira', 'curator', 'owner-dismissed'),
  ],
  ['a dismissed assistant’s too', passed(), facts({ ownerDismissed: true }), 20, pass('kira', 'curator', 'owner-dismissed')],
  [
    'a dismissed curator’s goes to a director, having no other curator',
    passed({ ownerId: 'kira', level: 'curator' }),
    facts({ ownerDismissed: true, curators: [] }),
    600,
    pass('dora', 'director', 'owner-dismissed'),
  ],
  ['nobody’s goes to the curator', promise({ ownerId: null }), facts(), 0, pass('kira', 'curator', 'no-owner')],
  ['with nobody there it waits', promise({ ownerId: null }), facts({ curators: [], director: null }), 0, stay(after(1))],
  ['a reminder is personal: it stays', promise({ origin: 'reminder' }), away, 600, stay(null)],
  [
    'a reminder of who left does not',
    promise({ origin: 'reminder' }),
    facts({ ownerDismissed: true }),
    0,
    pass('kira', 'curator', 'owner-dismissed'),
  ],
  ['a review is personal as well', promise({ origin: 'review' }), away, 600, stay(null)],
  // Hours.
  [
    'what is due at night waits for the morning',
    promise({ dueAt: new Date('2026-03-02T20:00Z') }),
    { ...away, hours },
    700,
    stay(new Date('2026-03-03T07:15Z')),
  ],
  [
    'a quarter of an hour after the opening it passes',
    promise({ dueAt: new Date('2026-03-02T20:00Z') }),
    { ...away, hours },
    21 * 60 + 15,
    pass('anna', 'assistant', 'away', new Date('2026-03-03T07:45Z')),
  ],
  [
    'overdue, and looked at only after closing: it waits for the opening',
    promise(),
    { ...away, hours },
    600,
    stay(new Date('2026-03-03T07:00Z')),
  ],
  ['a department that never opens passes nothing', promise(), { ...away, hours: { ...hours, week: {} } }, 600, stay(null)],
])('%s', (_, given, known, minutes, expected) => expect(decidePassing(given, known, after(minutes))).toEqual(expected));

test('whatever people do, a promise is passed at most three times, and never back to who had it', () => {
  const statuses = ['available', 'away', 'break', 'offline', 'on-call'] as const;
  const pairs: Readonly<Record<string, readonly string[]>> = { ivan: ['anna'], anna: ['ivan'] };
  for (let seed = 0; seed < 500; seed += 1) {
    const statusOf = (id: string, minute: number) => statuses[(seed * 31 + id.length * 7 + minute * (1 + (seed % 13))) % 5] ?? 'away';
    let given = promise();
    const had = ['ivan'];
    for (let minute = 0; minute < 300; minute += 1) {
      const owner = given.ownerId ?? '';
      const seen = (id: string) => ({ id, status: statusOf(id, minute) });
      const known = facts({
        ownerStatus: statusOf(owner, minute),
        ownerDismissed: minute > 200 && owner === 'anna',
        pair: (pairs[owner] ?? []).map(seen),
        curators: [seen('kira')],
      });
      const decision = decidePassing(given, known, after(minute));
      if (decision.kind === 'stay') continue;
      expect(had).not.toContain(decision.to);
      had.push(decision.to);
      given = { ...given, firstOwnerId: 'ivan', ownerId: decision.to, level: decision.level, passedAt: after(minute) };
    }
    expect(had.length).toBeLessThanOrEqual(4);
    expect(had.length).toBeGreaterThan(1);
  }
});
