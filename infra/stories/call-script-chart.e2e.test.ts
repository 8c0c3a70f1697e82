import { type CallScript, defaultScript } from '@ringbase/domain';
import { describeWithChromium, eventually, type House, SALES, type Sql } from '@ringbase/testing';
import { type Browser, type Page, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse, publishDefaultScript } from './desk-house.js';

type Heard = { callSid: string; what: string; detail: string };

describeWithChromium('a call script drawn and edited as a flow chart', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let house: House;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    opened = await openDeskHouse({ chromiumPath, prepare: publishDefaultScript });
    ({ sql, house, browser } = opened);
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
    page = await sitDown(browser, house.url, 'cyril', async (opening) => {
      opening.on('console', (message) => {
        if (/content security policy/i.test(message.text())) complaints.push(message.text());
      });
      opening.on('pageerror', (error) => complaints.push(error.message));
    });
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  const part = (id: string) => page.getByTestId(id);
  const text = async (id: string) => (await part(id).textContent()) ?? '';
  const choose = (block: string) => part(`chart-${block}`).click();
  const add = (kind: string) => part(`add-${kind}`).click();
  const lead = async (outlet: string, to: string) => {
    await part(`lead-${outlet}`).fill(to);
    await page.getByRole('option', { name: to, exact: true }).click();
  };
  const say = async (words: Readonly<Record<'en' | 'ru' | 'bg', string>>) => {
    for (const [language, said] of Object.entries(words)) await part(`words-${language}`).fill(said);
  };
  const save = async () => {
    await part('save-draft').click();
    await part('draft-state').getByText('Saved', { exact: true }).waitFor();
  };
  const drawn = async (): Promise<CallScript> => {
    const [draft] = await sql.query<{ graph: CallScript }>('select graph from call_script_drafts');
    if (!draft) throw new Error('there is no draft');
    return draft.graph;
  };
  const drag = async (from: string, to: string) => {
    await part(from).hover();
    await page.mouse.down();
    await part(to).hover({ position: { x: 20, y: 15 } });
    await page.mouse.up();
  };

  test('what calls run on is drawn, each block with its name, what it does and its ways out', async () => {
    await part('rail-call-script').click();
    await part('flow-chart').waitFor();
    expect(await text('chart-owner')).toMatch(/owner.*Rings the owner for 20 s.*not answered/);
    expect(await page.locator('.react-flow__edge').count()).toBe(14);
    expect(await page.locator('.react-flow__node').count()).toBe(Object.keys(defaultScript.blocks).length);
    // Nothing here can be changed.
    await choose('owner');
    expect(await part('block-form').count()).toBe(0);
    await page.keyboard.press('Delete');
    expect(await part('chart-owner').count()).toBe(1);
  });

  test('a supposed call lights its path, step by step', async () => {
    await part('script-try').click();
    await part('dry-run-caller').fill('0888 123 456');
    await part('dry-run-go').click();
    await page.locator('[data-testid=chart-voicemail][data-here=true]').waitFor();
    expect(await part('chart-by-owner').getAttribute('data-lit')).toBe('true');
    expect(await part('chart-goodbye').getAttribute('data-lit')).toBe('false');
    await part('step-1').getByRole('button').click();
    await page.locator('[data-testid=chart-by-owner][data-here=true]').waitFor();
    expect(await page.locator('.react-flow__edge.lit').count()).toBe(0);
  });

  test('a script is built by the chart alone: palette, connections, forms', async () => {
    await part('script-draft').click();
    await part('palette').waitFor();
    for (let left = Object.keys(defaultScript.blocks).length; left > 0; left -= 1) {
      await part('chart-whole').click();
      await page.locator('.react-flow__node').first().click();
      await page.locator('.react-flow__node.selected').waitFor();
      await page.keyboard.press('Delete');
      await eventually('one block less', async () => (await page.locator('.react-flow__node').count()) === left - 1);
    }
    await page.getByText('There is nothing here yet').waitFor();
    await add('menu');
    await say({ en: 'Press 1 for the office.', ru: 'Нажмите 1.', bg: 'Натиснете 1.' });
    await part('field-tries').fill('1');
    await part('field-block-name').fill('ask');
    await part('field-block-name').press('Enter');
    // The chosen block's open ways out are led to what comes next from the palette, one after another.
    await add('say');
    await say({ en: 'The office is closed.', ru: 'Офис закрыт.', bg: '' });
    await part('field-block-name').fill('closed');
    await part('field-block-name').press('Enter');
    await add('hang-up');
    await part('chart-whole').click();
    // By dragging from a way out to a block, and by the form.
    await drag('out-ask-no-input', 'chart-closed');
    await choose('ask');
    await lead('wrong', 'closed');
    await save();
    expect(await drawn()).toMatchObject({
      start: 'ask',
      blocks: {
        ask: { kind: 'menu', tries: 1, choices: { '1': 'closed' }, noInput: 'closed', wrong: 'closed' },
        closed: { kind: 'say', next: 'hang-up' },
        'hang-up': { kind: 'hang-up' },
      },
    });
  });

  test('its fault is shown on its block, and keeps it from being published until it is mended', async () => {
    await part('fault-closed').waitFor();
    expect(await part('publish').isDisabled()).toBe(true);
    await part('draft-faults').getByRole('button').first().click();
    expect(await text('block-faults')).toBe('“closed” has no words in the language bg.');
    await part('words-bg').fill('Офисът е затворен.');
    await eventually('it is not held against what has been changed', async () => (await part('fault-closed').count()) === 0);
    await save();
    await page.getByText('Nothing keeps the draft from being published.').waitFor();
  });

  test('a block is dragged from the palette on to a way out, and stands between', async () => {
    await part('add-notify').dragTo(page.locator('[data-block=closed][data-outlet=next]'));
    await part('chart-notify').waitFor();
    await part('script-as-text').click();
    const { blocks } = JSON.parse(await part('draft-text').inputValue()) as CallScript;
    expect(blocks).toMatchObject({ closed: { next: 'notify' }, notify: { next: 'hang-up' } });
    await part('script-as-chart').click();
    await part('script-undo').click();
    await eventually('it is gone again', async () => (await part('chart-notify').count()) === 0);
  });

  test('steps are undone and done again, by keys as well', async () => {
    await choose('closed');
    await part('duplicate-block').click();
    await part('chart-closed-2').waitFor();
    await part('remove-block').click();
    await eventually('the copy is gone', async () => (await part('chart-closed-2').count()) === 0);
    await page.keyboard.press('Control+z');
    await part('chart-closed-2').waitFor();
    await page.keyboard.press('Control+z');
    await eventually('nothing is left of it', async () => (await part('chart-closed-2').count()) === 0);
    await page.keyboard.press('Control+Shift+z');
    await part('chart-closed-2').waitFor();
    await part('script-undo').click();
    await part('draft-state').getByText('Saved', { exact: true }).waitFor();
  });

  test('a word typed letter by letter is one step, and the text shows the same script', async () => {
    await choose('closed');
    await part('words-en').fill('');
    await part('words-en').pressSequentially('Shut.');
    await part('script-as-text').click();
    expect(await part('draft-text').inputValue()).toContain('"Shut."');
    await part('script-as-chart').click();
    await part('script-undo').click();
    await choose('closed');
    expect(await part('words-en').inputValue()).toBe('The office is closed.');
  });

  test('by the keyboard alone: a block is chosen, and led elsewhere through a new one', async () => {
    await part('chart-whole').click();
    await page.locator('.react-flow__node[data-id=ask]').focus();
    await page.keyboard.press('Enter');
    await eventually('its form has the focus', async () =>
      page.evaluate(() => document.activeElement?.id === 'block-form-title' && document.activeElement.textContent === 'Menu'),
    );
    await part('lead-wrong').press('ArrowDown');
    await part('lead-wrong').fill('+ Say');
    await part('lead-wrong').press('ArrowDown');
    await part('lead-wrong').press('Enter');
    await eventually('the new block’s form has the focus', async () => (await part('field-block-name').inputValue()) === 'say');
    await say({ en: 'That is no choice.', ru: 'Такого варианта нет.', bg: 'Няма такъв избор.' });
    await save();
    expect((await drawn()).blocks).toMatchObject({ ask: { wrong: 'say' }, say: { next: 'closed' } });
  });

  test('it is published, and whoever phones hears it', async () => {
    await part('publish-note').fill('Drawn');
    await part('publish').click();
    await page.getByText('Version 2 is published').waitFor();
    const caller = { from: '+359899111222', to: SALES, digits: '7' };
    const { callSid } = await house.phones.control<{ callSid: string }>('POST', '/control/calls', caller);
    await eventually('the call is over', async () => {
      const [call] = await sql.query<{ state: string }>('select state from calls where provider_call_id = $1', [callSid]);
      return call?.state === 'ended';
    });
    const { heard } = await house.phones.control<{ heard: Heard[] }>('GET', `/control/ledger?callSid=${callSid}`);
    const said = heard.map(({ detail }) => detail).join('\n');
    for (const words of ['Press 1 for the office.', 'That is no choice.', 'The office is closed.']) expect(said).toContain(words);
  });

  test('the page is drawn under the house’s content security policy, and nothing broke on the way', () => {
    expect(complaints).toEqual([]);
  });
});
