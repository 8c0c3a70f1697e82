import { callIdOf } from '@ringbase/telephony';
import { type ConnectedLeg, judgeConnected } from './check-connected.js';
import { checkHeard } from './check-heard.js';
import { judgeLegs } from './check-legs.js';
import type { Ledger, Webhook } from './ledger.js';

const HOUSE = 'https://ringbase.example';
const sid = (digit: string) => `CA${digit.repeat(32)}`;
const caller = sid('1');
const callee = sid('2');
const callId = callIdOf('twilio', caller);
const other = callIdOf('twilio', sid('9'));

const ledger = (more: Partial<Ledger>): Ledger => ({
  legs: [],
  webhooks: [],
  rest: [],
  recordings: [],
  warnings: [],
  heard: [],
  bridges: [],
  audible: [],
  ...more,
});
const whats = (found: readonly { what: string }[]) => found.map(({ what }) => what);

describe('I1', () => {
  const inbound = { callSid: caller, parentCallSid: null, direction: 'inbound', status: 'completed' };
  const child = { callSid: callee, parentCallSid: caller, direction: 'outbound-dial', status: 'completed' };
  const made = { callSid: callee, parentCallSid: null, direction: 'outbound-api', status: 'completed' };
  const asked = (query: string) => ({
    method: 'POST',
    path: '/2010-04-01/Accounts/AC/Calls.json',
    params: { StatusCallback: `${HOUSE}/twilio/status?${query}` },
    status: 201,
    callSid: callee,
  });
  const call = { id: callId, sid: caller, state: 'ended' };
  const legs = [
    { sid: caller, callId },
    { sid: callee, callId },
  ];

  test('a call with a leg of its own, and one with a leg that was asked for on its behalf, are right', () => {
    expect(judgeLegs({ calls: [call], legs }, ledger({ legs: [inbound, child] }))).toEqual([]);
    const rest = [asked(`call=${callId}&step=1&joined=1`)];
    expect(judgeLegs({ calls: [call], legs }, ledger({ legs: [inbound, made], rest }))).toEqual([]);
  });

  test('whoever phones in is a call, though he be written as a leg of another', () => {
    const written = { calls: [{ ...call, id: other, sid: sid('9') }], legs: [{ sid: caller, callId: other }] };
    expect(whats(judgeLegs(written, ledger({ legs: [inbound] })))).toContain(`call ${caller} (completed) is written 0 times`);
  });

  test('a click’s call is a call, though it be written as a leg of another', () => {
    const rest = [asked(`intent=${callId}`)];
    expect(whats(judgeLegs({ calls: [call], legs }, ledger({ legs: [inbound, made], rest })))).toContain(
      `call ${callee} (completed) is written 0 times`,
    );
  });

  test('a leg that was asked for on behalf of one call is no leg of another, and no call', () => {
    const rest = [asked(`call=${other}&step=1&joined=1`)];
    expect(whats(judgeLegs({ calls: [call], legs }, ledger({ legs: [inbound, made], rest })))).toEqual([
      `leg ${callee} is written to call ${callId} and belongs to ${other}`,
    ]);
    const calls = [call, { id: other, sid: callee, state: 'ended' }];
    const right = [asked(`call=${callId}&step=1&joined=1`)];
    expect(whats(judgeLegs({ calls, legs }, ledger({ legs: [inbound, made], rest: right })))).toEqual([
      `call ${callee} is written and was never made`,
    ]);
  });
});

describe('I5', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 10, 0, second));
  const leg = (of: string, from: number, to: number): ConnectedLeg => ({
    sid: of,
    callId,
    role: 'manager',
    answeredAt: at(from),
    endedAt: at(to),
  });
  const bridge = (of: string, from: number, to: number) => ({
    parentCallSid: caller,
    childCallSid: of,
    from: at(from).toISOString(),
    to: at(to).toISOString(),
  });
  const third = sid('3');
  const hears = (one: string, another: string, from: number, to: number) => ({
    conferenceSid: 'CF1',
    speakerCallSid: one,
    listenerCallSid: another,
    from: at(from).toISOString(),
    to: at(to).toISOString(),
  });

  test('who was bridged is connected, and nobody else', () => {
    expect(judgeConnected([leg(callee, 5, 20)], ledger({ bridges: [bridge(callee, 5, 20)] }))).toEqual([]);
    expect(whats(judgeConnected([leg(third, 5, 20)], ledger({ bridges: [bridge(callee, 5, 20)] })))).toEqual([
      `leg ${callee} was bridged and is not connected here`,
      `leg ${third} is connected here and was never bridged`,
    ]);
  });

  test('two who talked one after the other are right, two at once are not', () => {
    const one = [bridge(callee, 5, 20), bridge(third, 21, 40)];
    expect(judgeConnected([leg(callee, 5, 20), leg(third, 21, 40)], ledger({ bridges: one }))).toEqual([]);
    expect(whats(judgeConnected([leg(callee, 5, 40), leg(third, 21, 40)], ledger({ bridges: one })))).toEqual([
      `legs ${callee} and ${third} are connected at once for 19000 ms here, 0 ms there`,
    ]);
  });

  test('two at once are right where the provider had both on the line', () => {
    const audible = [hears(caller, callee, 5, 20), hears(third, callee, 12, 20), hears(third, caller, 20, 40)];
    expect(judgeConnected([leg(callee, 5, 20), leg(third, 12, 40)], ledger({ audible }))).toEqual([]);
  });

  test('nobody is connected for less than he was bridged, or without a beginning', () => {
    expect(whats(judgeConnected([leg(callee, 5, 10)], ledger({ bridges: [bridge(callee, 5, 20)] })))).toEqual([
      `leg ${callee} is connected here ${at(5).toISOString()} to ${at(10).toISOString()}, there ${at(5).toISOString()} to ${at(20).toISOString()}`,
    ]);
    const unanswered = { ...leg(callee, 5, 20), answeredAt: null };
    expect(whats(judgeConnected([unanswered], ledger({ bridges: [bridge(callee, 5, 20)] })))).toEqual([
      `leg ${callee} is connected here and has no beginning`,
    ]);
  });
});

