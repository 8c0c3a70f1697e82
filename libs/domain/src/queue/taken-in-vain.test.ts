import { type CallEvent, type ConferenceWord, decideSettlement, projectCall } from '@ringbase/domain';
import fc from 'fast-check';
import { at, join, left, liveInQueue, musicOver, offer, phonesIn, progress, type QueueStep } from '../testing/queue-story.js';

const taken: readonly QueueStep[] = [
  [phonesIn, 0],
  [offer('maria', 1, 5), 5],
  [progress('maria', 'answered', 10, 1), 10],
  [join('maria', 1), 10],
];
const gone: QueueStep = [progress('maria', 'completed', 12, 1), 12];

test('who was let in for him has answered, as long as both are there', () => {
  expect(liveInQueue(taken).call).toMatchObject({ state: 'connected', answeredByPersonId: 'maria', talking: ['maria'] });
  expect(liveInQueue([...taken, [join('caller', 1), 11], [progress('maria', 'completed', 40, 1), 40]]).call).toMatchObject({
    state: 'connected',
    answeredByPersonId: 'maria',
  });
});

test.each<[string, readonly QueueStep[], string]>([
  ['his music ends', [[musicOver(1), 30]], 'menu'],
  ['he was on his way already', [[join('caller', 1), 13]], 'menu'],
  ['he was brought out of the empty room', [[musicOver(2), 14]], 'menu'],
])('whoever took him is gone before he comes: he has his place again as %s', (_, back, answer) => {
  const { call, answers, queue, events } = liveInQueue([...taken, gone, ...back]);
  expect(answers.at(-1)).toBe(answer);
  expect(call).toMatchObject({ state: 'ringing', answeredByPersonId: null, talking: [], endedAt: null });
  const stays = events.flatMap((event) => (event.kind === 'queued' ? [event.body] : []));
  expect(stays).toHaveLength(2);
  const [first, second] = stays;
  expect(second).toMatchObject({ since: first?.since, until: first?.until, block: 'queue' });
  expect(second?.step).toBeGreaterThan(1);
  expect(queue).toEqual(['enters 1', 'taken', `enters ${second?.step}`]);
});

test('who came into the room after the other had gone waits again, and is taken by the next', () => {
  const alone = [...taken, [join('caller', 1), 13], gone] as const;
  const story = liveInQueue(alone);
  expect(story.call).toMatchObject({ state: 'ringing', waiting: null });
  const back = [...alone, [musicOver(2), 15], [offer('ivan', 3, 16), 16], [join('ivan', 3), 20], [join('caller', 3), 21]] as const;
  const next = liveInQueue(back);
  expect(next.answers.slice(-2)).toEqual(['conference', 'conference']);
  expect(next.call).toMatchObject({ state: 'connected', answeredByPersonId: 'ivan', answeredAt: at(20) });
});

test('nobody ends the line of a caller whom nobody has talked to', () => {
  const { call, events, state } = liveInQueue([[progress('caller', 'answered', 0, null), 0], ...taken, [join('caller', 1), 13], gone]);
  const settled = decideSettlement(
    { call, events, stateStep: state?.step ?? 0, invitations: [], recording: null, back: null, hasMailbox: true },
    at(14),
  );
  expect(settled.requests).toEqual([]);
  expect(settled.events).toEqual([]);
});

test('who was taken once more is let go when his talk is over, though he has left the room before', () => {
  const { call, events, state } = liveInQueue([
    [progress('caller', 'answered', 0, null), 0],
    ...taken,
    [join('caller', 1), 13],
    gone,
    [musicOver(2), 15],
    [left('caller', 1), 15],
    [join('ivan', 3), 20],
    [join('caller', 3), 21],
    [progress('ivan', 'completed', 50, 3), 50],
  ]);
  const facts = { call, events, stateStep: state?.step ?? 0, invitations: [], recording: null, back: null, hasMailbox: true };
  expect(decideSettlement(facts, at(51)).requests).toEqual([{ kind: 'end', providerCallId: 'caller' }]);
});

