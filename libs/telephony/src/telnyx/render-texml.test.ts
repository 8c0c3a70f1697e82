import type { CallInstruction, RingTarget } from '@ringbase/domain';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { callIdOf } from '../ids.js';
import { parseStepUrl } from '../twilio/urls.js';
import { renderTexml } from './render-texml.js';
import { rootIn } from './urls.js';

const root = 'v3:9X2vxPDFY2RHSJ1EdMS0RHRksMTg7ldNxdjWbVr9zBjbGjGsSe-aiQ';
const callId = callIdOf('telnyx', root);
const departmentId = 'a2d0f7f2-21c5-4d0e-8a49-5c6b9e0d3b11';
const context = { publicUrl: 'https://calls.example/', callId, rootProviderCallId: root, departmentId };
const desk: RingTarget = {
  kind: 'sip',
  address: 'sip:ivan@pbx.example',
  deviceId: null,
  personId: null,
  screened: false,
  parameters: {},
};
const browser: RingTarget = { ...desk, kind: 'browser', address: 'ivan', parameters: { call: callId } };
const mobile: RingTarget = { ...desk, kind: 'mobile', address: '+359880000001', screened: true };
const ring: Extract<CallInstruction, { kind: 'ring' }> = {
  kind: 'ring',
  targets: [browser, desk],
  seconds: 20,
  callerId: '+359881234567',
  record: true,
  answerOnBridge: true,
  step: 1,
  plan: 'script',
  intentId: null,
};
const at = { step: 3, plan: 'script' as const };
const stepUrl = (kind: string, step = 3) =>
  expect.stringMatching(
    new RegExp(`^https://calls\\.example/telnyx/voice/step\\?kind=${kind}&call=${callId}&step=${step}&plan=script&root=v3%3A[^#&]+$`),
  );
const alice = { voice: 'alice', language: 'en-US' };

const read = (texml: string) =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    textNodeName: 'text',
    parseAttributeValue: false,
    parseTagValue: false,
  }).parse(texml).Response;
const rendered = (instruction: CallInstruction) => read(renderTexml([instruction], context));

// Every kind of instruction has its line; the `satisfies` below asks for the line of a new kind.
const table = {
  say: [{ kind: 'say', text: 'Good day', language: 'en' }, { Say: { text: 'Good day', ...alice } }],
  play: [{ kind: 'play', sound: { kind: 'uploaded', soundId: departmentId } }, { Play: expect.stringContaining(`${departmentId}.wav`) }],
  pause: [{ kind: 'pause', seconds: 2.4 }, { Pause: { length: '2' } }],
  ring: [
    ring,
    {
      Dial: expect.objectContaining({
        action: stepUrl('ring', 1),
        method: 'POST',
        timeout: '20',
        answerOnBridge: 'true',
        callerId: '+359881234567',
        record: 'record-from-answer-dual',
        recordingChannels: 'dual',
        recordingStatusCallback: expect.stringContaining(`/telnyx/recording?call=${callId}&step=1&kind=conversation&root=`),
        recordingStatusCallbackEvent: 'in-progress completed absent',
        Sip: {
          text: 'sip:ivan@pbx.example',
          statusCallback: expect.stringContaining(`/telnyx/status?call=${callId}&step=1&root=`),
          statusCallbackMethod: 'POST',
          statusCallbackEvent: 'initiated ringing answered completed',
        },
      }),
    },
  ],
  voicemail: [
    { kind: 'voicemail', maxSeconds: 120, recordingKind: 'voicemail', ...at },
    {
      Record: {
        action: stepUrl('voicemail'),
        method: 'POST',
        maxLength: '120',
        finishOnKey: '#',
        playBeep: 'true',
        channels: 'single',
        format: 'wav',
        recordingStatusCallback: expect.stringContaining('kind=voicemail'),
        recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: 'in-progress completed',
      },
    },
  ],
  menu: [
    { kind: 'menu', prompt: [{ kind: 'say', text: 'One or two', language: 'en' }], seconds: 5, digits: 1, ...at },
    {
      Gather: {
        action: stepUrl('menu'),
        method: 'POST',
        input: 'dtmf',
        numDigits: '1',
        timeout: '5',
        Say: { text: 'One or two', ...alice },
      },
      Redirect: { method: 'POST', text: stepUrl('menu') },
    },
  ],
  'ask-digit': [
    { kind: 'ask-digit', text: 'Press one', language: 'en', seconds: 8, intentId: null, ...at },
    { Gather: expect.objectContaining({ action: stepUrl('screen-answer'), numDigits: '1', timeout: '8' }), Hangup: '' },
  ],
  'go-on': [{ kind: 'go-on', ...at }, { Redirect: { method: 'POST', text: stepUrl('continue') } }],
  // Asked only of what can be lifted into a conference.
  'ask-again': [
    { kind: 'ask-again', of: 'ring', intentId: null, attached: false, times: 1, ...at },
    { Say: { text: expect.stringContaining('not possible'), ...alice }, Hangup: '' },
  ],
  conference: [
    {
      kind: 'conference',
      name: 'secret',
      record: false,
      startOnEnter: true,
      endOnExit: true,
      wait: 'music',
      attached: false,
      ...at,
    },
    { Say: { text: expect.stringContaining('not possible'), ...alice }, Hangup: '' },
  ],
  'hang-up': [{ kind: 'hang-up' }, { Hangup: '' }],
  reject: [{ kind: 'reject' }, { Reject: '' }],
  connect: [{ kind: 'connect' }, ''],
} as const satisfies { [K in CallInstruction['kind']]: readonly [Extract<CallInstruction, { kind: K }>, unknown] };

