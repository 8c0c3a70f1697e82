import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { CallInstruction } from '@ringbase/domain';
import { XMLParser } from 'fast-xml-parser';
import { callIdOf, legIdOf } from '../ids.js';
import type { Telephony } from '../telephony-port.js';
import { parseConference } from './parse-conference.js';
import { parseRecording } from './parse-recording.js';
import { parseStatus } from './parse-status.js';
import { parseStep } from './parse-voice.js';
import { renderTwiml } from './render-twiml.js';
import { makeTwilioTelephony } from './twilio-telephony.js';
import { buildConferenceUrl, buildRecordingUrl, buildStatusUrl, buildStepUrl, joinUrlsOf } from './urls.js';

const base = 'https://calls.example';
const root = `CA${'1'.repeat(32)}`;
const child = `CA${'2'.repeat(32)}`;
const other = `CA${'4'.repeat(32)}`;
const conferenceSid = `CF${'5'.repeat(32)}`;
const callId = callIdOf('twilio', root);
const params = { CallSid: root, From: '+359881234567', To: '+35924000001', CallStatus: 'in-progress', Direction: 'inbound' };
const ofOther = { ...params, CallSid: other, To: 'client:maria', Direction: 'outbound-api' };
const localOf = (url: string) => url.slice(base.length).replace(/#.*/, '');
const join = (attached: boolean) => localOf(joinUrlsOf(base, { callId, step: 3, attached }).url);

const conference: CallInstruction = {
  kind: 'conference',
  name: 'secret',
  step: 2,
  plan: 'script',
  record: true,
  startOnEnter: true,
  endOnExit: true,
  wait: 'music',
  attached: false,
};
const render = (instruction: CallInstruction) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', textNodeName: 'text', parseAttributeValue: false }).parse(
    renderTwiml([instruction], { publicUrl: base, callId, departmentId: null }),
  ).Response.Dial;

test('a leg joins a conference that is told of and recorded, and asks what follows it', () => {
  const dial = render(conference);
  expect(localOf(dial.action)).toBe(`/twilio/voice/step?kind=left&call=${callId}&step=2&plan=script`);
  expect(dial.Conference).toMatchObject({
    text: 'secret',
    startConferenceOnEnter: 'true',
    endConferenceOnExit: 'true',
    beep: 'false',
    record: 'record-from-start',
    statusCallbackEvent: 'start end join leave mute hold',
  });
  expect(dial.Conference).not.toHaveProperty('waitUrl');
  expect(localOf(dial.Conference.statusCallback)).toBe(`/twilio/conference?call=${callId}&step=2`);
  expect(localOf(dial.Conference.recordingStatusCallback)).toBe(`/twilio/recording?call=${callId}&step=2&kind=conversation&joined=1`);
});

test('whoever joins from a call of its own says so, and waits in silence where no music is due', () => {
  const dial = render({ ...conference, attached: true, wait: 'silence', record: false });
  expect(localOf(dial.action)).toContain('joined=1');
  expect(dial.Conference).toMatchObject({ waitUrl: '' });
  expect(dial.Conference).not.toHaveProperty('record');
});

test('whoever waits hears the department’s own music, if it has any', () => {
  const musicId = 'a3bb189e-8bf9-3888-9912-ace4e6543002';
  const { waitUrl, waitMethod } = render({ ...conference, musicId }).Conference;
  expect([localOf(waitUrl), waitMethod]).toEqual([`/twilio/sounds/${musicId}.xml`, 'GET']);
});

test('a leg of the call asks to join, by whichever side of its Dial', () => {
  const ofChild = { ...params, CallSid: child, ParentCallSid: root, To: 'client:ivan', Direction: 'outbound-dial' };
  expect(parseStep({ originalUrl: join(false), params: ofChild })).toMatchObject({
    kind: 'join',
    key: `step:${callId}:3:join:${child}`,
    callId,
    step: 3,
    rootProviderCallId: root,
    leg: { legId: legIdOf('twilio', child), parentProviderCallId: root },
  });
  expect(parseStep({ originalUrl: join(false), params })).not.toHaveProperty('attached');
});

test('a leg that we made for a call belongs to it, in all that it asks and tells', () => {
  const ours = { callId, attached: true, rootProviderCallId: other, leg: { legId: legIdOf('twilio', other), parentProviderCallId: null } };
  const left = buildStepUrl(base, {
    kind: 'left',
    callId,
    step: 2,
    plan: 'script',
    intentId: null,
    next: null,
    departmentId: null,
    attached: true,
  });
  const status = buildStatusUrl(base, { callId, step: 3, intentId: null, attached: true });
  expect(parseStep({ originalUrl: join(true), params: ofOther })).toMatchObject({ kind: 'join', ...ours });
  expect(parseStep({ originalUrl: localOf(left), params: ofOther })).toMatchObject({ kind: 'left', ...ours });
  expect(parseStatus({ originalUrl: localOf(status), params: ofOther })).toMatchObject({ kind: 'leg-progress', step: 3, ...ours });
  const digit = join(true).replace('kind=join', 'kind=screen-answer');
  expect(parseStep({ originalUrl: digit, params: { ...ofOther, Digits: '1' } })).toMatchObject({
    kind: 'screen-answer',
    digits: '1',
    ...ours,
  });
});

test.each([
  ['a call of its own, where the URL does not say that it is ours', join(false), ofOther],
  ['a child of another call, whatever the URL says', join(true), { ...ofOther, CallSid: child, ParentCallSid: other }],
])('%s is refused', (_, originalUrl, from) => expect(() => parseStep({ originalUrl, params: from })).toThrow('belongs to another call'));