test('the sound is expected where the conference tells of it, in whatever stay he is taken', () => {
  const { follows, events } = liveInQueue([...taken, gone, [musicOver(1), 15], [offer('ivan', 2, 16), 16], [join('ivan', 2), 20]]);
  expect(events.find(({ kind }) => kind === 'conference-begun')).toMatchObject({ body: { step: 1 } });
  expect(follows.flatMap((one) => one.expectRecordingOfStep ?? [])).toEqual([1, 1]);
});

test('who hangs up before he is brought to anybody was missed, and is promised a call; whoever waited for him is free at once', () => {
  const { call, follows } = liveInQueue([
    ...taken,
    [progress('caller', 'completed', 11, null), 11],
    [progress('maria', 'completed', 12, 1), 12],
  ]);
  expect(call).toMatchObject({ state: 'ended', outcome: 'missed', talkSeconds: null });
  expect(follows.flatMap(({ promise }) => promise?.origin ?? [])).toContain('missed-call');
  const released = follows.flatMap((one) => one.released);
  expect(released).toHaveLength(1);
  expect(released[0]?.wrapUpUntil).toEqual(released[0]?.wrapUpSince);
});

test('in whatever order it is told that both are gone, the call was missed or answered by whether they met', () => {
  const met = [...taken, [join('caller', 1), 11]] as const;
  const ends: readonly QueueStep[] = [
    [progress('maria', 'completed', 30, 1), 30],
    [progress('caller', 'completed', 30, null), 30],
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...ends, ...ends], { minLength: 4 }), fc.boolean(), (told, together) => {
      const { events } = liveInQueue([...(together ? met : taken), ...told]);
      expect(projectCall(events)).toMatchObject({ state: 'ended', outcome: together ? 'answered' : 'missed' });
    }),
    { numRuns: 50 },
  );
});

test('who took a caller that had hung up already talked to nobody, as the call was missed', () => {
  const { call } = liveInQueue([
    [phonesIn, 0],
    [offer('maria', 1, 5), 5],
    [progress('maria', 'answered', 10, 1), 10],
    [join('maria', 1), 10],
    [progress('caller', 'no-answer', 9, null), 11],
    gone,
  ]);
  expect(call).toMatchObject({ outcome: 'missed', answeredByPersonId: null });
  expect(call?.legs.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['caller', 'cancelled'],
    ['maria', 'cancelled'],
  ]);
});

test('who takes the caller next is on the call at once, though all is told of the room in which the first sat alone', () => {
  const room = (sequence: number, what: ConferenceWord, who: string | null): CallEvent => ({
    key: `conference:CF1:${sequence}`,
    at: at(12),
    kind: 'conference-told',
    body: { providerConferenceId: 'CF1', sequence, what, legId: who, providerCallId: who },
  });
  const first = [
    ...taken,
    gone,
    [[room(1, 'joined', 'maria'), room(2, 'left', 'maria'), room(3, 'ended', null)], 12],
    [musicOver(1), 14],
  ] as const;
  const { call, queue } = liveInQueue([...first, [offer('ivan', 2, 16), 16], [join('ivan', 2), 20]]);
  expect(call).toMatchObject({ state: 'connected', answeredByPersonId: 'ivan', talking: ['ivan'] });
  expect(queue.at(-1)).toBe('taken');
});

test('who had left long before the caller was let in to the next has met nobody', () => {
  const { call } = liveInQueue([
    ...taken,
    gone,
    [musicOver(1), 14],
    [offer('ivan', 2, 16), 16],
    [join('ivan', 2), 20],
    [join('caller', 2), 21],
    [progress('ivan', 'completed', 60, 2), 60],
  ]);
  expect(call?.legs.flatMap(({ id, outcome }) => (id === 'caller' ? [] : [[id, outcome]]))).toEqual([
    ['ivan', 'connected'],
    ['maria', 'answered-elsewhere'],
  ]);
});