test.each(Object.entries(table))('%s', (_, [instruction, expected]) => expect(rendered(instruction)).toEqual(expected));

test('a browser’s telephone is left out of a ring, and the others ring', () => {
  expect(JSON.stringify(rendered(ring))).not.toMatch(/Client|"ivan"/);
});

test('a ring that has only browsers goes on at once, and says that it rang nobody', () => {
  const { Redirect, Dial } = rendered({ ...ring, targets: [browser] });
  expect(Dial).toBeUndefined();
  expect(parseStepUrl(Redirect.text)).toMatchObject({ kind: 'ring', callId, step: 1 });
  expect(rootIn(Redirect.text)).toEqual({ root, nobody: true });
});

test('a mobile is screened before it is bridged, and hung up when it presses nothing', () => {
  const { Dial } = rendered({ ...ring, targets: [mobile] });
  expect(Dial.Number).toMatchObject({ text: '+359880000001', method: 'POST', url: stepUrl('screen', 1) });
});

test('who is not recorded is not asked about, who does not show a number shows none', () => {
  const { Dial } = rendered({ ...ring, record: false, callerId: null, targets: [desk, mobile] });
  expect(Object.keys(Dial)).toEqual(['Sip', 'Number', 'action', 'method', 'timeout', 'answerOnBridge']);
});

test.each([
  [{ ...ring, seconds: 1 }, 'timeout="5"'],
  [{ ...ring, seconds: 600 }, 'timeout="120"'],
  [{ kind: 'pause', seconds: 0 } as const, 'length="1"'],
  [{ kind: 'pause', seconds: 900 } as const, 'length="180"'],
])('what the provider does not take is brought within its limits', (instruction, expected) =>
  expect(renderTexml([instruction], context)).toContain(expected),
);

test.each([
  ['ru', 'alice', 'ru-RU'],
  ['bg', 'Azure.bg-BG-KalinaNeural', 'bg-BG'],
] as const)('%s is spoken by a voice that knows it', (language, voice, locale) =>
  expect(rendered({ kind: 'say', text: 'Добър ден', language })).toEqual({ Say: { text: 'Добър ден', voice, language: locale } }),
);

test('at most ten ring at once', () =>
  expect(rendered({ ...ring, targets: Array.from({ length: 14 }, () => desk) }).Dial.Sip).toHaveLength(10));

test('a static plan’s URL says what follows and whose it is', () => {
  const { Dial } = rendered({ ...ring, plan: 'static' });
  expect(parseStepUrl(Dial.action)).toMatchObject({ plan: 'static', next: 'voicemail', departmentId });
  expect(Dial.Sip.statusCallback).toContain('&step=1&plan=static&');
});

test('what follows an instruction that hands the call on is left out', () =>
  expect(renderTexml([{ kind: 'hang-up' }, { kind: 'say', text: 'Never heard', language: 'en' }], context)).not.toContain('Never'));

test('an answer longer than a provider reads is not given', () => {
  const say: CallInstruction = { kind: 'say', text: 'ж'.repeat(3000), language: 'ru' };
  expect(() =>
    renderTexml(
      Array.from({ length: 12 }, () => say),
      context,
    ),
  ).toThrow('longer than the provider reads');
});

test('whatever is said, it is well-formed and stays text', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const texml = renderTexml(
        [
          { kind: 'say', text, language: 'en' },
          { ...ring, targets: [{ ...desk, address: text }] },
        ],
        context,
      );
      expect(XMLValidator.validate(texml)).toBe(true);
      expect(texml.match(/<(Say|Dial|Sip|Response)[ >/]/g)).toHaveLength(4);
    }),
  ));
