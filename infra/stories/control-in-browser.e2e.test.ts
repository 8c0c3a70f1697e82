import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithChromium, eventually, GEORGI, type House, SALES, type SmallCompany, type Sql } from '@ringbase/testing';
import { type Browser, type Page, readyToRing, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse } from './desk-house.js';

describeWithChromium('hold and transfer, in two browsers', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let house: House;
  let browser: Browser;
  let company: SmallCompany;
  let ivan: Page;
  let maria: Page;

  beforeAll(async () => {
    opened = await openDeskHouse({
      chromiumPath,
      prepare: async (sql, company) => {
        await sql.insert('devices', [{ id: randomUUID(), person_id: company.maria.id, kind: 'browser', address: 'maria' }]);
        await sql.insert('dispositions', [{ id: randomUUID(), department_id: company.sales.id, label: 'Sold' }]);
        await sql.query('update departments set disposition_required = true, wrap_up_seconds = 120 where id = $1', [company.sales.id]);
      },
    });
    ({ sql, company, house, browser } = opened);
    await house.phones.phone('+359878000001', 'mobile', 'no-answer');
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
    [ivan, maria] = await Promise.all([sitDown(browser, house.url, 'ivan'), sitDown(browser, house.url, 'maria')]);
    await Promise.all([readyToRing(ivan), readyToRing(maria)]);
  }, 120_000);

  afterAll(() => opened?.close(), 60_000);

  test('Ivan holds the caller, speaks with Maria first and hands the call over; her card opens, his becomes wrap-up', async () => {
    const callSid = await house.phones.callIn(GEORGI, SALES);
    await ivan.getByTestId('incoming-card').waitFor();
    await ivan.getByTestId('answer').click();
    await ivan.getByTestId('hold').click();
    await ivan.getByText('On hold since').waitFor();
    await eventually('the caller hears music', async () => {
      const { heard } = await house.phones.control<{ heard: { callSid: string; detail: string }[] }>('GET', '/control/ledger');
      return heard.some((one) => one.callSid === callSid && one.detail === 'on hold');
    });
    await ivan.getByTestId('hold').click();
    await ivan.getByTestId('on-hold').waitFor({ state: 'detached' });

    await ivan.keyboard.press('Alt+t');
    await ivan.getByTestId('transfer-search').fill('mar');
    await ivan.getByTestId('transfer-target').first().waitFor();
    await ivan.getByTestId('ask-first').click();
    await ivan.getByText('Asking Maria…').waitFor();
    await maria.getByTestId('asked-by').waitFor();
    expect(await maria.getByTestId('asked-by').textContent()).toBe('Ivan wants to speak with you about:');
    await maria.getByTestId('answer').click();
    await ivan.getByText('You are talking to Maria; the client waits').waitFor();
    await ivan.getByTestId('complete-transfer').click();

    await ivan.getByTestId('wrap-up').waitFor();
    await maria.getByTestId('call-card').getByText('A new roof').first().waitFor();
    await maria.getByTestId('hold').waitFor();
    await ivan.getByTestId('ready').click();
    await ivan.getByText('Say first what the call came to.').waitFor();
    await ivan.getByTestId('disposition').click();
    await ivan.getByRole('option', { name: 'Sold' }).click();
    await ivan.getByTestId('disposition-wanted').waitFor({ state: 'detached' });
    await ivan.getByTestId('ready').click();
    await ivan.locator('[data-testid=telephone][data-state=idle]').waitFor();

    // Who is gone within two seconds had never taken it.
    await sleep(2_500);
    await maria.getByTestId('hang-up').click();
    await eventually('one call with all its legs', async () => {
      const [row] = await sql.query<{ n: number }>(
        `select count(*)::int as n from legs l join calls c on c.id = l.call_id where c.provider_call_id = $1 and c.state = 'ended'`,
        [callSid],
      );
      return row?.n === 3;
    });
    await ivan.goto(`${house.url}/applications/${company.roof.id}`);
    await ivan.getByTestId('call-acts').getByText('Ivan handed the call over to Maria').waitFor();
  }, 120_000);
});
