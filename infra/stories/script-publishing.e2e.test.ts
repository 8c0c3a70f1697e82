import { SALES } from '@ringbase/testing';
import { ends, say, words } from './run-story.js';
import { phoneIn, type ScriptHouse, startScriptHouse } from './script-house.js';

let house: ScriptHouse;
beforeAll(async () => {
  house = await startScriptHouse();
}, 60_000);
afterAll(() => house?.stop());

const STRANGER = '+359899111222';
const menu = (text: string) => ({
  start: { kind: 'menu' as const, words: words(text), choices: { '1': 'yes' }, seconds: 5, tries: 3, noInput: 'bye', wrong: 'bye' },
});

test('a call in a menu goes on by the version it came in on while a new one is published; the next call goes by the new one', async () => {
  await house.publish({ ...ends, ...menu('Old menu.'), bye: say('Old goodbye.', 'end') });
  const running = await phoneIn(house.phones, STRANGER, SALES);
  await house.pass(3);
  await house.publish({ ...ends, start: say('New words.', 'bye'), bye: say('New goodbye.', 'end') });
  await house.sql.query(`update departments set hours = $1`, [JSON.stringify({ week: {}, holidays: [], specialDays: [] })]);
  const next = await phoneIn(house.phones, '+359899111223', SALES);
  await house.pass(60);
  expect((await house.ended(running)).heard).toEqual(['Old menu.', 'Old menu.', 'Old menu.', 'Old goodbye.']);
  expect((await house.ended(next)).heard).toEqual(['New words.', 'New goodbye.']);
});

test('hours that are set hold for the next call at once', async () => {
  await house.publish({ ...ends, start: { kind: 'condition', when: { kind: 'open' }, yes: 'yes', no: 'no' } });
  const hear = async () => {
    const call = await phoneIn(house.phones, STRANGER, SALES);
    await house.pass(10);
    return (await house.ended(call)).heard;
  };
  await house.sql.query('update departments set hours = null');
  expect(await hear()).toEqual(['Yes.']);
  await house.sql.query(`update departments set hours = $1`, [JSON.stringify({ week: {}, holidays: [], specialDays: [] })]);
  expect(await hear()).toEqual(['No.']);
});
