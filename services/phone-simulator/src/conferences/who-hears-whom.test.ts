import { makeLeg } from '../calls/leg.js';
import { type Conference, makeConference, makeParticipant, type Participant } from './conference.js';
import { hears } from './who-hears-whom.js';

let conference: Conference;
beforeEach(() => {
  conference = makeConference('room', { maxParticipants: 250, callback: null, record: null, region: 'us1' }, 1, 0);
  conference.status = 'in-progress';
});

function guest(more: Partial<Participant> = {}): Participant {
  const leg = makeLeg({ parentSid: null, direction: 'inbound', from: 'a', to: 'b', remote: 'a', status: 'in-progress' }, 1, 0);
  const manner = {
    label: null,
    muted: false,
    startOnEnter: true,
    endOnExit: false,
    beepOnEnter: true,
    beepOnExit: true,
    coached: null,
    wait: { kind: 'default' },
  } as const;
  const participant: Participant = { ...makeParticipant(conference, leg, manner, 0), joinedAt: 0, ...more };
  conference.participants.push(participant);
  return participant;
}

test('everybody hears everybody else, and nobody himself', () => {
  const [one, two] = [guest(), guest()];
  expect([hears(one, two), hears(two, one), hears(one, one)]).toEqual([true, true, false]);
});

test.each([
  ['muted: he hears and is not heard', { muted: true }, [true, false]],
  ['on hold: neither', { hold: true }, [false, false]],
  ['still called: neither', { joinedAt: null }, [false, false]],
])('%s', (_, more, [hearsOthers, isHeard]) => {
  const [other, subject] = [guest(), guest(more)];
  expect([hears(subject, other), hears(other, subject)]).toEqual([hearsOthers, isHeard]);
});

test('a coach hears all and is heard by the coached alone', () => {
  const [client, agent] = [guest(), guest()];
  const coach = guest({ coached: agent.leg.sid });
  expect([hears(coach, client), hears(coach, agent), hears(agent, coach), hears(client, coach)]).toEqual([true, true, true, false]);
});

test('one who muted his own telephone is not heard', () => {
  const [one, two] = [guest(), guest()];
  two.leg.muted = true;
  expect([hears(one, two), hears(two, one)]).toEqual([false, true]);
});

test('before it starts nobody hears anybody', () => {
  conference.status = 'init';
  expect(hears(guest(), guest())).toBe(false);
});
