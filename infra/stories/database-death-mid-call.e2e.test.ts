import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@ringbase/testing';
import { checkConnected } from './check-connected.js';
import { checkDrained } from './check-drained.js';
import { checkHeard } from './check-heard.js';
import { checkLegs } from './check-legs.js';
import { checkRows } from './invariants.js';
import { type Ledger, readLedger } from './ledger.js';
import { type Caller, type MidCallHouse, startMidCallHouse } from './mid-call-house.js';
import { type LinePerson, legTo } from './own-lines.js';
import { roomsOf } from './rooms.js';

/** Milliseconds without a database: longer than any answer and any callback waits for it, and than whoever picks up is asked to wait at a time. */
const GONE = 10_000;
/** Milliseconds in which every part works again by itself. */
const SOON = 25_000;

let house: MidCallHouse;

beforeEach(async () => {
  house = await startMidCallHouse();
}, 90_000);
afterEach(() => house?.stop(), 60_000);

const telephone = ({ line }: Caller, which: 0 | 1 = 0) => (line.people[which] as LinePerson).address;
const legOf = (caller: Caller, which: 0 | 1 = 0, ...states: string[]) =>
  legTo(house.phones, telephone(caller, which), ...(states.length === 0 ? ['in-progress'] : states));
const statusOf = async ({ callSid }: Caller) => (await house.phones.legs()).find((leg) => leg.callSid === callSid)?.status;
const press = (callSid: string, act: 'hangup' | 'answer' | 'digits', body?: object) =>
  house.phones.control('POST', `/control/calls/${callSid}/${act}`, body);

/** Who hears the caller at this moment, in a Dial or in a conference. */
function partnersOf({ callSid }: Caller, ledger: Ledger): string[] {
  const bridged = ledger.bridges.filter((one) => one.to === null && one.parentCallSid === callSid).map((one) => one.childCallSid);
  const met = ledger.audible.filter((one) => one.to === null && one.speakerCallSid === callSid).map((one) => one.listenerCallSid);
  return [...new Set([...bridged, ...met])];
}

const talks = (caller: Caller) =>
  eventually(
    `the caller of ${telephone(caller)} talks`,
    async () => partnersOf(caller, await readLedger(house.phones)).length > 0,
    SOON,
  ).catch(async (error: Error) => {
    throw new Error(`${error.message}\n${await house.storyOf(caller)}`);
  });
const isWritten = (caller: Caller, state: string) =>
  eventually(
    `the call to ${telephone(caller)} is ${state}`,
    async () =>
      (await house.sql.query('select 1 from calls where provider_call_id = $1 and state = $2', [caller.callSid, state])).length > 0,
  );

/** Everybody in the middle of something else. */
async function callEverywhere() {
  const { lines, call } = house;
  const held = await call(lines.held);
  const forsaken = await call(lines.forsaken);
  const blind = await call(lines.blind);
  const warm = await call(lines.warm);
  const asked = await call(lines.asked);
  const talking = await call(lines.talking);
  const parting = await call(lines.parting);
  const taken = await call(lines.waiting);
  const rung = await call(lines.rung);
  await Promise.all([held, forsaken, blind, warm, asked, talking, parting, taken].map(talks));
  const waiting = await call(lines.waiting);
  await Promise.all([held, forsaken, blind, warm, asked, talking, parting, taken].map((one) => isWritten(one, 'connected')));
  await Promise.all([
    house.hold(held),
    house.hold(forsaken),
    house.transfer(warm, 'warm'),
    house.transfer(asked, 'warm'),
    house.transfer(blind, 'blind'),
  ]);
  const rooms = roomsOf(house.phones);
  for (const one of [held, forsaken, warm, asked])
    await eventually(`the caller of ${telephone(one)} is on hold`, () => rooms.holds(one.callSid));
  await Promise.all([legOf(warm, 1), legOf(asked, 1, 'ringing'), legOf(blind, 1, 'ringing'), legOf(rung, 0, 'ringing')]);
  const pressing = await call(lines.pressing);
  const hesitating = await call(lines.hesitating);
  const leaving = await call(lines.leaving);
  const message = await call(lines.message, { speakMs: 5000 });
  await eventually('the message is being left', async () =>
    (await readLedger(house.phones)).heard.some((one) => one.callSid === message.callSid && one.what === 'beep'),
  );
  return { held, forsaken, blind, warm, asked, talking, parting, taken, rung, waiting, pressing, hesitating, leaving, message };
}

