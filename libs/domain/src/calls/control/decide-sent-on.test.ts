import { type CallContext, type CallScript, decideSignal, type RouteState, type ScriptBlock, startOf } from '@ringbase/domain';
import { at, lifted } from '../../testing/control-story.js';
import { facts } from '../../testing/route-facts.js';

const mailbox = (text: string, next = 'end'): ScriptBlock => ({
  kind: 'voicemail',
  greeting: { en: `${text} in English, {{client.name}}`, ru: `${text} in Russian`, bg: `${text} in Bulgarian` },
  maxSeconds: 90,
  next,
});
/** As jsonb hands it back: the shorter name first. */
const script: CallScript = {
  format: 1,
  start: 'open',
  blocks: {
    end: { kind: 'hang-up' },
    shut: mailbox('We are closed'),
    open: { kind: 'condition', when: { kind: 'caller', is: 'known' }, yes: 'team', no: 'shut' },
    team: { kind: 'ring', whom: 'department', seconds: 20, next: 'sorry' },
    sorry: { kind: 'say', words: { en: 'Sorry', ru: 'Sorry', bg: 'Sorry' }, next: 'after-ring' },
    'after-ring': mailbox('Nobody is free'),
  },
};
const attribution = {
  clientId: 'georgi',
  phoneId: 'phone',
  applicationId: 'roof',
  intendedPersonId: 'ivan',
  reason: 'open-application',
} as const;

function sentOn(graph: CallScript | null, more: Partial<RouteState> = {}) {
  const context: CallContext = {
    callId: 'call',
    provider: 'twilio',
    providerCallId: 'caller',
    version: 9,
    state: { ...startOf('call', graph ?? script, attribution), step: 1, block: 'team', ...more },
    events: [...lifted, { key: 'sent-on:5', at: at(60), kind: 'sent-on', body: { step: 5, to: 'voicemail' } }],
    script: graph && { id: 'script', number: 1, graph },
    facts: facts(),
    callerE164: '+359888123456',
    legDevice: null,
    presences: {},
    dial: null,
    blocking: null,
  };
  const caller = { legId: 'caller', providerCallId: 'caller', parentProviderCallId: null, from: '', to: '', direction: 'inbound' } as const;
  return decideSignal(
    context,
    { kind: 'join', key: 'join:5', provider: 'twilio', callId: 'call', rootProviderCallId: 'caller', leg: caller, step: 5, plan: 'script' },
    at(61),
  );
}

test('he is asked for a message where the script would have come to one, with its variables filled in', () => {
  const { answer, state, events } = sentOn(script);
  expect(answer).toEqual([
    { kind: 'say', text: 'Nobody is free in English, Georgi', language: 'en' },
    { kind: 'voicemail', maxSeconds: 90, step: 5, plan: 'script', recordingKind: 'voicemail' },
  ]);
  expect(state).toMatchObject({ block: 'after-ring', step: 5 });
  expect(events).toMatchObject([{ kind: 'left' }, { kind: 'routed', body: { step: 5, trace: [{ reason: 'asked-for-message' }] } }]);
});

test('in the language that the script has set', () => {
  expect(sentOn(script, { variables: { language: 'bg' } }).answer[0]).toEqual({
    kind: 'say',
    text: 'Nobody is free in Bulgarian',
    language: 'bg',
  });
});

test('where nothing that follows is a mailbox, the first from the beginning is; a script without one borrows the one that ships', () => {
  expect(sentOn(script, { block: 'end' }).answer[0]).toMatchObject({ text: 'We are closed in English, Georgi' });
  const none: CallScript = {
    ...script,
    start: 'team',
    blocks: { end: { kind: 'hang-up' }, team: { kind: 'ring', whom: 'owner', seconds: 9, next: 'end' } },
  };
  const { answer, state } = sentOn(none);
  expect(answer).toMatchObject([{ text: expect.stringContaining('leave a message') }, { kind: 'voicemail' }]);
  expect(state).toMatchObject({ block: '', step: 5 });
});
