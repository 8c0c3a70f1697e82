import { describeWithChromium, eventually, type House, type SmallCompany, type Sql } from '@ringbase/testing';
import { type Browser, type Page, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse } from './desk-house.js';
import { silence } from './silence.js';

const wavFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'audio/wav', buffer });

describeWithChromium('the settings, in a browser', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let company: SmallCompany;
  let house: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    opened = await openDeskHouse({
      chromiumPath,
      prepare: async (sql) => {
        await sql.query(`update people set locale = 'en'`);
      },
    });
    ({ sql, company, house, browser } = opened);
    page = await sitDown(browser, house.url, 'cyril');
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  const text = async (id: string, on = page) => (await on.getByTestId(id).textContent()) ?? '';
  const all = (id: string, on = page) => on.getByTestId(id).allTextContents();
  /** What is told by now is not what the next change can be undone by. */
  const change = async (act: () => Promise<unknown>) => {
    await page.evaluate(() => {
      for (const told of document.querySelectorAll('[data-testid=undo]')) told.setAttribute('data-before', '');
    });
    await act();
  };
  const undo = async () => {
    const button = page.locator('[data-testid=undo]:not([data-before])');
    await eventually('the change before is told no more', async () => (await button.count()) === 1);
    await button.click();
  };
  const open = (key: string, on = page) => on.getByTestId(`settings-${key}`).click();
  const choose = async (id: string, option: string) => {
    await page.getByTestId(id).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const ofSales = async <T extends Record<string, unknown>>(columns: string) =>
    (await sql.query<T>(`select ${columns} from departments where id = $1`, [company.sales.id]))[0];

  test('a curator finds his department in the rail, and is told what a change will do before he makes it', async () => {
    await page.getByTestId('rail-settings').click();
    await page.getByTestId('settings-nav').waitFor();
    expect(await page.getByTestId('settings-pbxKeys').count()).toBe(0);
    await open('department');
    await page.getByTestId('department-form').waitFor();
    expect(await text('effects')).toContain('Nothing is changed yet.');
    await choose('department-language', 'Bulgarian');
    await page.getByTestId('department-zone').fill('Lisbon');
    await page.getByRole('option', { name: 'Europe/Lisbon' }).click();
    await page.getByTestId('department-announces').press('Space');
    await page.getByTestId('department-announcement').fill('Разговорът се записва.');
    expect(await text('effects')).toMatch(/in this language: Bulgarian.*clock of Europe\/Lisbon.*“Разговорът се записва\.”/);
    expect(await ofSales('language')).toEqual({ language: 'en' });
    await change(() => page.getByTestId('department-save').click());
    const read = () => ofSales<{ zone: string }>('language, time_zone as zone, recording_announcement as words');
    await eventually('it is saved', async () => (await read())?.zone === 'Europe/Lisbon');
    expect(await read()).toEqual({ language: 'bg', zone: 'Europe/Lisbon', words: 'Разговорът се записва.' });
    await undo();
    await eventually('it is as it was', async () => (await read())?.zone === 'Europe/Sofia');
    await eventually('the page shows it', async () => (await page.getByTestId('department-zone').inputValue()) === 'Europe/Sofia');
  });

  test('the order of ringing is changed from the keyboard, somebody is left out, and both can be undone', async () => {
    const rung = async () =>
      (
        await sql.query<{ name: string }>(
          `select p.name from department_members m join people p on p.id = m.person_id
           where m.department_id = $1 and m.in_ring_group order by m.rank`,
          [company.sales.id],
        )
      ).map(({ name }) => name);
    expect(await rung()).toEqual(['Ivan', 'Maria']);
    await page.getByRole('button', { name: 'Move down: Ivan' }).press('Enter');
    await eventually('Maria is first', async () => (await rung())[0] === 'Maria');
    await change(() => page.getByRole('switch', { name: 'Rung for the department: Ivan' }).press('Space'));
    await eventually('Ivan is not rung', async () => (await rung()).join() === 'Maria');
    await undo();
    await eventually('Ivan is rung again', async () => (await rung()).join() === 'Maria,Ivan');
  });

  test('outcomes are added, renamed, put in order, retired and offered again', async () => {
    const labels = () => all('disposition-label');
    await open('dispositions');
    await page.getByText('No outcomes yet').waitFor();
    for (const label of ['Sold', 'Wants an offer', 'Wrong number']) {
      await page.getByTestId('disposition-new').fill(label);
      await page.getByTestId('disposition-new').press('Enter');
      await eventually(`${label} is there`, async () => (await labels()).includes(label));
    }
    await page.getByTestId('disposition-label').first().click();
    await page.getByTestId('disposition-label-field').fill('Wrong number');
    await page.getByTestId('disposition-label-field').press('Enter');
    await page.getByText('There is one of this name already').waitFor();
    await page.getByTestId('disposition-label-field').fill('Bought');
    await page.getByTestId('disposition-label-field').press('Enter');
    await eventually('it is renamed', async () => (await labels())[0] === 'Bought');
    await page.getByRole('button', { name: 'Move down: Bought' }).click();
    await eventually('it is second', async () => (await labels())[1] === 'Bought');
    await page.getByRole('button', { name: 'Retire: Wrong number' }).click();
    await eventually('it is retired', async () => (await text('dispositions-retired')).includes('Wrong number'));
    await page.getByRole('button', { name: 'Offer again: Wrong number' }).click();
    await eventually('it is back', async () => (await labels()).join() === 'Wants an offer,Bought,Wrong number');
    await page.getByTestId('disposition-required').press('Space');
    await page.getByText('Nobody can end his wrap-up early before he has chosen one.').waitFor();
    await page.getByTestId('wrap-up-seconds').fill('90');
    expect(await text('effects')).toContain('For 90 s after a call its person is not rung');
    await page.getByTestId('wrap-up-save').click();
    const read = () => ofSales<{ wrap: number }>('wrap_up_seconds as wrap, disposition_required as required');
    await eventually('it is saved', async () => (await read())?.wrap === 90);
    expect(await read()).toEqual({ wrap: 90, required: true });
  });

  test('promised callbacks are explained in words and by an example', async () => {
    await open('callbackRules');
    await page.getByTestId('callback-rules').waitFor();
    await page.getByTestId('rules-assistantMinutes').fill('20');
    await page.getByTestId('rules-keepMinutes').fill('90');
    expect(await text('effects')).toContain(
      'it lies with the assistant from 10:20, with the curator from 10:50, and is in time until 11:30',
    );
    expect(await text('effects')).toContain('Called back within 1 h 30 min');
    await change(() => page.getByTestId('rules-save').click());
    const read = () => ofSales<{ keep: number }>('callback_keep_minutes as keep, callback_assistant_minutes as assistant');
    await eventually('it is saved', async () => (await read())?.keep === 90);
    expect(await read()).toEqual({ keep: 90, assistant: 20 });
    await undo();
    await eventually('it is as it was', async () => (await read())?.keep === 60);
  });

  test('a sound is refused in words, uploaded, heard, played to whoever waits and then kept from being removed', async () => {
    await open('sounds');
    await page.getByText('No sounds yet').waitFor();
    const file = page.locator('input[type=file]');
    await file.setInputFiles(wavFile('page.wav', Buffer.from('<html>no sound</html>')));
    await page.getByTestId('sound-upload').click();
    await eventually('it is refused', async () => (await text('sound-wrong')).includes('This is no WAV file'));
    await file.setInputFiles(wavFile('piano.wav', silence(1)));
    await page.getByTestId('sound-name').fill('Piano');
    await page.getByTestId('sound-upload').click();
    await page.getByTestId('sound').waitFor();
    expect(await text('sound')).toMatch(/Piano.*0:01.*Cyril.*nothing/);
    const heard = page.waitForResponse((answer) => answer.url().endsWith('/audio') && answer.ok());
    await page.getByTestId('sound-listen').click();
    expect((await heard).headers()['content-type']).toBe('audio/wav');
    await change(() => page.getByTestId('sound-remove').click());
    await page.getByText('No sounds yet').waitFor();
    await undo();
    await page.getByTestId('sound').waitFor();
    await open('department');
    await choose('department-music', 'Piano');
    expect(await text('effects')).toContain('Whoever waits in the queue or is held hears “Piano”');
    await page.getByTestId('department-save').click();
    await eventually('it is saved', async () => (await ofSales<{ music: string }>('hold_sound_id as music'))?.music !== null);
    await open('sounds');
    await eventually('its use is told', async () => (await text('sound-uses')).includes('music of Sales'));
    expect(await page.getByTestId('sound-remove').isDisabled()).toBe(true);
  });

  test('a curator sees the telephones of those whom he leads', async () => {
    await open('people');
    await page.getByTestId('staff').waitFor();
    const row = (name: string) => page.getByTestId('staff-member').filter({ hasText: name }).first();
    expect(await row('Maria').textContent()).toMatch(/MariaManagerSales.*Desk phone maria@pbx\.example/);
    expect(await row('Petar').textContent()).toContain('not yours to see');
    expect(await row('Anna').textContent()).toMatch(/AnnaAssistant.*Ivan/);
    const calls = async () => (await sql.query<{ n: number }>(`select simultaneous_calls as n from people where name = 'Maria'`))[0]?.n;
    await change(() => row('Maria').getByTestId('calls-at-once').selectOption('3'));
    await eventually('she can be on three calls at once', async () => (await calls()) === 3);
    await undo();
    await eventually('she is on one again', async () => (await calls()) === 1);
    await page.keyboard.press('/');
    await page.keyboard.type('service');
    await eventually('only those of Service are left', async () => (await all('staff-member')).length === 1);
  });

  test('what else settles how calls are answered is one step away, at its own address', async () => {
    for (const [key, path] of [
      ['callScript', '/call-script'],
      ['hours', '/hours'],
      ['blockedCallers', '/blocked-callers'],
    ] as const) {
      await page.goto(`${house.url}/settings`);
      await open(key);
      await page.waitForURL(`**${path}*`);
    }
  });

  test('a curator who comes by the address of another department or of the keys is told so', async () => {
    await page.goto(`${house.url}/settings/department?department=${company.service.id}`);
    await page.getByText('It is not there, or not yours to see.').first().waitFor();
    await page.goto(`${house.url}/settings/pbx-keys`);
    await page.getByText('Keys are the director’s').waitFor();
  });

  test('a director chooses among all departments, makes a key that is shown once, and revokes it by its name', async () => {
    const dora = await sitDown(browser, house.url, 'dora');
    await dora.getByTestId('rail-settings').click();
    for (const [key, shown] of [
      ['department', 'department-form'],
      ['dispositions', 'wrap-up-seconds'],
      ['callbackRules', 'callback-rules'],
      ['sounds', 'sound-form'],
      ['people', 'staff'],
    ] as const) {
      await open(key, dora);
      await dora.getByTestId(shown).waitFor();
      if (key === 'people') continue;
      await dora.getByTestId('choose-department').click();
      await dora.getByRole('option', { name: 'Sales' }).click();
    }
    expect((await all('staff-member', dora)).find((row) => row.includes('Petar'))).toContain('petar@pbx.example');
    await open('pbxKeys', dora);
    await dora.getByText('No keys yet').waitFor();
    await dora.getByTestId('key-new').click();
    await dora.getByTestId('key-name').fill('Asterisk in Sofia');
    await dora.getByTestId('key-make').click();
    const key = await text('key-shown', dora);
    expect(key).toMatch(/^rbp_/);
    await dora.getByTestId('key-kept').click();
    expect(await text('key', dora)).toMatch(/Asterisk in Sofia.*never/);
    expect(await dora.content()).not.toContain(key);
    const route = () => fetch(`${house.url}/pbx/v1/route?callId=1&dialled=100&caller=200`, { headers: { authorization: `Bearer ${key}` } });
    expect((await route()).status).not.toBe(401);
    await dora.getByTestId('key-revoke').click();
    await dora.getByTestId('key-typed').fill('Asterisk');
    expect(await dora.getByTestId('key-revoke-now').isDisabled()).toBe(true);
    await dora.getByTestId('key-typed').fill('Asterisk in Sofia');
    await dora.getByTestId('key-revoke-now').click();
    await eventually('it is revoked', async () => (await text('key', dora)).includes('revoked'));
    expect((await route()).status).toBe(401);
    await dora.context().close();
  });

  test('a manager does not see the settings, and is refused by page and by API', async () => {
    const ivan = await sitDown(browser, house.url, 'ivan');
    await ivan.getByTestId('rail-clients').waitFor();
    expect(await ivan.getByTestId('rail-settings').count()).toBe(0);
    await ivan.goto(`${house.url}/settings/sounds`);
    await ivan.getByText('Settings are for directors and curators').waitFor();
    const statuses = await ivan.evaluate(async (department) => {
      const paths = ['settings', 'ring-group', 'dispositions', 'sounds'].map((name) => `departments/${department}/${name}`);
      return Promise.all([...paths, 'staff', 'pbx-keys'].map(async (path) => (await fetch(`/api/v1/${path}`)).status));
    }, company.sales.id);
    expect(new Set(statuses)).toEqual(new Set([403]));
    await ivan.context().close();
  });
});
