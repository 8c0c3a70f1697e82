import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlledHouse, GUEST, startControlledHouse } from './controlled-house.js';
import { checkEverything } from './invariants.js';
import { readLedger } from './ledger.js';
import { roomsOf } from './rooms.js';
import { addSilence } from './silence.js';

let house: ControlledHouse;
let ivan: Awaited<ReturnType<ControlledHouse['signIn']>>;
let maria: typeof ivan;
let petar: typeof ivan;
let rooms: ReturnType<typeof roomsOf>;

beforeAll(async () => {
  house = await startControlledHouse();
  rooms = roomsOf(house.phones);
  [ivan, maria, petar] = await Promise.all([house.signIn('ivan'), house.signIn('maria'), house.signIn('petar')]);
}, 120_000);
afterAll(() => house?.stop(), 60_000);
beforeEach(() => house.reset());

const { stringify } = JSON;
const toMaria = () => ({ kind: 'person', personId: house.company.maria.id });
const toSales = () => ({ kind: 'department', departmentId: house.company.sales.id });
const answers = (address: string, kind: 'sip' | 'client' | 'mobile', more: object = {}) =>
  house.phones.phone(address, kind, 'answer', { afterMs: 1000, ...more });
const holds = (callSid: string) => rooms.holds(callSid);
const talksIn = (...callSids: string[]) => rooms.talksIn(...callSids);
const heard = async (callSid: string) =>
  (await readLedger(house.phones)).heard.filter((one) => one.callSid === callSid).map((one) => `${one.what} ${one.detail}`);

test('hold plays music to the caller, and resuming ends it; either asked twice is done once', async () => {
  const { callId, caller, ivan: leg } = await house.talk();
  const key = randomUUID();
  expect((await ivan.act(callId, 'hold', { key })).body).toMatchObject({ hold: { settled: false }, talking: true });
  expect((await ivan.act(callId, 'hold', { key })).status).toBe(200);
  await house.until('the caller is on hold', () => holds(caller));
  expect(await heard(caller)).toContain('play on hold');
  await house.until('Ivan is told', async () => (await ivan.control(callId)).hold?.settled);
  expect((await ivan.act(callId, 'resume')).status).toBe(200);
  expect((await ivan.act(callId, 'resume')).status).toBe(200);
  await house.until('they talk again', () => talksIn(caller, leg));
  await house.hangUp(leg);
  expect(await house.ended(callId)).toMatchObject({ outcome: 'answered', answered_by_person_id: house.company.ivan.id });
  expect(await house.onCall()).toEqual([]);
});

test('whoever is held hears the department’s own music, from its beginning and again', async () => {
  const { sql, company } = house;
  const id = randomUUID();
  await addSilence(sql, house.directory, { id, departmentId: company.sales.id, uploadedBy: company.cyril.id });
  await sql.query('update departments set hold_sound_id = $1 where id = $2', [id, company.sales.id]);
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'hold');
  await house.until('the caller is on hold', () => holds(caller));
  await house.pass(5000);
  const played = (await heard(caller)).filter((one) => one.endsWith(`/twilio/sounds/${id}.wav`));
  expect(played.length).toBeGreaterThan(1);
  expect(await heard(caller)).not.toContain('play on hold');
  await ivan.act(callId, 'resume');
  await house.until('they talk again', () => talksIn(caller, leg));
  await house.hangUp(leg);
  await house.ended(callId);
  await sql.query('update departments set hold_sound_id = null');
});

