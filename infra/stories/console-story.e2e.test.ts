import { randomUUID } from 'node:crypto';
import { describeWithChromium, eventually, type House, type SmallCompany, type Sql } from '@ringbase/testing';
import { type Browser, callApi, type Page, readyToRing, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse } from './desk-house.js';

describeWithChromium('what people do in the console', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let company: SmallCompany;
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    opened = await openDeskHouse({
      chromiumPath,
      prepare: async (sql) => {
        await sql.insert('application_types', [
          { id: randomUUID(), name: 'Order', colour: '#2f7dd1' },
          { id: randomUUID(), name: 'Service', colour: '#2b8a3e' },
        ]);
      },
    });
    ({ sql, company, house, browser } = opened);
  }, 120_000);

  afterAll(() => opened?.close(), 60_000);

  const open = async (name: string, path: string): Promise<Page> => {
    const page = await sitDown(browser, house.url, name);
    await page.goto(`${house.url}${path}`);
    return page;
  };
  const kept = async () =>
    (
      await sql.query(
        `select a.title, y.name as type, a.amount_minor::int as minor, a.currency from applications a left join application_types y on y.id = a.type_id where a.id = $1`,
        [company.roof.id],
      )
    )[0];
  const holds = (wanted: Record<string, unknown>) =>
    eventually(`${JSON.stringify(wanted)} is kept`, async () => {
      const now = await kept();
      return Object.entries(wanted).every(([name, value]) => now?.[name] === value);
    });

  test('title, type and amount of an application are changed where they stand, with the keyboard alone', async () => {
    const ivan = await open('ivan', `/applications/${company.roof.id}`);
    const title = ivan.getByTestId('title');
    await title.focus();
    await ivan.keyboard.press('Enter');
    await ivan.getByTestId('title-field').fill('A roof nobody wants');
    await ivan.keyboard.press('Escape');
    await title.getByText('A new roof').waitFor();

    await ivan.keyboard.press('Enter');
    await ivan.getByTestId('title-field').fill('A copper roof');
    await ivan.keyboard.press('Enter');
    await title.getByText('A copper roof').waitFor();
    await holds({ title: 'A copper roof' });

    await ivan.getByTestId('amount').focus();
    await ivan.keyboard.press('Enter');
    await ivan.getByTestId('amount-field').fill('a lot');
    await ivan.keyboard.press('Enter');
    await ivan.getByText('Write it like').waitFor();
    await ivan.getByTestId('amount-field').fill('12 500,50 EUR');
    await ivan.keyboard.press('Enter');
    await ivan.getByTestId('amount').getByText('€12,500.50').waitFor();
    await holds({ minor: 1_250_050, currency: 'EUR' });
    // Its answer has come as well: what is changed next is changed on top of it.
    await ivan.waitForLoadState('networkidle');

    await ivan.getByTestId('type').focus();
    await ivan.keyboard.press('Enter');
    await ivan.getByTestId('type-Service').press('Enter');
    await ivan.locator('[data-testid=type][data-type=Service]').waitFor();
    await holds({ type: 'Service' });
    await ivan.context().close();
  }, 60_000);

  test('an amount that somebody else has changed meanwhile is not overwritten: both are shown, and the choice', async () => {
    const ivan = await open('ivan', `/applications/${company.roof.id}`);
    await ivan.getByTestId('amount').click();
    await ivan.getByTestId('amount-field').fill('100');
    const cyril = await sitDown(browser, house.url, 'cyril');
    const { version } = await callApi<{ version: number }>(cyril, 'GET', `/applications/${company.roof.id}`);
    await callApi(cyril, 'PATCH', `/applications/${company.roof.id}`, { version, amount: { minor: 20_000, currency: 'EUR' } });
    // His screen has been told by then, and what he types is still a change of what he saw.
    await ivan.getByText('200.00 EUR').first().waitFor();
    await ivan.keyboard.press('Enter');
    const conflict = ivan.getByTestId('conflict');
    await conflict.getByText('€100').waitFor();
    await conflict.getByText('€200').waitFor();
    await holds({ minor: 20_000 });
    await conflict.getByTestId('put-mine').click();
    await conflict.waitFor({ state: 'detached' });
    await holds({ minor: 10_000 });
    await ivan.context().close();
    await cyril.context().close();
  }, 60_000);

  test('applications without an owner are a view of who assigns them, and of nobody else', async () => {
    const orphan = {
      id: randomUUID(),
      title: 'Whose is this gate',
      client_id: company.georgi.id,
      department_id: company.sales.id,
      owner_id: null,
      status: 'new',
      touched_at: new Date(),
    };
    await sql.insert('applications', [orphan]);
    const cyril = await open('cyril', '/applications');
    const list = cyril.getByTestId('applications');
    await list.getByText('A copper roof').waitFor();
    await cyril.getByTestId('way-unassigned').click();
    await list.getByText('A copper roof').waitFor({ state: 'detached' });
    await list.getByText(orphan.title).waitFor();
    await cyril.getByTestId('filter-owner').getByText('nobody').waitFor();
    expect(new URL(cyril.url()).searchParams.get('unassigned')).toBe('true');
    await cyril.context().close();

    const ivan = await open('ivan', '/applications');
    await ivan.getByTestId('way-important').waitFor();
    expect(await ivan.getByTestId('way-unassigned').count()).toBe(0);
    await ivan.context().close();
  }, 60_000);

  test('a duplicate of a tab has a name of its own, and a reloaded tab keeps its name', async () => {
    const nameOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('ringbase.tab'));
    const tabs = async () =>
      (
        await sql.query<{ tab: string }>('select tab from tabs where person_id = $1 and expires_at > now() order by tab', [company.ivan.id])
      ).map(({ tab }) => tab);
    const ivan = await sitDown(browser, house.url, 'ivan');
    await readyToRing(ivan);
    const name = await nameOf(ivan);
    // A window that a page opens begins with a copy of its session storage, as a duplicated tab does.
    const [copy] = await Promise.all([ivan.waitForEvent('popup'), ivan.evaluate(() => void window.open(window.location.href))]);
    await readyToRing(copy);
    const copied = await nameOf(copy);
    expect(copied).not.toBe(name);
    expect(await nameOf(ivan)).toBe(name);
    await eventually('both are live', async () => {
      const live = await tabs();
      return live.includes(name ?? '') && live.includes(copied ?? '');
    });

    await ivan.reload();
    await readyToRing(ivan);
    expect(await nameOf(ivan)).toBe(name);
    await copy.close();
    await eventually('the copy is gone, the first is still there', async () => {
      const live = await tabs();
      return live.includes(name ?? '') && !live.includes(copied ?? '');
    });
    await ivan.context().close();
  }, 60_000);
});
