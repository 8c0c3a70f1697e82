import twilio from 'twilio';
import { clientArguments } from '../testing/client-arguments.js';
import { OURS, type Scene, startScene } from '../testing/scene.js';

const CLIENT = '+359888000001';
const AGENT = '+359888000002';
let scene: Scene;
let api: twilio.Twilio;
beforeEach(async () => {
  scene = await startScene();
  api = twilio(...clientArguments(new twilio.RequestClient(), scene.sim.base));
  scene.app.on('/done', '<Pause length="600"/>');
  scene.app.on(
    '/voice',
    '<Dial action="/done"><Conference statusCallback="/events" statusCallbackEvent="start end join leave mute hold modify announcement">room</Conference></Dial>',
  );
});
afterEach(() => scene.stop());

const told = () => scene.app.at('/events').map((one) => one.params.StatusCallbackEvent);
const last = () => scene.app.at('/events').at(-1)?.params;
const room = async () => (await api.conferences.list({ friendlyName: 'room', limit: 1 }))[0]?.sid ?? '';
const heard = async (call: string) => (await scene.ledger(call)).heard.map((one) => `${one.what} ${one.detail}`);

/** A client in the room, and an agent called into it. */
async function talk(more: Record<string, unknown> = {}): Promise<{ client: string; agent: string; conference: string }> {
  const client = await scene.phoneIn({ from: CLIENT });
  const conference = await room();
  const { callSid } = await api.conferences('room').participants.create({ from: OURS, to: AGENT, label: 'agent', ...more });
  await scene.sim.advance(0);
  await scene.act(callSid, 'answer');
  return { client, agent: callSid, conference };
}