test.each(['killed', 'frozen'] as const)(
  'with PostgreSQL %s nobody in a menu, a queue, on hold, in a transfer or in talk is lost, and afterwards every call is written down',
  async (how) => {
    const { sql, phones, worker, strikes } = house;
    const began = new Date(Date.now() - 60_000);
    const callers = await callEverywhere();
    const { held, forsaken, blind, warm, asked, talking, parting, taken, rung, waiting, pressing, hesitating, leaving, message } = callers;
    const before = await readLedger(phones);
    const talkingBefore = [talking, taken, warm].map((one) => partnersOf(one, before));

    strikes[how].strike();
    const struck = performance.now();
    await Promise.all([
      press(pressing.callSid, 'digits', { digits: '1' }),
      press(leaving.callSid, 'hangup'),
      press((await legOf(parting)).callSid, 'hangup'),
      press((await legOf(forsaken)).callSid, 'hangup'),
      ...[blind, asked].map(async (one) => press((await legOf(one, 1, 'ringing')).callSid, 'answer')),
      press((await legOf(rung, 0, 'ringing')).callSid, 'answer'),
    ]);
    // Should his telephone ring once more for the same caller, he picks it up.
    await phones.phone(telephone(rung), 'sip', 'answer');
    await talks(pressing);
    await sleep(Math.max(0, GONE - (performance.now() - struck)));
    const meanwhile = await readLedger(phones);
    expect([talking, taken, warm].map((one) => partnersOf(one, meanwhile))).toEqual(talkingBefore);
    const still = { held, blind, warm, asked, talking, taken, rung, waiting, pressing, hesitating };
    for (const [name, caller] of Object.entries(still)) expect([name, await statusOf(caller)]).toEqual([name, 'in-progress']);

    await strikes[how].heal();
    await eventually('the database answers', () => sql.query('select 1'), SOON);
    await Promise.all([house.resume(held), house.complete(warm), press((await legOf(taken)).callSid, 'hangup')]);
    // Who was asked first picked up while nothing could be written: he is let in as soon as it can.
    await eventually('the asked has come and is given the call', () => house.complete(asked).then(() => true), SOON);
    await Promise.all([held, blind, asked, rung, hesitating, waiting].map(talks));
    await worker.reconcile(began);
    for (const { parentCallSid, callSid, status } of await phones.legs())
      if (parentCallSid === null && status === 'in-progress') await press(callSid, 'hangup').catch(() => undefined);
    await eventually('every call is over', async () => {
      const { live, inFlight } = await phones.control<{ live: number; inFlight: number }>('GET', '/control/ledger/summary');
      return live === 0 && inFlight === 0;
    });
    await worker.reconcileAll(began);
    const ledger = await readLedger(phones);
    const found = [
      ...checkHeard(ledger, { soon: false }),
      ...(await checkDrained(sql, SOON)),
      ...(await checkLegs(sql, ledger)),
      ...(await checkConnected(sql, ledger)),
      ...(await checkRows(sql)),
    ];
    expect(found).toEqual([]);
    expect(house.workers.child.exitCode).toBeNull();
    const promises = await sql.query<{ sid: string; origin: string }>(
      `select c.provider_call_id as sid, b.origin from callbacks b join calls c on c.id = b.call_id where b.state = 'open'`,
    );
    expect(promises).toEqual(
      expect.arrayContaining([
        { sid: leaving.callSid, origin: 'missed-call' },
        { sid: message.callSid, origin: 'voicemail' },
      ]),
    );
  },
  150_000,
);
