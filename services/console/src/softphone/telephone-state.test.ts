import type { SoftphoneEvent } from './softphone.js';
import { advanceTelephone, silentTelephone, type TelephoneState } from './telephone-state.js';

const now = new Date('2026-03-02T12:00:00Z');
const call = { callSid: 'CA1', callId: 'call-1', from: null };
const after = (state: TelephoneState, ...events: SoftphoneEvent[]) =>
  events.reduce((each, event) => advanceTelephone(each, event, now), state);
const talking: TelephoneState = { line: 'registered', ringing: [], talk: { ...call, connectedAt: null, muted: false }, late: null };

test('what comes in rings, once even if told twice', () => {
  expect(after(silentTelephone, { kind: 'registered' }, { kind: 'incoming', call }, { kind: 'incoming', call })).toEqual({
    line: 'registered',
    ringing: [call],
    talk: null,
    late: null,
  });
});

test('what another tab answered rings no more', () => {
  expect(
    after(silentTelephone, { kind: 'incoming', call }, { kind: 'cancelled', callSid: 'CA1', answeredElsewhere: true }).ringing,
  ).toEqual([]);
});

test('what was picked up here a moment after another did is remembered as too late', () => {
  const late = after(talking, { kind: 'cancelled', callSid: 'CA1', answeredElsewhere: true });
  expect(late).toMatchObject({ talk: null, late: call });
  expect(after(talking, { kind: 'cancelled', callSid: 'CA1', answeredElsewhere: false })).toMatchObject({ talk: null, late: null });
  expect(after(talking, { kind: 'cancelled', callSid: 'CA2', answeredElsewhere: true }).late).toBeNull();
});

test('the talk counts from the moment it is connected', () => {
  expect(after(talking, { kind: 'connected', callSid: 'CA1' }).talk?.connectedAt).toBe('2026-03-02T12:00:00.000Z');
});

test('the end of another call does not end this one', () => {
  expect(after(talking, { kind: 'ended', callSid: 'CA2' }).talk).toEqual(talking.talk);
});

test('a lost line silences what rang and keeps the talk until the line is back', () => {
  const lost = after({ ...talking, ringing: [{ callSid: 'CA2', callId: null, from: null }] }, { kind: 'lost' });
  expect(lost).toEqual({ ...talking, line: 'lost' });
  expect(after(lost, { kind: 'registered' }).talk).toBeNull();
});
