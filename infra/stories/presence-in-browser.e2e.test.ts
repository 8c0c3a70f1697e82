import { describeWithChromium, eventually, GEORGI, SALES, startWeakNetwork, type WeakNetwork } from '@ringbase/testing';
import { type Page, readyToRing, signIn } from './desk.js';
import { type OwnBrowser, startOwnBrowser } from './own-browser.js';
import { type PresenceHouse, startPresenceHouse, TRUTH_WITHIN } from './presence-house.js';

/** Milliseconds, real ones, after which whoever has woken or has a network again is back at work. */
const SOON = 40_000;

describeWithChromium('who is not there is not rung, and who is there is, in a browser', (chromiumPath) => {
  let story: PresenceHouse;
  let network: WeakNetwork;
  const browsers: OwnBrowser[] = [];

  beforeAll(async () => {
    network = await startWeakNetwork();
    story = await startPresenceHouse();
  }, 120_000);

  afterEach(async () => {
    network.restore();
    for (const browser of browsers.splice(0)) {
      browser.openLid();
      await browser.kill();
    }
    await story?.sql.query('delete from tabs');
    expect(await story?.presence()).toMatchObject({ routable: false, reasons: ['browser-not-connected'] });
  }, 60_000);

  afterAll(async () => {
    await story?.stop();
    await network?.stop();
  }, 60_000);

  /** Ivan at his desk, ready to be rung. */
  async function sitDown(): Promise<{ browser: OwnBrowser; page: Page }> {
    const browser = await startOwnBrowser(chromiumPath, network.url);
    browsers.push(browser);
    const page = await browser.context.newPage();
    await signIn(page, story.house.url, 'ivan');
    await readyToRing(page);
    expect(await story.presence()).toMatchObject({ status: 'available', routable: true });
    return { browser, page };
  }
  const words = (page: Page) =>
    page.locator('[data-testid=no-calls-reach-you]', { hasText: 'No calls reach you: the browser is not connected' });
  const back = (page: Page) =>
    Promise.all([
      page.locator('[data-testid=telephone][data-line=registered]').waitFor({ timeout: SOON }),
      page.locator('[data-testid=presence-switch][data-routable=true]').waitFor({ timeout: SOON }),
      eventually('calls reach Ivan again', async () => (await story.presence()).routable, SOON),
    ]);

  test.each<[string, (browser: OwnBrowser) => Promise<void>]>([
    ['is closed', (browser) => browser.close()],
    ['dies', (browser) => browser.kill()],
  ])(
    'a browser that %s: within 45 s nothing rings there',
    async (_, end) => {
      const { browser } = await sitDown();
      expect(await story.whoIsRung()).toBe('ivan');
      await end(browser);
      expect(await story.untilUnroutable()).toBeLessThanOrEqual(TRUTH_WITHIN);
      expect(await story.presence()).toMatchObject({ status: 'offline', reasons: ['browser-not-connected'] });
      expect(await story.whoIsRung()).toBe('maria');
    },
    90_000,
  );

  test('a network that is gone without a word: within 45 s nothing rings there, the console says so, and is back soon after it', async () => {
    const { page } = await sitDown();
    network.lose();
    expect(await story.untilUnroutable()).toBeLessThanOrEqual(TRUTH_WITHIN);
    expect(await story.whoIsRung()).toBe('maria');
    await page.getByTestId('line-lost').waitFor({ timeout: SOON });
    await words(page).waitFor();
    await page.locator('[data-testid=presence-switch][data-status=offline][data-routable=false]').waitFor();
    await page.locator('[data-testid=telephone][data-line=lost]').waitFor();
    network.restore();
    await back(page);
    await page.getByTestId('line-lost').waitFor({ state: 'detached' });
    expect(await page.getByTestId('no-calls-reach-you').count()).toBe(0);
    expect(await story.whoIsRung()).toBe('ivan');
  }, 150_000);

  test('a page that its browser has put to sleep cannot ring, and is not rung; it heals by itself when it wakes', async () => {
    const { browser, page } = await sitDown();
    await browser.minimise(page);
    await browser.freeze(page);
    expect(await story.untilUnroutable()).toBeLessThanOrEqual(TRUTH_WITHIN);
    await browser.thaw(page);
    await page.bringToFront();
    await back(page);
    expect(await story.whoIsRung()).toBe('ivan');
  }, 120_000);

  test('a laptop whose lid is closed is not rung; opened, it has what happened meanwhile, and its telephone', async () => {
    const { browser, page } = await sitDown();
    const { roof } = story.company;
    await page.goto(`${story.house.url}/applications/${roof.id}`);
    await readyToRing(page);
    const card = page.locator(`[data-testid=application-card][data-application-id="${roof.id}"]`);
    await card.locator('[data-testid=status][data-status=interested]').waitFor();

    browser.closeLid();
    // The network forgets a sleeper's connections.
    network.lose();
    expect(await story.untilUnroutable()).toBeLessThanOrEqual(TRUTH_WITHIN);
    const { version } = await story.ask<{ version: number }>('GET', `/applications/${roof.id}`);
    await story.ask('PATCH', `/applications/${roof.id}`, { version, status: 'offer-sent' });

    network.restore();
    browser.openLid();
    await back(page);
    await card.locator('[data-testid=status][data-status=offer-sent]').waitFor();
    expect(await story.whoIsRung()).toBe('ivan');
  }, 150_000);

  test('a live tab in the background stays routable for minutes, though its timers sleep', async () => {
    const { browser, page } = await sitDown();
    // Harsher than any browser, which wakes them once a minute.
    await browser.context.addInitScript({
      content: `window.slept = 0;
        for (const name of ['setTimeout', 'setInterval']) {
          const start = window[name].bind(window);
          window[name] = (run, ...more) => start((...given) => (document.hidden ? (window.slept += 1) : run(...given)), ...more);
        }`,
    });
    await page.reload();
    await readyToRing(page);
    await browser.minimise(page);
    expect(await page.evaluate('document.visibilityState')).toBe('hidden');
    for (let minutes = 0; minutes < 2; minutes += 1) {
      for (let tenth = 0; tenth < 6; tenth += 1) {
        // What the house asks for sooner than a second after the last answer waits for a timer.
        await new Promise((resolve) => setTimeout(resolve, 1100));
        await story.pass(10_000);
        await story.answered(1);
      }
      expect(await story.presence()).toMatchObject({ status: 'available', routable: true });
    }
    expect(await page.evaluate<number>('window.slept')).toBeGreaterThan(0);
    expect(await story.whoIsRung()).toBe('ivan');
  }, 180_000);

  test('five tabs: one is heard, all show it, one opens the card; he is there as long as one of them lives', async () => {
    const { browser, page: first } = await sitDown();
    const pages = [first];
    await browser.context.addInitScript({
      content: `window.chimes = 0; const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...at) { window.chimes += 1; return start.apply(this, at); };`,
    });
    await first.reload();
    for (let more = 0; more < 4; more += 1) {
      const page = await browser.context.newPage();
      await page.goto(story.house.url);
      pages.push(page);
    }
    for (const page of pages) {
      await page.bringToFront();
      await readyToRing(page);
      await page.mouse.click(600, 700);
    }
    await story.answered(5);
    const heardIn = async () => {
      const counts = await Promise.all(pages.map((page) => page.evaluate<number>('window.chimes')));
      return counts.flatMap((count, index) => (count > 0 ? [index] : []));
    };

    const { phones } = story.house;
    await phones.callIn(GEORGI, SALES);
    await Promise.all(pages.map((page) => page.getByTestId('incoming-card').waitFor()));
    await eventually('the bell sounds', async () => (await heardIn()).length > 0);
    expect(await heardIn()).toEqual([0]);

    await first.close();
    pages.shift();
    await eventually('another tab sounds in its place', async () => (await heardIn()).length > 0);
    expect(await heardIn()).toEqual([0]);

    const answering = pages[2] as Page;
    const callId = await answering.getByTestId('incoming-card').getAttribute('data-call-id');
    await answering.bringToFront();
    await answering.getByTestId('answer').click();
    await answering.locator(`[data-testid=call-card][data-call-id="${callId}"]`).waitFor();
    await Promise.all(pages.map((page) => page.getByTestId('incoming-card').waitFor({ state: 'detached' })));
    await answering.locator('[data-testid=talk-timer]').waitFor();
    expect(await Promise.all(pages.map((page) => page.getByTestId('call-card').count()))).toEqual([0, 0, 1, 0]);
    await answering.getByTestId('hang-up').click();
    await answering.getByTestId('talking').waitFor({ state: 'detached' });
    await answering.getByTestId('ready').click();
    await eventually('he is ready for the next', async () => (await story.presence()).status === 'available');

    for (const page of pages.splice(0, 3)) await page.close();
    await story.pass(10_000);
    await story.answered(1);
    await story.pass(10_000);
    await story.answered(1);
    expect(await story.presence()).toMatchObject({ status: 'available', routable: true });
    expect(await story.whoIsRung()).toBe('ivan');

    await pages[0]?.close();
    expect(await story.untilUnroutable()).toBeLessThanOrEqual(TRUTH_WITHIN);
  }, 180_000);
});