test('a conference is told of by its own numbers, with the leg or as a whole', () => {
  const originalUrl = localOf(buildConferenceUrl(base, { callId, step: 2 }));
  const told = { ConferenceSid: conferenceSid, FriendlyName: 'secret', Timestamp: 'Mon, 02 Mar 2026 08:00:00 +0000' };
  const hold = { ...told, CallSid: other, StatusCallbackEvent: 'participant-hold', SequenceNumber: '4', Hold: 'true' };
  expect(parseConference({ originalUrl, params: hold })).toMatchObject({
    kind: 'conference',
    key: `conference:${conferenceSid}:4`,
    callId,
    what: 'held',
    sequence: 4,
    at: new Date('2026-03-02T08:00:00Z'),
    leg: { providerCallId: other, legId: legIdOf('twilio', other) },
  });
  const end = { ...told, StatusCallbackEvent: 'conference-end', SequenceNumber: '5' };
  expect(parseConference({ originalUrl, params: end })).toMatchObject({ what: 'ended', leg: { providerCallId: '' } });
  expect(() => parseConference({ originalUrl, params: { ...hold, StatusCallbackEvent: 'participant-sings' } })).toThrow('cannot be read');
});

test('the recording of a conference names no leg, and belongs to the call of its URL', () => {
  const originalUrl = localOf(buildRecordingUrl(base, { callId, step: 2, recordingKind: 'conversation', attached: true }));
  const told = { ConferenceSid: conferenceSid, RecordingSid: `RE${'3'.repeat(32)}`, RecordingStatus: 'completed', RecordingDuration: '12' };
  expect(parseRecording({ originalUrl, params: told })).toMatchObject({
    callId,
    step: 2,
    status: 'completed',
    seconds: 12,
    attached: true,
  });
  const { ConferenceSid: _, ...nobody } = told;
  expect(() => parseRecording({ originalUrl, params: nobody })).toThrow('cannot be read');
});

describe('over REST', () => {
  let server: Server;
  let telephony: Telephony;
  let asked: string[];
  let answer: unknown;
  beforeAll(async () => {
    server = createServer((req, res: ServerResponse) => {
      void buffer(req).then((body) => {
        asked.push(`${req.method} ${(req.url ?? '').replace(/^.*Accounts\/AC\w+/, '')} ${decodeURIComponent(body.toString())}`.trim());
        res.writeHead(req.method === 'DELETE' ? 204 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'token', apiKey: `SK${'b'.repeat(32)}`, apiSecret: 'secret' };
    telephony = makeTwilioTelephony({ ...account, apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    answer = {};
  });

  test('of the conferences of a name the one that goes on is found', async () => {
    const row = (sid: string, status: string) => ({ sid, status, friendly_name: 'secret' });
    answer = { conferences: [row(`CF${'9'.repeat(32)}`, 'completed'), row(conferenceSid, 'in-progress')], meta: {} };
    expect(await telephony.findConference('secret')).toEqual({ providerConferenceId: conferenceSid });
    answer = { conferences: [], meta: {} };
    expect(await telephony.findConference('secret')).toBeNull();
    expect(asked[0]).toContain('GET /Conferences.json?FriendlyName=secret');
  });

  test('participants are listed with their manner', async () => {
    answer = { participants: [{ call_sid: root, hold: true, muted: false }], meta: {} };
    expect(await telephony.listParticipants(conferenceSid)).toEqual([{ providerCallId: root, hold: true, muted: false }]);
  });

  test.each<[string, () => Promise<void>, string]>([
    ['a leg is redirected', () => telephony.redirectCall(child, 'https://x/y'), `POST /Calls/${child}.json Method=POST&Url=https://x/y`],
    [
      'a participant is put on hold with music',
      () => telephony.changeParticipant(conferenceSid, root, { hold: true, holdUrl: 'https://x/m' }),
      `POST /Conferences/${conferenceSid}/Participants/${root}.json Hold=true&HoldMethod=GET&HoldUrl=https://x/m`,
    ],
    [
      'a participant is muted',
      () => telephony.changeParticipant(conferenceSid, root, { muted: true }),
      `POST /Conferences/${conferenceSid}/Participants/${root}.json Muted=true`,
    ],
    [
      'a participant is sent out',
      () => telephony.removeParticipant(conferenceSid, root),
      `DELETE /Conferences/${conferenceSid}/Participants/${root}.json`,
    ],
    [
      'what a conference says is left out of its recording',
      () => telephony.changeRecording({ providerConferenceId: conferenceSid }, 'paused'),
      `POST /Conferences/${conferenceSid}/Recordings/Twilio.CURRENT.json PauseBehavior=skip&Status=paused`,
    ],
    [
      'a leg is recorded from now on',
      () => telephony.beginRecording(root, 'https://x/r'),
      `POST /Calls/${root}/Recordings.json RecordingChannels=dual&RecordingStatusCallback=https://x/r&RecordingStatusCallbackEvent=absent&RecordingStatusCallbackEvent=completed&RecordingStatusCallbackEvent=in-progress&RecordingStatusCallbackMethod=POST`,
    ],
    [
      'a Dial is recorded again',
      () => telephony.changeRecording({ providerCallId: root }, 'in-progress'),
      `POST /Calls/${root}/Recordings/Twilio.CURRENT.json Status=in-progress`,
    ],
  ])('%s', async (_, act, expected) => {
    await act();
    const [method, path, body = ''] = (asked[0] ?? '').split(' ');
    expect(`${method} ${path} ${body.split('&').sort().join('&')}`.trim()).toBe(expected);
  });
});
