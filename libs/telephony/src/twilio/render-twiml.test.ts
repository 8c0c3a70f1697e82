import type { CallInstruction, RingTarget } from '@ringbase/domain';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { renderTwiml } from './render-twiml.js';
import { parseStatusUrl, parseStepUrl } from './urls.js';

const callId = '6f1c2d4e-6f0b-4a55-9d53-0d1b4c4f7a10';
const departmentId = 'a2d0f7f2-21c5-4d0e-8a49-5c6b9e0d3b11';
const context = { publicUrl: 'https://calls.example', callId, departmentId };
const browser: RingTarget = {
  kind: 'browser',
  address: 'ivan_1',
  deviceId: null,
  personId: null,
  screened: false,
  parameters: { call: callId },
};
const desk: RingTarget = { ...browser, kind: 'sip', address: 'sip:ivan@pbx.example', parameters: {} };
const mobile: RingTarget = { ...browser, kind: 'mobile', address: '+359880000001', screened: true, parameters: {} };
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

const read = (twiml: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', textNodeName: 'text', parseAttributeValue: false }).parse(twiml)
    .Response;

test('browser and desk telephone ring in one Dial, recorded on two channels, each told about', () => {
  const { Dial } = read(renderTwiml([ring], context));
  expect(Dial).toMatchObject({
    timeout: '20',
    answerOnBridge: 'true',
    callerId: '+359881234567',
    record: 'record-from-answer-dual',
    recordingStatusCallbackEvent: 'in-progress completed absent',
  });
  expect(Dial.Client).toMatchObject({
    Identity: 'ivan_1',
    Parameter: { name: 'call', value: callId },
    statusCallbackEvent: 'initiated ringing answered completed',
  });
  expect(Dial.Sip).toMatchObject({ text: 'sip:ivan@pbx.example' });
  expect(parseStatusUrl(Dial.Sip.statusCallback)).toEqual({ callId, step: 1, intentId: null });
  expect(Dial.Client.url).toBeUndefined();
  expect(parseStepUrl(Dial.action)).toMatchObject({ kind: 'ring', callId, step: 1, plan: 'script', next: null, departmentId: null });
});

test('a mobile is screened before it is bridged', () => {
  const { Dial } = read(renderTwiml([{ ...ring, targets: [mobile], step: 2 }], context));
  expect(parseStepUrl(Dial.Number.url)).toMatchObject({ kind: 'screen', callId, step: 2 });
});

test('a Dial that is not recorded asks for no recording', () => {
  const { Dial } = read(renderTwiml([{ ...ring, record: false, callerId: null }], context));
  expect(Dial.record).toBeUndefined();
  expect(Dial.callerId).toBeUndefined();
});

test('a static answer carries all that its next step needs', () => {
  const { Dial } = read(renderTwiml([{ ...ring, plan: 'static' }], context));
  expect(parseStepUrl(Dial.action)).toMatchObject({ plan: 'static', next: 'voicemail', departmentId });
  expect(parseStatusUrl(Dial.Sip.statusCallback)).toEqual({ callId, step: 1, intentId: null, plan: 'static' });
  const { Record } = read(
    renderTwiml([{ kind: 'voicemail', maxSeconds: 120, step: 2, plan: 'static', recordingKind: 'voicemail' }], context),
  );
  expect(parseStepUrl(Record.action)).toMatchObject({ plan: 'static', next: 'hang-up', departmentId });
});

test('words are spoken in their language, then the voice message is recorded', () => {
  const answer = read(
    renderTwiml(
      [
        { kind: 'say', text: 'Оставьте сообщение', language: 'ru' },
        { kind: 'voicemail', maxSeconds: 120, step: 3, plan: 'script', recordingKind: 'voicemail' },
      ],
      context,
    ),
  );
  expect(answer.Say).toEqual({ text: 'Оставьте сообщение', language: 'ru-RU' });
  expect(answer.Record).toMatchObject({ maxLength: '120', playBeep: 'true' });
});

test('a screened callee is asked for his digit, and his silence is told as well', () => {
  const answer = read(
    renderTwiml(
      [{ kind: 'ask-digit', text: 'Натиснете едно', language: 'bg', seconds: 8, step: 2, plan: 'script', intentId: null }],
      context,
    ),
  );
  expect(answer.Gather).toMatchObject({ numDigits: '1', timeout: '8', actionOnEmptyResult: 'true', Say: { language: 'bg-BG' } });
  expect(parseStepUrl(answer.Gather.action)).toMatchObject({ kind: 'screen-answer', step: 2 });
});

test.each([
  ['connect is an empty document', [{ kind: 'connect' }] as const, '<Response/>'],
  ['hang-up hangs up', [{ kind: 'hang-up' }] as const, '<Response><Hangup/></Response>'],
  ['reject turns the caller away and says nothing', [{ kind: 'reject' }] as const, '<Response><Reject/></Response>'],
  [
    'what stands after a hang-up is left out',
    [{ kind: 'hang-up' }, { kind: 'pause', seconds: 3 }] as const,
    '<Response><Hangup/></Response>',
  ],
  ['a pause lasts whole seconds', [{ kind: 'pause', seconds: 0.2 }] as const, '<Response><Pause length="1"/></Response>'],
])('%s', (_, instructions, expected) =>
  expect(renderTwiml(instructions, context)).toBe(`<?xml version="1.0" encoding="UTF-8"?>${expected}`),
);

test('an eleventh telephone is left out: the provider would refuse them all', () => {
  const { Dial } = read(renderTwiml([{ ...ring, targets: Array.from({ length: 14 }, () => desk) }], context));
  expect(Dial.Sip).toHaveLength(10);
});

test('an answer longer than the provider reads is refused', () => {
  const say = { kind: 'say', text: '"&<'.repeat(2000), language: 'en' } as const;
  expect(() =>
    renderTwiml(
      Array.from({ length: 30 }, () => say),
      context,
    ),
  ).toThrow('longer than the provider reads');
});

test('hostile text stays text', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('"/><Hangup/>', ']]>', '<!-- ', '&#0;', '\u0000\u0008\uFFFE', '\uD800', '<?xml?>'),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, (text, name, value) => {
      const twiml = renderTwiml(
        [
          { kind: 'say', text, language: 'en' },
          {
            ...ring,
            callerId: '+1',
            targets: [
              { ...browser, address: text, parameters: { [name]: value } },
              { ...desk, address: value },
              { ...mobile, address: name },
            ],
          },
        ],
        context,
      );
      expect(XMLValidator.validate(twiml)).toBe(true);
      const verbs = twiml.match(/<(?!\/|\?)[A-Za-z]+/g) ?? [];
      expect(verbs).toEqual(['<Response', '<Say', '<Dial', '<Client', '<Identity', '<Parameter', '<Sip', '<Number']);
    }),
  );
});
