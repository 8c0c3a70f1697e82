import { randomUUID } from 'node:crypto';
import type { StaticDepartment } from '@ringbase/domain';
import { buildStepUrl, callIdOf, dialUrlsOf, makeTwilioDialect } from '@ringbase/telephony';
import { answerStatically } from './answer-statically.js';

const publicUrl = 'https://ringbase.example';
const dialect = makeTwilioDialect({ publicUrl, authTokens: ['the-token'] });
const root = `CA${'1'.repeat(32)}`;
const callId = callIdOf('twilio', root);
const sales: StaticDepartment = {
  departmentId: randomUUID(),
  language: 'en',
  recordingAnnouncement: null,
  numbers: ['+35924000001'],
  targets: [
    { kind: 'browser', address: 'ivan', deviceId: null, personId: null, screened: false, parameters: {} },
    { kind: 'sip', address: 'sip:maria@pbx.example', deviceId: null, personId: null, screened: false, parameters: {} },
  ],
};
const plans = {
  ofNumber: (number: string) => (sales.numbers.includes(number) ? sales : null),
  ofDepartment: (id: string) => (id === sales.departmentId ? sales : null),
  refresh: async () => undefined,
  stop: async () => undefined,
};
const path = (url: string) => url.slice(publicUrl.length);
const inbound = { CallSid: root, From: '+359888123456', To: '+35924000001', CallStatus: 'ringing', Direction: 'inbound' };
const answer = (originalUrl: string, params: Record<string, string> = inbound) => answerStatically(plans, dialect, { originalUrl, params });
const step = (kind: 'ring' | 'screen-answer' | 'voicemail', more: object = {}) =>
  path(
    buildStepUrl(publicUrl, {
      kind,
      callId,
      step: 1,
      plan: 'static',
      intentId: null,
      next: 'voicemail',
      departmentId: sales.departmentId,
      ...more,
    }),
  );

test('a caller reaches the department, and a browser’s telephone is told whose call it is', () => {
  const twiml = answer('/twilio/voice');
  expect(twiml).toContain('<Identity>ivan</Identity>');
  expect(twiml).toContain(`<Parameter name="callId" value="${callId}"/>`);
  expect(twiml).toContain('plan=static');
});

test('a call that came to a later step before the database was lost is answered while it rings: it may have rung for long', () => {
  expect(answer('/twilio/voice')).toContain('answerOnBridge="true"');
  const later = answer(step('ring', { plan: 'script', step: 2 }), { ...inbound, DialCallStatus: 'no-answer', DialBridged: 'false' });
  expect(later).toContain('<Dial');
  expect(later).not.toContain('answerOnBridge="true"');
});

test.each([
  ['nobody answered', { DialCallStatus: 'no-answer', DialBridged: 'false' }, '<Record'],
  ['they have talked', { DialCallStatus: 'completed', DialBridged: 'true' }, '<Response><Hangup/></Response>'],
  ['its result was not told', {}, '<Record'],
])('after the ringing, when %s', (_, params, expected) => {
  expect(answer(step('ring'), { ...inbound, CallStatus: 'in-progress', ...params })).toContain(expected);
});

test('a manager who clicked is told that the call cannot be made, and nobody is rung or recorded', () => {
  const twiml = answer(path(dialUrlsOf(publicUrl, randomUUID()).url));
  expect(twiml).toMatch(/<Say[^>]*>The call cannot be made/);
  expect(twiml).not.toMatch(/<(Dial|Record)/);
  expect(twiml).toContain('<Hangup/>');
});

describe('in the middle of a talk', () => {
  const child = { ...inbound, CallSid: `CA${'2'.repeat(32)}`, ParentCallSid: root, Direction: 'outbound-dial', CallStatus: 'in-progress' };
  const made = { ...child, CallSid: `CA${'3'.repeat(32)}`, ParentCallSid: '', Direction: 'outbound-api' };
  const talked = { ...inbound, CallStatus: 'in-progress', DialCallStatus: 'completed', DialBridged: 'true' };
  const inTalk = (kind: 'join' | 'ring' | 'screen-answer', more: object = {}) =>
    path(buildStepUrl(publicUrl, { kind, callId, step: 2, plan: 'script', intentId: null, next: null, departmentId: null, ...more }));
  const redirected = (twiml: string) => /<Redirect method="POST">([^<]*)<\/Redirect>/.exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';

  test.each<[string, string, Record<string, string>]>([
    ['the caller who is brought to whoever took him', inTalk('join'), { ...inbound, CallStatus: 'in-progress' }],
    ['the child that is lifted out of its Dial', inTalk('join'), child],
    ['a leg made for the call that has picked up', inTalk('join', { attached: true }), made],
    ['the parent of a Dial that may be being lifted', inTalk('ring'), talked],
    ['the same of a click', inTalk('ring', { intentId: randomUUID() }), talked],
  ])('%s hears it ring and asks once more, for half a minute', (_, asked, told) => {
    let at = asked;
    let params = told;
    for (let times = 1; times <= 5; times += 1) {
      const twiml = answer(at, params);
      expect(twiml).toContain('/sounds/ringing.wav</Play><Redirect');
      expect(twiml).not.toMatch(/<(Hangup|Dial)/);
      at = path(redirected(twiml));
      expect(at).toContain(`again=${times}`);
      expect(at).toContain(`call=${callId}`);
      // What the Dial told is told once.
      params = { ...told, DialBridged: '', DialCallStatus: '' };
    }
    expect(redirected(answer(at, params))).toBe('');
  });

  test('whoever cannot be let in at last is told so, and who phoned in reaches the department', () => {
    expect(answer(inTalk('join', { again: 5 }), { ...inbound, CallStatus: 'in-progress' })).not.toContain('Please try again');
    expect(answer(inTalk('join', { again: 5 }), child)).toContain('Please try again');
    expect(answer(inTalk('ring', { again: 5 }), inbound)).toContain('<Response><Hangup/></Response>');
  });

  test('a mobile’s digit is asked for anew on a leg of its own: there a document that ends would end the call', () => {
    expect(answer(inTalk('screen-answer', { attached: true }), { ...made, Digits: '1' })).toMatch(/<Gather [^>]*joined=1/);
    expect(answer(inTalk('screen-answer', { intentId: randomUUID() }), { ...made, Digits: '1' })).toContain('The call cannot be made');
    expect(answer(inTalk('screen-answer'), { ...child, Digits: '1' })).toContain('<Response/>');
  });
});

test('a number of nobody’s is asked for a message', () => {
  expect(answer('/twilio/voice', { ...inbound, To: '+35924999999' })).toContain('<Record');
});
