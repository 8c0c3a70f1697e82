import type { SignalOf } from '../calls/call-signal.js';
import { decideRecording, expectRecording, isDue } from './decide-recording.js';
import type { RecordingRow } from './recording-row.js';

const now = new Date('2026-03-02T10:00:00Z');
const began = new Date('2026-03-02T09:58:00Z');
const signal = (more: Partial<SignalOf<'recording'>> = {}): SignalOf<'recording'> => ({
  key: 'k',
  provider: 'twilio',
  callId: 'call',
  rootProviderCallId: 'CA1',
  leg: { legId: 'leg', providerCallId: 'CA1', parentProviderCallId: null, from: '', to: '', direction: 'inbound' },
  kind: 'recording',
  status: 'completed',
  providerRecordingId: 'RE1',
  recordingKind: 'conversation',
  channels: 2,
  seconds: 42,
  startedAt: began,
  step: 1,
  ...more,
});
const row = (more: Partial<RecordingRow> = {}): RecordingRow => ({
  id: 'row',
  kind: 'conversation',
  step: 1,
  providerRecordingId: null,
  state: 'expected',
  ...more,
});

test('a finished recording takes the line that expected it and is due at once', () => {
  const change = decideRecording([row({ id: 'other', step: 2 }), row()], signal(), 'new', now);
  expect(change).toEqual({
    id: 'row',
    kind: 'conversation',
    step: 1,
    providerRecordingId: 'RE1',
    state: 'in-progress',
    failure: null,
    nextAttemptAt: now,
    channels: 2,
    durationSeconds: 42,
    startedAt: began,
  });
  expect(isDue(change!)).toBe(true);
});

test.each([
  ['nobody expected it', [], signal(), { id: 'new', state: 'in-progress' }],
  ['another kind was expected', [row({ kind: 'voicemail' })], signal(), { id: 'new', state: 'in-progress' }],
  ['another step expected one', [row({ step: 2 })], signal(), { id: 'new' }],
  ['a list of the provider names no step', [row({ step: 7 })], signal({ step: null }), { id: 'row', step: 7 }],
  [
    'its own line is known',
    [row({ id: 'mine', providerRecordingId: 'RE1', state: 'in-progress' }), row()],
    signal(),
    { id: 'mine', nextAttemptAt: now },
  ],
  [
    'it has only begun',
    [row()],
    signal({ status: 'in-progress', seconds: null }),
    { id: 'row', state: 'in-progress', nextAttemptAt: null },
  ],
  [
    'it turned out empty',
    [row({ providerRecordingId: 'RE1', state: 'in-progress' })],
    signal({ status: 'absent' }),
    { id: 'row', state: 'absent', nextAttemptAt: null },
  ],
  ['the provider lost it', [row()], signal({ status: 'failed' }), { id: 'row', state: 'failed', failure: 'provider-error' }],
  ['we had given it up too early', [row({ state: 'absent' })], signal(), { id: 'row', state: 'in-progress', nextAttemptAt: now }],
  [
    'we had given it up and it has begun',
    [row({ state: 'absent' })],
    signal({ status: 'in-progress' }),
    { id: 'row', state: 'in-progress' },
  ],
  [
    'it was called absent and is finished after all',
    [row({ providerRecordingId: 'RE1', state: 'absent' })],
    signal(),
    { id: 'row', nextAttemptAt: now },
  ],
  ['no moment was told', [], signal({ startedAt: null }), { startedAt: now }],
])('%s', (_, existing, told, expected) => expect(decideRecording(existing, told, 'new', now)).toMatchObject(expected));

test.each([
  ['the same beginning twice', 'in-progress', 'in-progress'],
  ['a beginning after its absence', 'absent', 'in-progress'],
  ['its absence twice', 'absent', 'absent'],
  ['an end after it is stored', 'stored', 'completed'],
  ['an end after it is attached', 'attached', 'completed'],
  ['an absence after it is attached', 'attached', 'absent'],
  ['an end after it has failed for good', 'failed', 'completed'],
  ['anything after it is erased', 'erased', 'completed'],
] as const)('%s changes nothing', (_, state, status) =>
  expect(decideRecording([row({ providerRecordingId: 'RE1', state })], signal({ status }), 'new', now)).toBeNull(),
);

test('an expectation is written once per step and kind', () => {
  expect(expectRecording([], { kind: 'conversation', step: 1 }, 'new', now)).toMatchObject({
    id: 'new',
    state: 'expected',
    providerRecordingId: null,
    step: 1,
    startedAt: now,
  });
  expect(
    expectRecording([row({ state: 'attached', providerRecordingId: 'RE1' })], { kind: 'conversation', step: 1 }, 'new', now),
  ).toBeNull();
  expect(expectRecording([row()], { kind: 'voicemail', step: 1 }, 'new', now)).not.toBeNull();
});