describe('I6', () => {
  const step = (kind: string, more = '') => `${HOUSE}/twilio/voice/step?kind=${kind}&call=${callId}&step=1&plan=script${more}`;
  const answer = (responseBody: string, more: Partial<Webhook> = {}): Webhook => ({
    kind: 'voice',
    callSid: caller,
    url: `${HOUSE}/twilio/voice`,
    params: { CallStatus: 'in-progress' },
    status: 200,
    ms: 20,
    responseBody: `<?xml version="1.0"?><Response>${responseBody}</Response>`,
    used: true,
    faults: [],
    ...more,
  });
  const judge = (...webhooks: Webhook[]) => checkHeard(ledger({ webhooks }), { soon: true });
  const hangUp = '<Hangup/>';

  test.each([
    '<Say>Hello.</Say>',
    '<Play>music.wav</Play>',
    '<Dial><Client>ivan</Client></Dial>',
    '<Gather/>',
    '<Enqueue>q</Enqueue>',
    '<Record/>',
    '<Reject/>',
  ])('%s is heard', (markup) => expect(judge(answer(markup))).toEqual([]));

  test.each<[string, Webhook]>([
    ['a hang-up on whoever has just phoned in', answer(hangUp)],
    ['nothing', answer('')],
    ['a pause', answer('<Pause length="9"/>')],
    ['a redirect, which only leads on', answer('<Redirect>/elsewhere</Redirect>')],
    ['an error', answer(hangUp, { status: 500, responseBody: null })],
    [
      'a hang-up when nobody has answered',
      answer(hangUp, { url: step('ring'), params: { CallStatus: 'in-progress', DialBridged: 'false' } }),
    ],
    ['a hang-up in a menu', answer(hangUp, { url: step('menu') })],
    ['a hang-up on who has left no message', answer(hangUp, { url: step('voicemail'), params: { CallStatus: 'in-progress' } })],
    ['a hang-up on a caller who is sent on', answer(hangUp, { url: step('join') })],
  ])('%s is not heard', (_, webhook) => expect(judge(webhook)).toHaveLength(1));

  test.each<[string, Webhook]>([
    ['the caller has hung up', answer(hangUp, { url: step('menu'), params: { CallStatus: 'completed' } })],
    ['they have talked', answer(hangUp, { url: step('ring'), params: { CallStatus: 'in-progress', DialBridged: 'true' } })],
    ['they have talked and it is asked once more', answer(hangUp, { url: step('ring', '&again=1') })],
    ['he has left a message', answer(hangUp, { url: step('voicemail'), params: { CallStatus: 'in-progress', RecordingDuration: '4' } })],
    ['the conference is over', answer(hangUp, { url: step('left') })],
    ['a callee is bridged', answer('', { url: step('screen-answer'), params: { ParentCallSid: caller } })],
    ['a callee presses nothing', answer(hangUp, { url: step('screen-answer'), params: { ParentCallSid: caller } })],
    ['a callee is lifted out of a call that has ended', answer(hangUp, { url: step('join'), params: { ParentCallSid: caller } })],
    ['one who was called in comes too late', answer(hangUp, { url: step('join', '&joined=1') })],
  ])('silence is right when %s', (_, webhook) => expect(judge(webhook)).toEqual([]));

  test('nobody waits for five seconds, and of a thousand one for more than 1.5', () => {
    const answers = (...late: number[]) =>
      [...late, ...Array.from({ length: 1000 - late.length }, () => 20)].map((ms) => answer('<Say/>', { ms }));
    expect(judge(...answers(4000))).toEqual([]);
    expect(whats(judge(...answers(4000, 1600)))).toEqual(['99.80 % of 1000 answers came within 1500 ms']);
    expect(whats(judge(...answers(5100)))).toEqual([`${HOUSE}/twilio/voice took 5100 ms`]);
    expect(checkHeard(ledger({ webhooks: answers(4000, 1600) }), { soon: false })).toEqual([]);
  });
});
