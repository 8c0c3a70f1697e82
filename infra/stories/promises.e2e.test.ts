import { randomUUID } from 'node:crypto';
import { describeWithChromium, eventually, GEORGI, type House, type SmallCompany, type Sql } from '@ringbase/testing';
import { type Browser, hasTalked, readyToRing, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse } from './desk-house.js';

const MINUTE = 60_000;

describeWithChromium('promises, in a browser', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let company: SmallCompany;
  let house: House;
  let browser: Browser;
  const todor = { id: randomUUID(), kind: 'person', name: 'Todor Kolev', owner_id: null as string | null };
  const call = randomUUID();
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

  beforeAll(async () => {
    opened = await openDeskHouse({
      chromiumPath,
      prepare: async (sql, company) => {
        const { cyril, ivan, petar, sales, georgi, georgiPhone, roof } = company;
        await sql.insert('devices', [{ id: randomUUID(), person_id: cyril.id, kind: 'browser', address: 'cyril' }]);
        await sql.insert('clients', [{ ...todor, owner_id: petar.id }]);
        const todorPhone = { id: randomUUID(), client_id: todor.id, raw: '0888 222 333', e164: '+359888222333' };
        await sql.insert('phones', [todorPhone]);
        await sql.insert('calls', [
          {
            id: call,
            provider: 'twilio',
            provider_call_id: `CA${call}`,
            direction: 'inbound',
            state: 'ended',
            outcome: 'answered',
            caller_raw: GEORGI,
            dialled: '+35924000001',
            department_id: sales.id,
            client_id: georgi.id,
            application_id: roof.id,
            intended_person_id: ivan.id,
            answered_by_person_id: company.maria.id,
            started_at: ago(50),
            ended_at: ago(48),
            version: 1,
          },
        ]);
        const promise = { department_id: sales.id, time_zone: 'Europe/Sofia' };
        const made = { ...promise, fired_at: ago(61), look_at: ago(1) };
        await sql.insert('presence', [{ person_id: ivan.id, chosen_status: 'break', chosen_at: ago(90) }]);
        await sql.insert('callbacks', [
          // Ivan is on his break and Anna has no telephone: it passes to the curator. Todor is another department's.
          {
            id: randomUUID(),
            ...made,
            origin: 'missed-call',
            owner_id: ivan.id,
            client_id: georgi.id,
            application_id: roof.id,
            phone_id: georgiPhone.id,
            caller_e164: GEORGI,
            due_at: ago(61),
          },
          {
            id: randomUUID(),
            ...made,
            origin: 'queue-place',
            owner_id: ivan.id,
            client_id: todor.id,
            phone_id: todorPhone.id,
            caller_e164: todorPhone.e164,
            due_at: ago(20),
          },
          {
            id: randomUUID(),
            ...promise,
            origin: 'review',
            owner_id: ivan.id,
            client_id: georgi.id,
            application_id: roof.id,
            call_id: call,
            due_at: ago(48),
          },
          ...['kept', 'kept', 'dismissed'].map((state, index) => ({
            id: randomUUID(),
            ...promise,
            origin: 'missed-call',
            state,
            owner_id: ivan.id,
            caller_e164: `+35988800000${index}`,
            due_at: ago(40 - index),
            promised_at: ago(40 - index),
            keep_by: ago(-20),
            closed_at: ago(30),
          })),
        ]);
      },
    });
    ({ sql, company, house, browser } = opened);
  }, 120_000);

  afterAll(() => opened?.close(), 60_000);

  test('what was passed on says from whom and why, is dialled with one click though the client is another’s, and closes itself', async () => {
    const cyril = await sitDown(browser, house.url, 'cyril');
    await readyToRing(cyril);
    await cyril.getByTestId('rail-callbacks').click();
    const overdue = cyril.locator('[data-testid=callback-row][data-overdue=true]', { hasText: company.georgi.name });
    await overdue.getByText('Passed on from Ivan: on a break').waitFor();
    await overdue.getByText(/overdue since/).waitFor();
    const place = cyril.locator('[data-testid=callback-row][data-origin=queue-place]', { hasText: todor.name });
    await place.getByText(/call by/).waitFor();
    expect(await place.getByRole('link', { name: todor.name }).count()).toBe(0);
    await house.phones.phone('+359888222333', 'mobile', 'answer', { afterMs: 300 });
    await place.getByTestId('callback-dial').click();
    await eventually('they have really talked', async () =>
      (await house.phones.legs()).some((leg) => leg.to === '+359888222333' && hasTalked(leg)),
    );
    await cyril.getByTestId('hang-up').click();
    await place.waitFor({ state: 'detached' });
    await cyril
      .getByTestId('kept-share')
      .getByText(/\d+% of this week’s callbacks kept in time: \d+ of \d+/)
      .waitFor();
    await cyril.context().close();
  }, 90_000);

  test('a call that a colleague has answered is the owner’s to look at, apart from what he has to call, and is closed by looking', async () => {
    const ivan = await sitDown(browser, house.url, 'ivan');
    await ivan.getByTestId('rail-callbacks').click();
    await ivan.getByText('Nothing is due').waitFor();
    await ivan.getByTestId('callbacks-review').click();
    const review = ivan.locator('[data-testid=callback-row][data-origin=review]');
    await review.getByText('Maria talked to your client').waitFor();
    expect(await review.getByTestId('callback-dial').count()).toBe(0);
    await review.getByTestId('review-look').click();
    await ivan.waitForURL(`**/applications/${company.roof.id}`);
    await eventually(
      'it is closed',
      async () => (await sql.query(`select 1 from callbacks where origin = 'review' and state = 'kept'`))[0],
    );
    await ivan.context().close();
  }, 60_000);
});
