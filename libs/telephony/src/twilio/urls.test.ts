import fc from 'fast-check';
import {
  buildRecordingUrl,
  buildStatusUrl,
  buildStepUrl,
  callStepKinds,
  parseRecordingUrl,
  parseStaticStep,
  parseStatusUrl,
  parseStepUrl,
  type StepUrl,
  staticNexts,
} from './urls.js';

const base = 'https://calls.example/';
const id = fc.uuid({ version: [4, 5] });
const step = fc.nat({ max: 9999 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const stepUrl: fc.Arbitrary<StepUrl> = fc.oneof(
  fc.record({ kind: fc.constant('dial' as const), intentId: id }),
  fc.record({
    kind: fc.constantFrom(...callStepKinds),
    callId: id,
    step,
    plan: fc.constantFrom('script' as const, 'static' as const),
    intentId: maybe(id),
    next: maybe(fc.constantFrom(...staticNexts)),
    departmentId: maybe(id),
  }),
);

test('a step’s URL says again what it was made of', () =>
  fc.assert(fc.property(stepUrl, (url) => expect(parseStepUrl(buildStepUrl(base, url))).toEqual(url))));

test('so does a status URL', () =>
  fc.assert(
    fc.property(
      fc.record(
        { callId: maybe(id), step: maybe(step), intentId: maybe(id), plan: fc.constant('static' as const) },
        { requiredKeys: ['callId', 'step', 'intentId'] },
      ),
      (url) => expect(parseStatusUrl(buildStatusUrl(base, url))).toEqual(url),
    ),
  ));

test('so does a recording URL', () =>
  fc.assert(
    fc.property(fc.record({ callId: id, step, recordingKind: fc.constantFrom('conversation' as const, 'voicemail' as const) }), (url) =>
      expect(parseRecordingUrl(buildRecordingUrl(base, url))).toEqual(url),
    ),
  ));

const call = '6f1c2d4e-6f0b-4a55-9d53-0d1b4c4f7a10';
test.each([
  ['an unknown kind', `/twilio/voice/step?kind=sing&call=${call}&step=1&plan=script`],
  ['no call', '/twilio/voice/step?kind=ring&step=1&plan=script'],
  ['a call that is no id', '/twilio/voice/step?kind=ring&call=1&step=1&plan=script'],
  ['a step below zero', `/twilio/voice/step?kind=ring&call=${call}&step=-1&plan=script`],
  ['an unknown plan', `/twilio/voice/step?kind=ring&call=${call}&step=1&plan=dream`],
  ['nothing', '/twilio/voice/step'],
])('a URL with %s is not ours', (_, url) => expect(() => parseStepUrl(url)).toThrow('not made by us'));

test('a static step is read from its URL alone', () =>
  expect(parseStaticStep(`/twilio/voice/step?kind=ring&call=${call}&step=1&plan=static&next=voicemail&department=${call}`)).toEqual({
    kind: 'ring',
    callId: call,
    step: 1,
    plan: 'static',
    intentId: null,
    next: 'voicemail',
    departmentId: call,
  }));

test.each([
  ['/twilio/voice/step?kind=ring&step=x'],
  ['%%%'],
  [`/twilio/voice/step?kind=ring&call=${call}&step=1&plan=script`],
  [`/twilio/voice/step?kind=dial&intent=${call}`],
])('%s is no static step, and asking does not throw', (url) => expect(parseStaticStep(url)).toBeNull());
