import { liveInQueue, musicOver, offer, phonesIn, progress, type QueueStep } from '../testing/queue-story.js';

const waits: readonly QueueStep[] = [
  [phonesIn, 0],
  [offer('ivan', 1, 5), 5],
];

test.each<[string, readonly QueueStep[]]>([
  ['one of its telephones rings', [[progress('dialled-maria', 'initiated', 31, 2), 31]]],
  [
    'one of its telephones says itself whose it is, though it has the step in which he came to wait',
    [[progress('dialled-maria', 'initiated', 2, 1, 'static'), 2]],
  ],
  ['one of its telephones was picked up', [[progress('dialled-maria', 'answered', 34, 2), 34]]],
  ['it is told by the step itself', [[musicOver(1, '', 'static'), 32]]],
])('who was answered from memory while he waited waits no longer: %s', (_, told) => {
  const { call, queue, state, events } = liveInQueue([...waits, ...told]);
  expect(call.waiting).toBeNull();
  expect(queue).toEqual(['enters 1', 'left']);
  expect(state?.plan).toBe('static');
  expect(events.filter(({ kind }) => kind === 'static-answer-given')).toHaveLength(1);
});

test('who is picked up by the department’s telephones was not taken from the queue, and nobody brings him anywhere', () => {
  const { call, queue } = liveInQueue([...waits, [progress('dialled-maria', 'answered', 34, null), 34]]);
  expect(call).toMatchObject({ state: 'connected', answeredByPersonId: 'maria' });
  expect(queue).toEqual(['enters 1', 'left']);
});

test('the late word of a telephone that rang before he came to wait takes him out of nothing', () => {
  const { call, queue } = liveInQueue([...waits, [progress('dialled-anna', 'no-answer', 6, 1), 6]]);
  expect(call.waiting).toMatchObject({ step: 1 });
  expect(queue).toEqual(['enters 1']);
});

test('of a telephone that is rung for him nothing of the kind follows', () => {
  expect(liveInQueue([...waits, [progress('ivan', 'ringing', 7, 1), 7]]).call.waiting).toMatchObject({ step: 1 });
});
