import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Telephony } from '../telephony-port.js';
import { makeTwilioTelephony } from './twilio-telephony.js';

const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'token', apiKey: `SK${'b'.repeat(32)}`, apiSecret: 'secret' };
const recordingSid = `RE${'c'.repeat(32)}`;
const sid = (letter: string) => `CA${letter.repeat(32)}`;

let server: Server;
let telephony: Telephony;
let asked: { method: string; url: string; authorization: string; body: string }[];
let answer: (req: IncomingMessage, res: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((req, res) => {
    void buffer(req).then((body) => {
      asked.push({ method: req.method ?? '', url: req.url ?? '', authorization: req.headers.authorization ?? '', body: body.toString() });
      answer(req, res);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  telephony = makeTwilioTelephony({ ...account, apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const json = (status: number, body: unknown) => (_: unknown, res: ServerResponse) =>
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const call = {
  to: 'client:ivan_1',
  from: '+35924000001',
  url: 'https://x.example/twilio/voice/step?kind=dial',
  statusUrl: 'https://x.example/twilio/status',
  timeoutSeconds: 30,
};

test('a call is asked for once, with its URLs, at the configured place', async () => {
  answer = json(201, { sid: sid('d') });
  expect(await telephony.createCall(call)).toEqual({ providerCallId: sid('d') });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ method: 'POST', url: `/2010-04-01/Accounts/${account.accountSid}/Calls.json` });
  expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from(`${account.accountSid}:token`).toString('base64')}`);
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
    To: call.to,
    From: call.from,
    Url: call.url,
    StatusCallback: call.statusUrl,
    Timeout: '30',
  });
});

test.each([
  ['a wrong account', 401, { code: 20003 }, { code: 'UNAVAILABLE', details: { unknown: false, reason: 'unauthorised' } }],
  ['too many requests', 429, { code: 20429 }, { code: 'TOO_MANY', details: { unknown: false } }],
  ['a number that may not be called', 400, { code: 21215 }, { code: 'INVALID', details: { unknown: false, reason: 'number-refused' } }],
  ['anything else it refuses', 400, { code: 21205 }, { code: 'INVALID', details: { unknown: false } }],
  ['what it does not know', 404, { code: 20404 }, { code: 'NOT_FOUND', details: { unknown: false } }],
  ['a failure of its own: perhaps it was done', 500, { code: 20500 }, { code: 'UNAVAILABLE', details: { unknown: true } }],
  ['a failure with a page of HTML', 502, '<html>', { code: 'UNAVAILABLE', details: { unknown: true } }],
])('%s is told in our words, and not asked twice', async (_, status, body, expected) => {
  answer = json(status, body);
  await expect(telephony.createCall(call)).rejects.toMatchObject(expected);
  expect(asked).toHaveLength(1);
});

test('a connection that breaks after the request leaves the result unknown', async () => {
  answer = (req) => req.socket.destroy();
  await expect(telephony.createCall(call)).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { unknown: true } });
  expect(asked).toHaveLength(1);
});

test('a connection that was never made is known to have done nothing', async () => {
  const nowhere = makeTwilioTelephony({ ...account, apiBaseUrl: 'http://127.0.0.1:1' });
  await expect(nowhere.createCall(call)).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { unknown: false } });
});

test('calls are listed over all pages, asked by day and read to the second', async () => {
  const row = (letter: string, more: object) => ({
    sid: sid(letter),
    parent_call_sid: null,
    from: '+1',
    to: '+2',
    direction: 'inbound',
    status: 'completed',
    duration: '12',
    date_created: 'Mon, 02 Mar 2026 10:00:00 +0000',
    start_time: 'Mon, 02 Mar 2026 10:00:00 +0000',
    end_time: 'Mon, 02 Mar 2026 10:00:12 +0000',
    ...more,
  });
  answer = (req, res) => {
    const isSecond = req.url?.includes('Page=1');
    const calls = isSecond
      ? [row('3', { parent_call_sid: sid('1'), direction: 'outbound-dial', status: 'in-progress', duration: null, end_time: null })]
      : [row('1', {}), row('2', { start_time: 'Mon, 02 Mar 2026 09:59:59 +0000' }), row('4', { status: 'dancing' })];
    json(200, {
      calls,
      next_page_uri: isSecond ? null : `/2010-04-01/Accounts/${account.accountSid}/Calls.json?Page=1&PageToken=x`,
      page: 0,
      page_size: 200,
      uri: '/',
      first_page_uri: '/',
    })(req, res);
  };
  const listed = [];
  for await (const found of telephony.listCalls({ since: new Date('2026-03-02T10:00:00Z') })) listed.push(found);
  expect(new URL(asked[0]!.url, 'http://x').searchParams.get('StartTime>')).toMatch(/^2026-03-02/);
  expect(listed).toMatchObject([
    {
      status: 'completed',
      seconds: 12,
      rootProviderCallId: sid('1'),
      leg: { providerCallId: sid('1'), direction: 'inbound' },
      endedAt: new Date('2026-03-02T10:00:12Z'),
    },
    {
      status: 'answered',
      seconds: null,
      rootProviderCallId: sid('1'),
      leg: { providerCallId: sid('3'), parentProviderCallId: sid('1'), direction: 'outbound' },
      endedAt: null,
    },
  ]);
  expect(listed[0]?.callId).toBe(listed[1]?.callId);
});

test('within one day that day alone is asked for, and its end is no part of it', async () => {
  const row = (letter: string, start_time: string) => ({
    sid: sid(letter),
    parent_call_sid: null,
    from: '+359888000001',
    to: '+35924000001',
    direction: 'inbound',
    status: 'completed',
    date_created: start_time,
    start_time,
    end_time: start_time,
    duration: '0',
  });
  answer = json(200, {
    calls: [row('2', 'Mon, 02 Mar 2026 11:00:00 +0000'), row('1', 'Mon, 02 Mar 2026 10:00:00 +0000')],
    next_page_uri: null,
    page: 0,
    page_size: 200,
    uri: '/',
    first_page_uri: '/',
  });
  const listed = [];
  const bounds = { since: new Date('2026-03-02T10:00:00Z'), until: new Date('2026-03-02T11:00:00Z') };
  for await (const found of telephony.listCalls(bounds)) listed.push(found.leg.providerCallId);
  expect(listed).toEqual([sid('1')]);
  const query = new URL(asked[0]!.url, 'http://x').searchParams;
  expect([query.get('StartTime'), query.get('StartTime>')]).toEqual(['2026-03-02T00:00:00Z', null]);
});

test('conferences are listed with who is in them, and one that has ended meanwhile is left out', async () => {
  const frame = { next_page_uri: null, page: 0, page_size: 200, uri: '/', first_page_uri: '/' };
  const [going, gone] = [`CF${'1'.repeat(32)}`, `CF${'2'.repeat(32)}`];
  answer = (req, res) => {
    if (req.url?.includes(`${gone}/Participants`)) json(404, { code: 20404, message: 'gone', status: 404 })(req, res);
    else if (req.url?.includes('Participants'))
      json(200, { ...frame, participants: [{ call_sid: sid('1'), date_created: 'Mon, 02 Mar 2026 10:00:00 +0000' }] })(req, res);
    else json(200, { ...frame, conferences: [{ sid: going }, { sid: gone }] })(req, res);
  };
  const listed = [];
  for await (const conference of telephony.listConferences()) listed.push(conference);
  expect(new URL(asked[0]!.url, 'http://x').searchParams.get('Status')).toBe('in-progress');
  expect(listed).toEqual([
    {
      provider: 'twilio',
      providerConferenceId: going,
      participants: [{ providerCallId: sid('1'), since: new Date('2026-03-02T10:00:00Z') }],
    },
  ]);
});

test('queues are listed with who waits; an empty one is not asked for', async () => {
  const frame = { next_page_uri: null, page: 0, page_size: 200, uri: '/', first_page_uri: '/' };
  const [full, empty] = [`QU${'1'.repeat(32)}`, `QU${'2'.repeat(32)}`];
  answer = (req, res) =>
    req.url?.includes('Members')
      ? json(200, { ...frame, queue_members: [{ call_sid: sid('1'), date_enqueued: 'Mon, 02 Mar 2026 10:00:00 +0000' }] })(req, res)
      : json(200, {
          ...frame,
          queues: [
            { sid: full, current_size: 1 },
            { sid: empty, current_size: 0 },
          ],
        })(req, res);
  const listed = [];
  for await (const queue of telephony.listQueues()) listed.push(queue);
  expect(asked).toHaveLength(2);
  expect(listed).toEqual([
    { provider: 'twilio', providerQueueId: full, members: [{ providerCallId: sid('1'), since: new Date('2026-03-02T10:00:00Z') }] },
  ]);
});

test('a recording that was erased says so, one that is not known is null', async () => {
  answer = json(200, { sid: recordingSid, call_sid: sid('1'), status: 'deleted', source: 'DialVerb', channels: 2, duration: '3' });
  expect(await telephony.findRecording(recordingSid)).toMatchObject({ status: 'absent', erased: true });
  answer = json(404, { code: 20404, message: 'gone', status: 404 });
  expect(await telephony.findRecording(recordingSid)).toBeNull();
});

test('what the provider knows and we cannot read is not taken for unknown', async () => {
  answer = json(200, { sid: recordingSid, call_sid: sid('1'), status: 'of-tomorrow', source: 'DialVerb', channels: 2, duration: '3' });
  await expect(telephony.findRecording(recordingSid)).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'unreadable' } });
  answer = json(200, { sid: sid('1'), status: 'of-tomorrow', direction: 'inbound', from: '+1', to: '+2' });
  await expect(telephony.findCall(sid('1'))).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'unreadable' } });
});

test('a recording is asked for with credentials; a redirect elsewhere is reported, not followed', async () => {
  answer = (_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/stolen' }).end();
  const opened = await telephony.openRecording(recordingSid, { channels: 2, signal: new AbortController().signal });
  expect(opened.status).toBe(302);
  expect(asked[0]).toMatchObject({
    url: `/2010-04-01/Accounts/${account.accountSid}/Recordings/${recordingSid}.wav?RequestedChannels=2`,
    authorization: expect.stringMatching(/^Basic /),
  });
  await expect(telephony.openRecording('../Calls', { channels: 2, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'INVALID',
  });
});

test('a browser’s token names its telephone, may be called and ends when it says', () => {
  const before = Math.floor(Date.now() / 1000);
  const { token, expiresAt } = telephony.makeSoftphoneToken({ identity: 'ivan_1', ttlSeconds: 600 });
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  expect(header).toMatchObject({ alg: 'HS256', cty: 'twilio-fpa;v=1' });
  expect(claims).toMatchObject({
    iss: account.apiKey,
    sub: account.accountSid,
    grants: { identity: 'ivan_1', voice: { incoming: { allow: true } } },
  });
  expect(claims.grants.voice.outgoing).toBeUndefined();
  expect(expiresAt.getTime() / 1000).toBeGreaterThanOrEqual(before + 600);
  expect(expiresAt.getTime() / 1000).toBeLessThanOrEqual(before + 610);
  expect(() => telephony.makeSoftphoneToken({ identity: 'иван', ttlSeconds: 600 })).toThrow('letters, digits');
});
