import { advanceElection, notStanding, type RingElectionEvent } from './ring-election.js';

const after = (...events: RingElectionEvent[]) => events.reduce(advanceElection, notStanding);

test.each<[string, RingElectionEvent[], boolean]>([
  ['a tab nobody has used may not sound, so it does not stand', ['standing', 'elected'], false],
  ['a used tab that stands and is elected sounds', ['used', 'standing', 'elected'], true],
  ['one that only stands waits for its turn', ['used', 'standing'], false],
  ['one that has stepped down is silent', ['used', 'standing', 'elected', 'stepped-down'], false],
  ['and may stand again', ['used', 'standing', 'elected', 'stepped-down', 'standing', 'elected'], true],
])('%s', (_, events, elected) => {
  expect(after(...events).elected).toBe(elected);
});
