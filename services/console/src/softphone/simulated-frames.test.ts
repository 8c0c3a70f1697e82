import { readSimulatedFrame } from './simulated-frames.js';

test('the call’s own id comes with the leg as a parameter, beside the number', () => {
  expect(readSimulatedFrame({ type: 'incoming', callSid: 'CA1', from: '+359888123456', parameters: { callId: 'call-1' } })).toEqual({
    kind: 'incoming',
    call: { callSid: 'CA1', callId: 'call-1', from: '+359888123456' },
  });
});

test('a leg of a click carries none', () => {
  expect(readSimulatedFrame({ type: 'incoming', callSid: 'CA1' })).toEqual({
    kind: 'incoming',
    call: { callSid: 'CA1', callId: null, from: null },
  });
});

test('it is told apart whether somebody answered or the caller gave up', () => {
  expect(readSimulatedFrame({ type: 'cancelled', callSid: 'CA1', reason: 'answered-elsewhere' })).toMatchObject({
    answeredElsewhere: true,
  });
  expect(readSimulatedFrame({ type: 'cancelled', callSid: 'CA1', reason: 'caller-gone' })).toMatchObject({ answeredElsewhere: false });
});

test('what the adapter settles itself is no event', () => {
  expect(readSimulatedFrame({ type: 'token-will-expire' })).toBeNull();
  expect(readSimulatedFrame({ type: 'heartbeat' })).toBeNull();
});