test('somebody is called into a conference by its name: ringing, connected, found by call and by label', async () => {
  const client = await scene.phoneIn({ from: CLIENT });
  const created = await api.conferences('room').participants.create({
    from: OURS,
    to: AGENT,
    label: 'agent',
    endConferenceOnExit: true,
    statusCallback: `${scene.app.url}/leg`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  });
  expect(created).toMatchObject({ status: 'queued', label: 'agent', endConferenceOnExit: true, conferenceSid: await room() });
  await scene.sim.advance(0);
  const participants = api.conferences(await room()).participants;
  expect(await participants('agent').fetch()).toMatchObject({ status: 'ringing', callSid: created.callSid });
  expect(told()).toEqual(['participant-join']);
  await scene.act(created.callSid, 'answer');
  expect(await participants(created.callSid).fetch()).toMatchObject({ status: 'connected', muted: false, hold: false, coaching: false });
  expect((await participants.list()).map((one) => one.callSid)).toEqual([created.callSid, client]);
  expect(told()).toEqual(['participant-join', 'participant-join', 'conference-start']);
  await scene.act(created.callSid, 'hangup');
  expect(last()).toMatchObject({ ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left' });
  expect(scene.app.at('/leg').map((one) => one.params.CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
  await expect(participants.list()).rejects.toMatchObject({ status: 404 });
});

test('the first to be called decides how the conference is held', async () => {
  const { conferenceSid } = await api.conferences('a new room').participants.create({
    from: OURS,
    to: AGENT,
    conferenceStatusCallback: `${scene.app.url}/mine`,
    conferenceStatusCallbackEvent: ['join'],
    conferenceRecord: 'true',
    conferenceRecordingStatusCallback: `${scene.app.url}/rec`,
  });
  await api.conferences(conferenceSid).participants.create({ from: OURS, to: CLIENT });
  await scene.phone(AGENT, 'answer', { afterMs: 0 });
  await scene.phone(CLIENT, 'answer', { afterMs: 0, talkMs: 5_000 });
  await scene.sim.advance(20_000);
  expect(scene.app.at('/mine').map((one) => one.params.StatusCallbackEvent)).toEqual(['participant-join', 'participant-join']);
  await api.conferences(conferenceSid).update({ status: 'completed' });
  await scene.sim.advance(0);
  expect(scene.app.at('/rec').map((one) => [one.params.RecordingStatus, one.params.ConferenceSid])).toEqual([['completed', conferenceSid]]);
  const [recording] = await api.conferences(conferenceSid).recordings.list();
  expect(recording).toMatchObject({ source: 'Conference', status: 'completed', conferenceSid });
  expect(
    await api
      .conferences(conferenceSid)
      .recordings(recording?.sid ?? '')
      .remove(),
  ).toBe(true);
  expect(await api.conferences(conferenceSid).recordings.list()).toEqual([]);
});

test.each([
  ['decline', 'busy'],
  ['no-answer', 'no-answer'],
])('one who will %s is told as a participant who left without having come', async (behaviour, status) => {
  await scene.phone(AGENT, behaviour);
  await scene.phoneIn({ from: CLIENT });
  await api.conferences('room').participants.create({ from: OURS, to: AGENT, timeout: 10 });
  await scene.sim.advance(10_000);
  expect(last()).toMatchObject({
    StatusCallbackEvent: 'participant-leave',
    ReasonParticipantLeft: 'participant_add_failed',
    ParticipantCallStatus: status,
  });
  expect(await api.conferences(await room()).fetch()).toMatchObject({ status: 'init' });
});

test('on hold he hears music and nobody else, and comes back', async () => {
  const { client, agent, conference } = await talk();
  scene.app.on('/hold', '<Say>Please hold</Say>');
  const seat = api.conferences(conference).participants(client);
  expect(await seat.update({ hold: true, holdUrl: `${scene.app.url}/hold` })).toMatchObject({ hold: true });
  await scene.sim.advance(5_000);
  expect(scene.app.at('/hold')[0]).toMatchObject({ method: 'GET', params: { CallSid: client } });
  expect(await heard(client)).toContain('say Please hold');
  expect(last()).toMatchObject({ StatusCallbackEvent: 'participant-hold', Hold: 'true', CallSid: client });
  expect((await scene.ledger()).audible.filter((pair) => pair.to === null)).toEqual([]);
  expect((await api.conferences(conference).participants.list({ hold: true })).map((one) => one.callSid)).toEqual([client]);
  await seat.update({ hold: false });
  await scene.sim.advance(0);
  expect(told().at(-1)).toBe('participant-unhold');
  const pairs = (await scene.ledger()).audible.filter((pair) => pair.to === null);
  expect(pairs.map((pair) => pair.listenerCallSid).sort()).toEqual([agent, client].sort());
});

test('muting, coaching and what happens at the end are changed on the way, each told once', async () => {
  const { client, agent, conference } = await talk();
  const seats = api.conferences(conference).participants;
  await seats('agent').update({ muted: true });
  await seats('agent').update({ muted: true });
  await seats('agent').update({ muted: false });
  await seats('agent').update({ endConferenceOnExit: true, beepOnExit: 'false' as unknown as boolean });
  const coach = await scene.phoneIn({ from: '+359888000003' });
  expect(await seats(coach).update({ coaching: true, callSidToCoach: agent })).toMatchObject({ coaching: true, callSidToCoach: agent });
  await scene.sim.advance(0);
  expect(told().slice(3)).toEqual([
    'participant-mute',
    'participant-unmute',
    'participant-modify',
    'participant-join',
    'participant-modify',
  ]);
  const isHeard = (await scene.ledger()).audible.filter((pair) => pair.to === null && pair.speakerCallSid === coach);
  expect(isHeard.map((pair) => pair.listenerCallSid)).toEqual([agent]);
  await seats(coach).update({ coaching: false });
  const all = (await scene.ledger()).audible.filter((pair) => pair.to === null && pair.speakerCallSid === coach);
  expect(all.map((pair) => pair.listenerCallSid).sort()).toEqual([agent, client].sort());
  await expect(seats(coach).update({ coaching: true })).rejects.toMatchObject({ status: 400 });
  await expect(seats(coach).update({ callSidToCoach: `CA${'0'.repeat(32)}` })).rejects.toMatchObject({ status: 400 });
});

test('an announcement is heard by one or by all, and its end is told', async () => {
  const { client, agent, conference } = await talk();
  scene.app.on('/news', '<Say>one two three</Say>');
  await api
    .conferences(conference)
    .participants(client)
    .update({ announceUrl: `${scene.app.url}/news` });
  await scene.sim.advance(0);
  expect(told()).not.toContain('announcement-end');
  await scene.sim.advance(5_000);
  expect(last()).toMatchObject({ StatusCallbackEvent: 'announcement-end', CallSid: client, AnnounceUrl: `${scene.app.url}/news` });
  expect(await heard(agent)).not.toContain('say one two three');
  await api.conferences(conference).update({ announceUrl: `${scene.app.url}/news`, announceMethod: 'GET' });
  await scene.sim.advance(5_000);
  expect(await heard(agent)).toContain('say one two three');
  expect(last()).toMatchObject({ StatusCallbackEvent: 'announcement-end' });
  expect(last()).not.toHaveProperty('CallSid');
  expect(scene.app.at('/news').map((one) => one.method)).toEqual(['POST', 'GET']);
});

test('an announcement that cannot be had is an error and nothing more', async () => {
  const { client, conference } = await talk();
  await api
    .conferences(conference)
    .participants(client)
    .update({ announceUrl: `${scene.app.url}/nothing` });
  await scene.sim.advance(1_000);
  expect((await scene.ledger(client)).warnings.length).toBeGreaterThan(0);
  expect(told()).not.toContain('announcement-end');
});

test('who is kicked goes on with what follows his Dial; who was called by REST is hung up on', async () => {
  const { client, agent, conference } = await talk();
  const seats = api.conferences(conference).participants;
  expect(await seats(client).remove()).toBe(true);
  await scene.sim.advance(0);
  expect(await scene.status(client)).toBe('in-progress');
  expect(scene.app.at('/done')[0]?.params).toMatchObject({ CallSid: client });
  expect(await seats('agent').remove()).toBe(true);
  await scene.sim.advance(0);
  expect(await scene.status(agent)).toBe('completed');
  expect(last()).toMatchObject({ ReasonConferenceEnded: 'last-participant-kicked', CallSidEndingConference: agent });
});

test('kicking the moderator ends it for all', async () => {
  const { client } = await talk({ endConferenceOnExit: true });
  await api
    .conferences(await room())
    .participants('agent')
    .remove();
  await scene.sim.advance(0);
  expect(last()).toMatchObject({ ReasonConferenceEnded: 'participant-with-end-conference-on-exit-kicked' });
  expect(await scene.status(client)).toBe('in-progress');
});

test('a conference ended by REST lets everybody go, and stays to be looked at', async () => {
  const { client, agent, conference } = await talk();
  await api.conferences('room').participants.create({ from: OURS, to: '+359888000009' });
  await scene.sim.advance(2_000);
  const ended = await api.conferences(conference).update({ status: 'completed' });
  await scene.sim.advance(0);
  expect(ended).toMatchObject({ status: 'completed', reasonConferenceEnded: 'conference-ended-via-api', callSidEndingConference: null });
  expect([await scene.status(client), await scene.status(agent)]).toEqual(['in-progress', 'completed']);
  expect((await scene.sim.leg('+359888000009')).status).toBe('canceled');
  expect((await api.conferences.list({ status: 'completed' })).map((one) => one.sid)).toEqual([conference]);
  expect(await api.conferences.list({ dateCreatedAfter: new Date('2026-03-03T12:00:00Z') })).toEqual([]);
  await expect(api.conferences(conference).update({ status: 'completed' })).rejects.toMatchObject({ status: 404 });
  // The name is free again.
  await scene.phoneIn({ from: CLIENT });
  expect(await room()).not.toBe(conference);
});

test('a redirected participant leaves the conference, which goes on without him', async () => {
  const { client, agent, conference } = await talk();
  await api.calls(agent).update({ twiml: '<Response><Pause length="60"/></Response>' });
  await scene.sim.advance(0);
  expect(last()).toMatchObject({
    StatusCallbackEvent: 'participant-leave',
    CallSid: agent,
    ReasonParticipantLeft: 'participant_updated_via_api',
    ParticipantCallStatus: 'in-progress',
  });
  expect(await scene.status(agent)).toBe('in-progress');
  expect((await api.conferences(conference).participants.list()).map((one) => one.callSid)).toEqual([client]);
});

test.each([
  ['a number that is not ours', 'room', { from: '+35929999999', to: AGENT }, 21210],
  ['a label that is taken', 'room', { from: OURS, to: AGENT, label: 'agent' }, 16025],
  ['coaching nobody', 'room', { from: OURS, to: AGENT, coaching: true }, 20001],
  [
    'an unknown event',
    'other',
    { from: OURS, to: AGENT, conferenceStatusCallback: 'http://a.example', conferenceStatusCallbackEvent: ['x'] },
    21626,
  ],
  ['a conference that is not there', `CF${'0'.repeat(32)}`, { from: OURS, to: AGENT }, 20404],
])('%s is refused, and nobody is called', async (_, name, input, code) => {
  await talk();
  const before = (await scene.ledger()).legs.length;
  await expect(api.conferences(name).participants.create(input)).rejects.toMatchObject({ code });
  expect((await scene.ledger()).legs).toHaveLength(before);
});