test('a warm transfer: spoken to first, then completed; one call, its legs and grants with it', async () => {
  await answers('sip:maria@pbx.example', 'sip');
  const { callId, caller } = await house.talk();
  expect((await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() })).body).toMatchObject({
    asking: { mode: 'warm', to: 'Maria', joined: false },
  });
  expect((await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() })).status).toBe(409);
  expect((await ivan.act(callId, 'transfer/complete')).body).toMatchObject({ code: 'CONFLICT' });
  await house.until(
    'Ivan speaks with Maria while the caller waits',
    async () => (await ivan.control(callId)).asking?.joined && (await holds(caller)),
  );
  const marias = (await house.latest('sip:maria@pbx.example'))?.callSid as string;
  expect(new Set(await house.onCall())).toEqual(new Set([house.company.ivan.id, house.company.maria.id]));
  expect((await maria.act(callId, 'transfer/complete')).status).toBe(403);
  expect((await ivan.act(callId, 'transfer/complete')).status).toBe(200);
  await house.until('the caller talks with Maria alone', () => talksIn(caller, marias));
  await house.until(
    'Ivan wraps up',
    async () =>
      (
        await house.sql.query(
          'select 1 from presence where person_id = $1 and wrap_up_until is not null and not exists (select from person_calls c where c.person_id = $1)',
          [house.company.ivan.id],
        )
      )[0],
  );
  expect((await maria.ask('GET', `/applications/${house.company.roof.id}`)).status).toBe(200);
  expect((await ivan.act(callId, 'hold')).status).toBe(403);
  await house.hangUp(caller);
  expect(await house.ended(callId)).toMatchObject({ outcome: 'answered', answered_by_person_id: house.company.ivan.id });
  const { body } = await ivan.ask('GET', `/calls/${callId}`);
  expect(body.legs).toHaveLength(3);
  expect((body.acts as { kind: string }[]).map(({ kind }) => kind)).toEqual(['asked', 'joined', 'handed-on']);
  await house.until(
    'Maria’s sight of the application ends with her wrap-up',
    async () => (await maria.ask('GET', `/applications/${house.company.roof.id}`)).status === 404,
    120,
  );
});

test('the second does not answer: back to the first, who is told', async () => {
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() });
  await house.until('Maria rings, the caller waits', () => holds(caller));
  expect((await maria.ask('GET', '/calls/ringing')).body).toMatchObject({
    items: [{ callId, askedBy: { name: 'Ivan', mode: 'warm' }, takenBy: null }],
  });
  await house.until('Ivan has the caller again', () => talksIn(caller, leg));
  expect(await ivan.control(callId)).toMatchObject({ asking: null, hold: null, askEnded: { to: 'Maria', reason: 'no-answer' } });
  await house.hangUp(caller);
  await house.ended(callId);
});

test('a warm transfer called off: whoever was asked goes, the caller is talked to again', async () => {
  await answers('sip:maria@pbx.example', 'sip');
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() });
  await house.until('Maria is there', async () => (await ivan.control(callId)).asking?.joined);
  const key = randomUUID();
  await ivan.act(callId, 'transfer/cancel', { key });
  expect((await ivan.act(callId, 'transfer/cancel', { key })).status).toBe(200);
  await house.until('Ivan talks with the caller alone', () => talksIn(caller, leg));
  await house.hangUp(caller);
  await house.ended(callId);
});

test('a conference of three, and each may leave it', async () => {
  await answers(GUEST, 'mobile');
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'warm', to: { kind: 'number', number: GUEST } });
  await house.until('the guest is spoken to', async () => (await ivan.control(callId)).asking?.joined);
  await ivan.act(callId, 'transfer/merge');
  const guest = (await house.latest(GUEST))?.callSid as string;
  await house.until('all three talk', () => talksIn(caller, leg, guest));
  expect(await ivan.control(callId)).toMatchObject({ line: [{ person: null }], hold: null });
  await house.hangUp(guest);
  await house.until('the two go on', () => talksIn(caller, leg));
  await house.hangUp(leg);
  await house.ended(callId);
});

test('blind to a department where one is free: the first goes at once, the second has the call', async () => {
  await answers('sip:maria@pbx.example', 'sip');
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'blind', to: toSales() });
  await house.until('Ivan is out', async () => (await house.legs(leg)).status === 'completed');
  await house.until('the caller talks with Maria', async () =>
    talksIn(caller, (await house.latest('sip:maria@pbx.example'))?.callSid ?? ''),
  );
  await house.hangUp(caller);
  expect(await house.ended(callId)).toMatchObject({ outcome: 'answered' });
});

test('blind and nobody answers: the first is asked himself, then the mailbox takes the caller, and it is a promise', async () => {
  const { callId, caller } = await house.talk();
  await house.phones.phone(GUEST, 'mobile', 'decline', { afterMs: 500 });
  await ivan.act(callId, 'transfer', { mode: 'blind', to: { kind: 'number', number: GUEST } });
  const tones = async () => (await heard(caller)).filter((one) => one.startsWith('beep'));
  await house.until('the caller is asked for a message', async () => (await tones()).length > 0, 120);
  expect(
    (
      await house.sql.query(`select body->>'mode' as mode from call_events where call_id = $1 and kind = 'asked' order by number`, [callId])
    ).map((row) => row.mode),
  ).toEqual(['blind', 'back']);
  // He speaks for as long as he likes, and is asked once.
  for (let seconds = 0; seconds < 25; seconds += 1) await Promise.all([house.pass(1000), sleep(60)]);
  expect(await tones()).toHaveLength(1);
  await house.hangUp(caller);
  await house.ended(callId);
  expect(
    await house.until('a promise', async () => (await house.sql.query('select origin from callbacks where call_id = $1', [callId]))[0]),
  ).toEqual({ origin: 'voicemail' });
});

