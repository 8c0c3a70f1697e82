import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  describeWithChromium,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  SALES,
  type Sql,
  startTcpProxy,
  startWholeHouse,
  type TcpProxy,
  type TestDatabase,
  type WholeHouse,
} from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import { type Browser, callApi, hasTalked, launchBrowser, PASSWORD, type Page, readyToRing, sitDown } from './desk.js';

describeWithChromium('answering, in a browser', (chromiumPath) => {
  let directory: string;
  let database: TestDatabase;
  let proxy: TcpProxy;
  let sql: Sql;
  let house: WholeHouse;
  let browser: Browser;
  let ivan: Page;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ringbase-answering-'));
    database = await createTestDatabase();
    proxy = await startTcpProxy(database.url);
    sql = openSql(database.url);
    const { maria, cyril } = await makeSmallCompany(sql, new Date(), await hashPassword(PASSWORD));
    const browserOf = (person: { id: string }, address: string) => ({ id: randomUUID(), person_id: person.id, kind: 'browser', address });
    await sql.insert('devices', [browserOf(maria, 'maria'), browserOf(cyril, 'cyril')]);
    house = await startWholeHouse({ databaseUrl: proxy.url, directory });
    await house.phones.phone('+359878000001', 'mobile', 'no-answer');
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
    browser = await launchBrowser(chromiumPath);
    ivan = await sitDown(browser, house.url, 'ivan');
    await readyToRing(ivan);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await house?.stop().finally(() => proxy?.stop());
    await sql?.close();
    await database?.drop();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  beforeEach(async () => {
    await sql.query('delete from person_calls');
    await sql.query('update presence set wrap_up_until = null');
  });

  const inProgress = async (callSid: string) => {
    const legs = await house.phones.legs();
    const talks = (one: { status: string } | undefined) => one?.status === 'in-progress';
    return (
      talks(legs.find((leg) => leg.callSid === callSid)) &&
      talks(legs.find((leg) => leg.parentCallSid === callSid && leg.to === 'client:ivan'))
    );
  };

  test('while nothing can be claimed Answer connects all the same, and says that there is no card', async () => {
    await ivan.route('**/api/v1/calls/*/claim', (route) => route.fulfill({ status: 503, json: { code: 'UNAVAILABLE' } }));
    const callSid = await house.phones.callIn(GEORGI, SALES);
    await ivan.getByTestId('incoming-card').waitFor();
    await ivan.getByTestId('answer').click();
    await ivan.getByText('The card of this call could not be opened').waitFor();
    await ivan.unroute('**/api/v1/calls/*/claim');
    await eventually('both sides are connected', () => inProgress(callSid));
    // The house learns of the pick-up from the provider, and opens the card after all.
    await ivan.getByTestId('call-card').waitFor();
    await ivan.getByTestId('hang-up').click();
    await ivan.getByTestId('talking').waitFor({ state: 'detached' });
    await ivan.getByTestId('answer').waitFor({ state: 'detached' });
    await ivan.getByTestId('close-card').click();
  }, 60_000);

  const answeredBy = (callSid: string) =>
    eventually('it is written who answered', async () => {
      const [call] = await sql.query<{ name: string }>(
        'select p.name from calls c join people p on p.id = c.answered_by_person_id where c.provider_call_id = $1',
        [callSid],
      );
      return call?.name;
    });
  const talks = (page: Page) => page.getByTestId('talking').getByTestId('hang-up').isVisible();

  /** Both press Answer; the one who carries the call, the other, and what he is told. */
  async function race(callSid: string, pages: readonly [Page, Page], told: string): Promise<void> {
    const buttons = await Promise.all(pages.map((page) => page.waitForSelector('[data-testid=answer]')));
    await Promise.all(buttons.map((button) => button.evaluate((one) => (one as unknown as { click(): void }).click())));
    await answeredBy(callSid);
    const timer = (page: Page) => page.locator('[data-testid=talk-timer]', { hasText: '0:0' }).isVisible();
    const won = await eventually('one of them talks', async () =>
      (await timer(pages[0])) ? pages[0] : (await timer(pages[1])) && pages[1],
    );
    const lost = won === pages[0] ? pages[1] : pages[0];
    const callId = await won.getByTestId('call-card').getAttribute('data-call-id');
    await lost.getByText(told).waitFor();
    await lost.locator(`[data-testid=call-card][data-call-id="${callId}"]`).waitFor({ state: 'detached' });
    expect(await talks(lost)).toBe(false);
    await won.getByTestId('hang-up').click();
    await won.getByTestId('talking').waitFor({ state: 'detached' });
    await won.getByTestId('close-card').click();
  }

  test('two people press Answer at once: one has the call and its card, the other is told who', async () => {
    const maria = await sitDown(browser, house.url, 'maria');
    await readyToRing(maria);
    const callSid = await house.phones.callIn('+359899777820', SALES);
    await race(callSid, [ivan, maria], 'Taken by');
    await maria.context().close();
  }, 60_000);

  test('two tabs of one person press Answer at once: one has the call and its card, the other is told so', async () => {
    const ivanToo = await ivan.context().newPage();
    await ivanToo.goto(house.url);
    await readyToRing(ivanToo);
    const callSid = await house.phones.callIn(GEORGI, SALES);
    await race(callSid, [ivan, ivanToo], 'You took this call in another tab');
    await ivanToo.close();
  }, 60_000);

  test('a colleague who is quicker than the telephone of whoever pressed Answer has the call, and the opened card closes', async () => {
    const slow = await sitDown(browser, house.url, 'ivan', (page) =>
      page.routeWebSocket(/\/client\?/, (ours) => {
        const company = ours.connectToServer();
        ours.onMessage((message) => {
          if (!String(message).includes('"accept"')) company.send(message);
        });
      }),
    );
    await ivan.goto('about:blank');
    await readyToRing(slow);
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 4000, talkMs: 8000 });
    const callSid = await house.phones.callIn('+359899777821', SALES);
    await slow.getByTestId('answer').click();
    await slow.getByTestId('call-card').waitFor();
    expect(await answeredBy(callSid)).toBe('Maria');
    await slow.getByTestId('call-card').waitFor({ state: 'detached' });
    await slow.getByText('Taken by Maria').waitFor();
    expect(await slow.getByTestId('talking').count()).toBe(0);
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
    await house.phones.control('POST', `/control/calls/${callSid}/hangup`);
    await slow.context().close();
    await ivan.goto(house.url);
    await readyToRing(ivan);
  }, 60_000);

  test('a claim that comes to nothing lapses, and the call rings again', async () => {
    const callSid = await house.phones.callIn(GEORGI, SALES);
    const card = ivan.getByTestId('incoming-card');
    await card.waitFor();
    const callId = await card.getAttribute('data-call-id');
    await callApi(ivan, 'POST', `/calls/${callId}/claim`, { tab: 'a-tab-that-went-away' });
    await ivan.reload();
    await ivan.locator('[data-testid=telephone][data-line=registered]').waitFor();
    expect(await card.count()).toBe(0);
    await card.waitFor();
    await ivan.getByTestId('answer').click();
    await eventually('both sides are connected', () => inProgress(callSid));
    await ivan.getByTestId('hang-up').click();
    await ivan.getByTestId('talking').waitFor({ state: 'detached' });
    await ivan.getByTestId('close-card').click();
  }, 60_000);

  test('the keyboard alone declines, answers, and while talking writes on the caller’s card from any page', async () => {
    const declined = await house.phones.callIn(GEORGI, SALES);
    await ivan.getByTestId('decline').waitFor();
    await ivan.keyboard.press('Alt+d');
    await ivan.getByTestId('incoming-card').waitFor({ state: 'detached' });
    await eventually('the browser has refused', async () =>
      (await house.phones.legs()).find((leg) => leg.parentCallSid === declined && leg.to === 'client:ivan' && leg.status === 'busy'),
    );
    await house.phones.control('POST', `/control/calls/${declined}/hangup`);

    const callSid = await house.phones.callIn(GEORGI, SALES);
    await ivan.getByTestId('answer').waitFor();
    await ivan.keyboard.press('Alt+a');
    await eventually('both sides are connected', () => inProgress(callSid));
    await ivan.getByTestId('rail-clients').click();
    const card = ivan.getByTestId('call-card');
    await card.getByTestId('comment-text').waitFor();
    await ivan.keyboard.press('c');
    await card.locator('[data-testid=comment-text]:focus').waitFor();
    await ivan.keyboard.press('Escape');
    await ivan.keyboard.press('!');
    await card.locator('[data-testid=important][aria-pressed=true]').waitFor();
    await ivan.keyboard.press('Alt+h');
    await ivan.getByTestId('talking').waitFor({ state: 'detached' });
    await ivan.getByTestId('close-card').click();
  }, 60_000);

  test('a voice message of an unknown caller becomes an application, and calling back keeps the promise', async () => {
    const from = '+359899777830';
    const cyril = await sitDown(browser, house.url, 'cyril');
    await readyToRing(cyril);
    await cyril.getByTestId('rail-callbacks').click();
    const { callSid } = await house.phones.control<{ callSid: string }>('POST', '/control/calls', { from, to: SALES, speakMs: 2000 });
    await ivan.getByTestId('decline').click();
    const hers = await eventually(
      'Maria’s desk phone rings',
      async () => (await house.phones.legs(`?to=${encodeURIComponent('sip:maria@pbx.example')}&state=ringing`))[0],
    );
    await house.phones.control('POST', `/control/calls/${hers.callSid}/decline`);
    const promise = cyril.locator('[data-testid=callback-row][data-origin=voicemail]');
    await promise.waitFor({ timeout: 60_000 });
    await eventually(
      'the caller has hung up',
      async () => (await house.phones.legs()).find((leg) => leg.callSid === callSid)?.status === 'completed',
    );
    expect(await promise.getByTestId('callback-dial').count()).toBe(0);

    await promise.getByTestId('callback-make').click();
    await cyril.getByTestId('make-application-name').fill('Vasil Petrov');
    await cyril.getByTestId('make-application-title').fill('A fence');
    await cyril.getByTestId('make-application-submit').click();
    await promise.getByText('Vasil Petrov').waitFor();
    expect(await promise.getByTestId('callback-make').count()).toBe(0);

    await house.phones.phone(from, 'mobile', 'answer', { afterMs: 500 });
    await promise.getByTestId('callback-dial').click();
    await cyril.getByTestId('talking').waitFor();
    await eventually('they have really talked', async () => (await house.phones.legs()).some((leg) => leg.to === from && hasTalked(leg)));
    await cyril.getByTestId('hang-up').click();
    await promise.waitFor({ state: 'detached' });
    expect(await sql.query(`select state, kept_by_call_id is not null as by_call from callbacks where caller_e164 = $1`, [from])).toEqual([
      { state: 'kept', by_call: true },
    ]);
    await cyril.context().close();
  }, 150_000);

  test('with the database gone a call rings at a browser, and Answer connects both sides', async () => {
    proxy.cut();
    const callSid = await house.phones.callIn('+359899777810', SALES);
    const leg = ivan.getByTestId('incoming-leg');
    await leg.waitFor();
    expect(await ivan.title()).toContain('It rings');
    await ivan.keyboard.press('Alt+a');
    await ivan.getByTestId('talking').getByText('Incoming call').waitFor();
    await eventually('both sides are connected', () => inProgress(callSid));
    await ivan.getByTestId('hang-up').click();
    await ivan.getByTestId('talking').waitFor({ state: 'detached' });

    await house.phones.callIn('+359899777811', SALES);
    await leg.waitFor();
    await ivan.getByTestId('decline').click();
    await leg.waitFor({ state: 'detached' });
    proxy.restore();
  }, 90_000);
});
