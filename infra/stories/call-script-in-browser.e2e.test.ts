import { defaultScript } from '@ringbase/domain';
import { describeWithChromium, eventually, type House, SALES, type SmallCompany, type Sql } from '@ringbase/testing';
import { type Browser, type Page, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouse, publishDefaultScript } from './desk-house.js';

const words = { en: 'We are closed.', ru: 'Мы закрыты.', bg: 'Затворено е.' };
const closed = { format: 1, start: 'word', blocks: { word: { kind: 'say', words, next: 'end' }, end: { kind: 'hang-up' } } };

describeWithChromium('a department’s call script and hours, in a browser', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let company: SmallCompany;
  let house: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    opened = await openDeskHouse({ chromiumPath, prepare: publishDefaultScript });
    ({ sql, company, house, browser } = opened);
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 300, talkMs: 1500 });
    await house.phones.phone('+359878000001', 'mobile', 'no-answer');
    await house.phones.phone('client:ivan', 'client', 'no-answer');
    page = await sitDown(browser, house.url, 'cyril');
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  const text = async (id: string) => (await page.getByTestId(id).textContent()) ?? '';
  const type = (script: unknown) =>
    page.getByTestId('draft-text').fill(typeof script === 'string' ? script : JSON.stringify(script, null, 2));

  test('the published script can be read block by block', async () => {
    await page.getByTestId('rail-call-script').click();
    await page.getByTestId('script-as-text').click();
    await page.getByTestId('script-outline').waitFor();
    expect(await text('published-facts')).toContain('Version 1');
    expect(await text('block-owner')).toContain('Rings the owner for 20 s');
    await page.getByTestId('block-owner').getByRole('link', { name: 'owner-mobile' }).press('Enter');
    await eventually('the focus has jumped', async () =>
      page.getByTestId('block-owner-mobile').evaluate((block) => block.contains(document.activeElement)),
    );
  });

  test('what is wrong with a draft leads to its place, and keeps it from being published', async () => {
    await page.getByTestId('script-draft').click();
    await type('{ "format": 1, ');
    await page.getByTestId('save-draft').click();
    expect(await text('draft-faults')).toContain('line 1');
    await type({ ...closed, blocks: { ...closed.blocks, word: { kind: 'fax', next: 'end' } } });
    await page.getByTestId('save-draft').click();
    await eventually('the path is named', async () => (await text('draft-faults')).includes('blocks.word.kind'));
    await type({ ...closed, blocks: { ...closed.blocks, lost: { kind: 'hang-up' } } });
    await page.getByTestId('save-draft').click();
    await eventually('the faults are told', async () => (await text('draft-faults')).includes('No call ever comes to “lost”.'));
    expect(await page.getByTestId('publish').isDisabled()).toBe(true);
    await page.getByTestId('draft-faults').getByRole('button').first().click();
    const marked = await page
      .getByTestId('draft-text')
      .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
    expect(marked).toContain('"lost"');
  });

  test('a draft is tried out: where the call goes, step by step', async () => {
    await page.getByTestId('script-as-chart').click();
    await page.getByTestId('script-try').click();
    await page.getByTestId('dry-run-caller').fill('0888 123 456');
    await page.getByTestId('dry-run-go').click();
    await page.getByTestId('dry-run-path').waitFor();
    expect(await text('dry-run-path')).toMatch(/ИВАНОВ Георги calls Sales about application \d+; in charge: Ivan\./);
    expect(await text('dry-run-path')).toContain('We are closed.');
    expect(await sql.query('select from calls')).toEqual([]);
  });

  test('a script is replayed on the calls that really came, and the count opens them', async () => {
    const { callSid } = await house.phones.control<{ callSid: string }>('POST', '/control/calls', { from: '+359899111222', to: SALES });
    await eventually('the call is over', async () => {
      const [call] = await sql.query<{ state: string }>('select state from calls where provider_call_id = $1', [callSid]);
      return call?.state === 'ended';
    });
    await page.getByTestId('script-as-text').click();
    await type(closed);
    await page.getByTestId('save-draft').click();
    await page.getByText('Nothing keeps the draft from being published.').waitFor();
    await page.getByTestId('script-replay').click();
    await page.getByTestId('replay-go').click();
    await page.locator('[data-testid=replay-result][data-state=done]').waitFor();
    await page.getByTestId('replay-worse').click();
    await page.getByTestId('replay-calls').waitFor();
    expect(await text('replay-calls')).toContain('a colleague (Maria) → nobody');
    await page.getByTestId('replay-calls').getByRole('link').first().click();
    await page.getByTestId('call-look').getByTestId('why-here').click();
    await page.getByTestId('why-here-sentences').waitFor();
    expect(await text('why-here-sentences')).toMatch(/^An unknown caller, \+359899111222, calls Sales\. .*Maria answers after/);
  });

  test('a draft is published, and an old version is taken up again', async () => {
    await page.goto(`${house.url}/call-script?show=draft`);
    await page.getByTestId('publish-note').fill('For the holidays');
    await page.getByTestId('publish').click();
    await page.getByText('Version 2 is published').waitFor();
    await page.getByTestId('script-versions').first().click();
    await page.getByTestId('take-up-1').click();
    await page.getByTestId('script-as-text').click();
    await page.getByTestId('draft-text').waitFor();
    await eventually('the old version is in the draft', async () =>
      (await page.getByTestId('draft-text').inputValue()).includes('by-owner'),
    );
    expect(JSON.parse(await page.getByTestId('draft-text').inputValue())).toEqual(defaultScript);
  });

  test('what somebody else has written meanwhile is not overwritten', async () => {
    await page.goto(`${house.url}/call-script?show=draft&as=text`);
    await type(closed);
    const dora = await sitDown(browser, house.url, 'dora');
    await dora.goto(`${house.url}/call-script?show=draft&as=text&department=${company.sales.id}`);
    await dora.getByTestId('draft-text').fill(JSON.stringify({ ...closed, blocks: { ...closed.blocks, theirs: { kind: 'hang-up' } } }));
    await dora.getByTestId('save-draft').click();
    await dora.getByText('No call ever comes to “theirs”.').waitFor();
    await dora.context().close();
    await page.getByTestId('save-draft').click();
    await page.getByText('Somebody else has changed the draft').waitFor();
    await page.getByTestId('save-draft').click();
    const [draft] = await sql.query<{ graph: { blocks: object } }>('select graph from call_script_drafts');
    expect(Object.keys(draft?.graph.blocks ?? {})).toContain('theirs');
    expect(JSON.parse(await page.getByTestId('draft-text').inputValue())).toEqual(closed);
  });

  test('a manager reads the script and changes nothing', async () => {
    const ivan = await sitDown(browser, house.url, 'ivan');
    await ivan.getByTestId('rail-call-script').click();
    await ivan.getByTestId('flow-chart').waitFor();
    expect(await ivan.getByTestId('script-draft').count()).toBe(0);
    await ivan.context().close();
  });

  test('hours are typed as people write them, shown before they are saved, and can be undone', async () => {
    await page.goto(`${house.url}/hours`);
    await page.getByTestId('hours-preview').waitFor();
    expect(await text('open-now')).toBe('Open now');
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await page.getByTestId(`week-${day}`).fill('9 to 5');
    await page.getByText('Please write it like 9–13, 14–18.').first().waitFor();
    expect(await page.getByTestId('save-hours').isDisabled()).toBe(true);
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await page.getByTestId(`week-${day}`).fill('');
    await page.getByTestId('week-1').fill('9-13, 12-18');
    await page.getByText('This overlaps another interval').first().waitFor();
    await page.getByTestId('week-1').fill('0:00-0:01');
    await eventually('the preview tells', async () => (await text('open-now')) === 'Closed now');
    expect(await sql.query('select from departments where hours is not null')).toEqual([]);
    await page.getByTestId('save-hours').click();
    await eventually('they are saved', async () => (await sql.query('select from departments where hours is not null')).length === 1);
    await page.getByTestId('undo').click();
    await eventually(
      'they are as they were',
      async () => (await sql.query('select from departments where hours is not null')).length === 0,
    );
  });
});
