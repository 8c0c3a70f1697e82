import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describeWithChromium, type House, type SmallCompany, type Sql } from '@ringbase/testing';
import type { AxeResults } from 'axe-core';
import { type Browser, PATIENCE, type Page, signIn } from './desk.js';
import { type DeskHouse, openDeskHouse } from './desk-house.js';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each page, and what stands on it once it has been drawn: one of these. `roof` stands for the application's id. */
const pages = {
  '/': 'desk',
  '/applications': 'applications',
  '/clients': 'clients',
  '/calls': 'empty',
  '/callbacks': 'empty',
  '/blocked-callers': 'rate-rule',
  '/proofs': 'empty proof',
  '/call-script': 'empty flow-chart',
  '/hours': 'hours-week',
  '/settings/department': 'department-form',
  '/settings/dispositions': 'wrap-up-seconds',
  '/settings/callback-rules': 'callback-rules',
  '/settings/sounds': 'sound-form',
  '/settings/people': 'staff',
  '/settings/pbx-keys': 'key-new',
  '/no-such-page': 'empty',
  '/applications/roof': 'composer',
} as const;

describeWithChromium('the pages, to those who read them otherwise', (chromiumPath) => {
  let opened: DeskHouse;
  let sql: Sql;
  let company: SmallCompany;
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    opened = await openDeskHouse({ chromiumPath });
    ({ sql, company, house, browser } = opened);
  }, 120_000);
  afterAll(() => opened?.close(), 60_000);

  /** A director's console at the narrowest desk, in the longest language, without motion: a colour is judged when it has arrived. */
  async function open(): Promise<Page> {
    await sql.query(`update people set locale = 'ru'`);
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await signIn(page, house.url, 'dora');
    return page;
  }

  describe('everything has a name, a contrast in both themes, and its place', () => {
    let page: Page;
    beforeAll(async () => {
      page = await open();
    }, 60_000);
    afterAll(() => page?.context().close());

    const judge = async () => {
      const found: string[] = [];
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
        // Names and places are the same in both.
        const faults = await faultsOf(page, theme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined);
        found.push(...faults.map((fault) => `${theme}: ${fault}`));
      }
      expect(found).toEqual([]);
    };

    test.each(Object.entries(pages))('on %s', async (path, ids) => {
      await page.goto(`${house.url}${path.replace('roof', company.roof.id)}`);
      const drawn = ids.split(' ').map((id) => `[data-testid^="${id}"]`);
      await page.locator(drawn.join()).first().waitFor();
      await judge();
    });

    test('in the list of keys', async () => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await judge();
    });
  });

  test('what judges them finds a fault where there is one', async () => {
    const page = await open();
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<main><button></button><p style="width:2000px;color:#bbb;background:#fff">pale</p></main>',
      );
    });
    const found = (await faultsOf(page)).join();
    expect(found).toContain('button-name');
    expect(found).toContain('color-contrast');
    expect(found).toContain('wider than the window');
    await page.context().close();
  });
});

/** What axe calls serious or critical, with the piece of the page; and whether the page has to be pushed sideways. */
async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(await axeSource);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run: (where: Document, options: object) => Promise<AxeResults> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(only && { runOnly: only }) });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const wide = [...document.querySelectorAll('html, main, main *')].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        (element === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)),
    );
    return [
      ...serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`)),
      ...wide.map((element) => `wider than the window: ${element.tagName} ${element.className}`),
    ];
  }, rules);
}
