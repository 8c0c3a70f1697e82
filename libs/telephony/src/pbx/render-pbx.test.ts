import type { CallInstruction } from '@ringbase/domain';
import fc from 'fast-check';
import { renderPbxInstructions } from './render-pbx-instructions.js';
import { renderPbxError, renderPbxLine } from './render-pbx-text.js';

const target = { deviceId: 'd', personId: 'p', screened: false, parameters: { callId: 'c' } };
const ring: CallInstruction = {
  kind: 'ring',
  targets: [
    { ...target, kind: 'sip', address: 'sips:201:secret@pbx.example;transport=tls' },
    { ...target, kind: 'browser', address: 'ivan' },
    { ...target, kind: 'mobile', address: '+359878000001', screened: true },
    { ...target, kind: 'number', address: '+35921234567', personId: null },
  ],
  seconds: 20,
  callerId: null,
  record: true,
  answerOnBridge: true,
  step: 1,
  plan: 'script',
  intentId: null,
};
const say: CallInstruction = { kind: 'say', text: 'Good day', language: 'en' };

test.each<[string, CallInstruction[], object[]]>([
  [
    'a ring names extensions, and whom to screen',
    [ring],
    [
      {
        kind: 'ring',
        seconds: 20,
        record: true,
        targets: [
          { kind: 'extension', extension: '201', address: 'sips:201:secret@pbx.example;transport=tls', personId: 'p', screened: false },
          { kind: 'browser', extension: null, address: 'ivan', personId: 'p', screened: false },
          { kind: 'mobile', extension: null, address: '+359878000001', personId: 'p', screened: true },
          { kind: 'number', extension: null, address: '+35921234567', personId: null, screened: false },
        ],
      },
    ],
  ],
  ['a blocked caller is turned away', [{ kind: 'reject' }], [{ kind: 'reject' }]],
  ['words and an end', [say, { kind: 'hang-up' }], [say, { kind: 'hang-up' }]],
  [
    'sounds by their names',
    [
      { kind: 'play', sound: { kind: 'built-in', name: 'music' } },
      { kind: 'play', sound: { kind: 'uploaded', soundId: 's1' } },
      { kind: 'pause', seconds: 2 },
    ],
    [
      { kind: 'play', sound: 'music' },
      { kind: 'play', sound: 's1' },
      { kind: 'pause', seconds: 2 },
    ],
  ],
  [
    'a voicemail without our step',
    [{ kind: 'voicemail', maxSeconds: 120, step: 3, plan: 'script', recordingKind: 'voicemail' }],
    [{ kind: 'voicemail', maxSeconds: 120 }],
  ],
  [
    'what only the phone company’s door can do is the department’s, and nothing follows it',
    [say, { kind: 'menu', prompt: [], seconds: 5, digits: 1, step: 1, plan: 'script' }, { kind: 'hang-up' }],
    [say, { kind: 'ring-department', extension: '200', instead: 'menu' }],
  ],
])('%s', (_, instructions, expected) => expect(renderPbxInstructions(instructions, '200')).toEqual(expected));

const line = {
  application: '7',
  extension: '201',
  mobile: '+359878000001',
  department: '200',
  url: 'https://ringbase.example/applications/7',
};

test('a line has its five fields in their order', () => {
  expect(renderPbxLine(line)).toBe(
    'application=7;extension=201;mobile=+359878000001;department=200;url=https://ringbase.example/applications/7',
  );
});

test('no value can end its field or the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (hostile) => {
      const rendered = renderPbxLine({ ...line, extension: hostile });
      expect(rendered.split(';')).toHaveLength(5);
      expect(rendered).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(renderPbxError(hostile)).toMatch(/^error=[^\p{Cc};]*$/u);
    }),
  );
});
