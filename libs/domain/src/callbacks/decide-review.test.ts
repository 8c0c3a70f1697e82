import { decideReview, type ReviewPerson } from '@ringbase/domain';

type Call = Parameters<typeof decideReview>[0];
const call = (more: Partial<Call> = {}): Call => ({
  direction: 'inbound',
  outcome: 'answered',
  talkSeconds: 90,
  control: null,
  intendedPersonId: 'ivan',
  answeredByPersonId: 'maria',
  line: [{ personId: 'maria' }],
  ...more,
});
const person = (more: Partial<ReviewPerson> = {}): ReviewPerson => ({ dismissed: false, assistantId: null, superiorId: null, ...more });
const people = {
  ivan: person({ assistantId: 'anna' }),
  anna: person({ superiorId: 'ivan' }),
  boris: person({ superiorId: 'ivan' }),
  maria: person(),
  kira: person(),
  left: person({ dismissed: true }),
};

test.each<[string, Call, string | null]>([
  ['a colleague talked to the owner’s client: the owner looks at it', call(), 'ivan'],
  ['his curator did: he looks at it too', call({ answeredByPersonId: 'kira' }), 'ivan'],
  ['somebody of whom nothing is known did', call({ answeredByPersonId: 'somebody' }), 'ivan'],
  ['it was handed to him later', call({ line: [{ personId: 'maria' }, { personId: 'ivan' }] }), null],
  ['it was handed to his assistant later', call({ line: [{ personId: 'maria' }, { personId: 'anna' }] }), null],
  ['it was handed to another colleague', call({ line: [{ personId: 'maria' }, { personId: null }, { personId: 'kira' }] }), 'ivan'],
  ['he answered himself', call({ answeredByPersonId: 'ivan' }), null],
  ['his assistant answered', call({ answeredByPersonId: 'anna' }), null],
  ['his second assistant answered', call({ answeredByPersonId: 'boris' }), null],
  ['the superior answered his assistant’s client', call({ intendedPersonId: 'anna', answeredByPersonId: 'ivan' }), null],
  ['the assistant’s client, a colleague answered', call({ intendedPersonId: 'anna' }), 'anna'],
  ['an unknown caller has no owner', call({ intendedPersonId: null }), null],
  ['nobody answered', call({ answeredByPersonId: null, outcome: 'missed', talkSeconds: null }), null],
  ['a voice message makes a promise instead', call({ answeredByPersonId: null, outcome: 'voicemail', talkSeconds: null }), null],
  ['picked up and put down at once', call({ talkSeconds: 2 }), null],
  ['still talking', call({ outcome: null }), null],
  ['a call that we made', call({ direction: 'outbound' }), null],
  ['the owner does not work here any more', call({ intendedPersonId: 'left' }), null],
])('%s', (_, given, expected) => expect(decideReview(given, people)).toBe(expected));