test('nobody of the department is free: said at once, and nothing has changed', async () => {
  const { callId, caller } = await house.talk();
  await house.sql.query(
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, 'break', now()) on conflict (person_id) do update set chosen_status = 'break'`,
    [house.company.maria.id],
  );
  expect((await ivan.act(callId, 'transfer', { mode: 'blind', to: toSales() })).body).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'nobody-to-ring' },
  });
  expect(await ivan.control(callId)).toMatchObject({ asking: null, talking: true });
  await house.sql.query(`update presence set chosen_status = 'available' where person_id = $1`, [house.company.maria.id]);
  await house.hangUp(caller);
  await house.ended(callId);
});

test.each([
  ['a premium number', '+35990123456', 403, 'premium-number'],
  ['a far country', '+5511987654321', 403, 'country-not-allowed'],
  ['no number', 'nobody', 400, 'not-a-number'],
])('a call is not sent to %s', async (_, number, status, reason) => {
  const { callId, caller } = await house.talk();
  const refused = await ivan.act(callId, 'transfer', { mode: 'blind', to: { kind: 'number', number } });
  expect({ status: refused.status, body: refused.body }).toMatchObject({ status, body: { details: { reason } } });
  await house.hangUp(caller);
  await house.ended(callId);
});

test('a pause leaves out of the recording what is said in it, and the history says how long', async () => {
  const { callId, caller } = await house.talk();
  await house.pass(5000);
  await ivan.act(callId, 'recording/pause');
  await house.until(
    'the provider has paused',
    async () => (await house.sql.query(`select 1 from call_controls where call_id = $1 and recording = 'dial:paused'`, [callId]))[0],
  );
  await house.pass(20_000);
  await ivan.act(callId, 'recording/resume');
  await house.until(
    'it is recorded again',
    async () => (await house.sql.query(`select 1 from call_controls where call_id = $1 and recording = 'dial:in-progress'`, [callId]))[0],
  );
  await house.pass(5000);
  await house.hangUp(caller);
  const row = await house.ended(callId);
  const [recording] = await house.until('the recording is told', async () => {
    const rows = await house.sql.query<{ seconds: number }>(
      'select duration_seconds as seconds from recordings where call_id = $1 and duration_seconds is not null',
      [callId],
    );
    return rows.length > 0 ? rows : null;
  });
  expect(row.talk_seconds as number).toBeGreaterThan(29);
  expect(recording?.seconds).toBeLessThan(15);
  const acts = (await ivan.ask('GET', `/calls/${callId}`)).body.acts as { kind: string; gap: number | null }[];
  expect(acts.find(({ kind }) => kind === 'recording-resumed')?.gap).toBeGreaterThanOrEqual(20);
});

test('a pause outlasts a hold: of the conference nothing is recorded until it is over, then it is', async () => {
  const { callId, caller, ivan: leg } = await house.talk();
  const paused = (mark: string) => async () =>
    (await house.sql.query('select 1 from call_controls where call_id = $1 and recording = $2', [callId, mark]))[0];
  await house.pass(5000);
  await ivan.act(callId, 'recording/pause');
  await house.until('the provider has paused', paused('dial:paused'));
  await ivan.act(callId, 'hold');
  await house.until('the caller is on hold', () => holds(caller));
  await house.pass(30_000);
  await ivan.act(callId, 'resume');
  await house.until('they talk again', () => talksIn(caller, leg));
  await house.pass(10_000);
  await ivan.act(callId, 'recording/resume');
  await house.until('it is recorded again', paused('leg:in-progress'));
  await house.pass(5000);
  await house.hangUp(caller);
  await house.ended(callId);
  const recordings = await house.until('both recordings are told', async () => {
    const rows = await house.sql.query<{ seconds: number }>(
      'select duration_seconds as seconds from recordings where call_id = $1 and duration_seconds is not null',
      [callId],
    );
    return rows.length > 1 ? rows : null;
  });
  expect(recordings).toHaveLength(2);
  for (const { seconds } of recordings) expect(seconds).toBeLessThan(9);
});

test.each<[string, number]>([
  ['before the hold is carried out', 0],
  ['while he is lifted', 250],
  ['while the second rings', 3000],
])('a caller who hangs up %s ends the call for everybody', async (_, ms) => {
  const { callId, caller } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() });
  await house.pass(ms);
  await house.hangUp(caller);
  expect(await house.ended(callId)).toMatchObject({ outcome: 'answered' });
  await house.until('no leg of ours is left', async () =>
    (await house.phones.legs()).every((leg) => !['in-progress', 'ringing', 'queued'].includes(leg.status)),
  );
  await house.until('nobody is on a call', async () => (await house.onCall()).length === 0);
});

test('whoever asked hangs up in the middle: who was asked has the call', async () => {
  await answers('sip:maria@pbx.example', 'sip');
  const { callId, caller, ivan: leg } = await house.talk();
  await ivan.act(callId, 'transfer', { mode: 'warm', to: toMaria() });
  await house.until('Maria is there', async () => (await ivan.control(callId)).asking?.joined);
  await house.hangUp(leg);
  await house.until('the caller talks with Maria', async () =>
    talksIn(caller, (await house.latest('sip:maria@pbx.example'))?.callSid ?? ''),
  );
  await house.hangUp(caller);
  await house.ended(callId);
});

test('only who is on the line may do anything; to others the call is forbidden, or does not exist', async () => {
  const { callId, caller } = await house.talk();
  const cyril = await house.signIn('cyril');
  expect((await cyril.act(callId, 'hold')).status).toBe(403);
  expect((await petar.act(callId, 'hold')).status).toBe(404);
  expect((await cyril.act(callId, 'transfer', { mode: 'blind', to: toMaria() })).status).toBe(403);
  await house.hangUp(caller);
  await house.ended(callId);
});

test('a note and what it came to, during and after; a department that asks for it lets nobody go without', async () => {
  const dora = await house.signIn('dora');
  const set = await dora.ask('PUT', '/dispositions', {
    departmentId: house.company.sales.id,
    required: true,
    labels: ['Sold', 'Not interested'],
  });
  const { items } = set.body as unknown as { items: { id: string; label: string }[] };
  const { callId, caller } = await house.talk();
  const key = randomUUID();
  for (const _ of [1, 2]) await ivan.act(callId, 'notes', { key, text: 'Wants a roof' });
  await house.hangUp(caller);
  await house.ended(callId);
  expect((await ivan.ask('GET', '/presence')).body).toMatchObject({ status: 'wrap-up', wrapUpCallId: callId });
  expect((await ivan.ask('POST', '/presence/wrap-up/finish')).body).toMatchObject({ code: 'CONFLICT', details: { reason: 'disposition' } });
  expect((await ivan.ask('PUT', '/presence', { status: 'available' })).body).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'disposition' },
  });
  expect((await ivan.ask('POST', '/presence/wrap-up/extend')).status).toBe(200);
  expect((await ivan.act(callId, 'disposition', { dispositionId: items[0]?.id })).body).toMatchObject({
    disposition: { label: 'Sold' },
    dispositions: { required: true },
    notes: [{ text: 'Wants a roof' }],
  });
  expect((await ivan.ask('POST', '/presence/wrap-up/finish')).body).toMatchObject({ status: 'available' });
  expect(await house.call(callId)).toMatchObject({ disposition_id: items[0]?.id });
  await dora.ask('PUT', '/dispositions', { departmentId: house.company.sales.id, required: false, labels: [] });
});

test('after all of it every leg, webhook and row is what the phone company says', async () => {
  // Within which everything drains, on this clock.
  for (let passed = 0; passed < 120_000; passed += 5000) {
    await house.pass(5000);
    await sleep(60);
  }
  const ledger = await readLedger(house.phones);
  expect(ledger.warnings).toEqual([]);
  const found = await checkEverything(house.sql, ledger, { soon: false });
  expect(found.filter(({ invariant }) => invariant !== 'I3').map((one) => stringify(one))).toEqual([]);
}, 240_000);
