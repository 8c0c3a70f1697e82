import { randomUUID } from 'node:crypto';
import {
  describeWithChromium,
  eventually,
  GEORGI,
  type Leg,
  SALES,
  type SmallCompany,
  type Sql,
  startWholeHouse,
  type WholeHouse,
} from '@ringbase/testing';
import { type Browser, callApi, hasTalked, hear, type Page, readyToRing, sitDown } from './desk.js';
import { type DeskHouse, openDeskHouseOf } from './desk-house.js';

type LegSeen = Leg & { createdAt: string; answeredAt: string | null; endedAt: string | null };

describeWithChromium('the whole story, in a browser, through services apart', (chromiumPath) => {
  let opened: DeskHouse<WholeHouse>;
  let sql: Sql;
  let company: SmallCompany;
  let house: WholeHouse;
  let browser: Browser;
  let ivan: Page;
  let ivanToo: Page;

  beforeAll(async () => {
    opened = await openDeskHouseOf({ chromiumPath, start: startWholeHouse });
    ({ sql, company, house, browser } = opened);
    await house.phones.phone('+359878000001', 'mobile', 'no-answer');
    await house.phones.phone('sip:maria@pbx.example', 'sip', 'no-answer');
    ivan = await sitDown(browser, house.url, 'ivan');
    ivanToo = await ivan.context().newPage();
    await ivanToo.goto(house.url);
    await Promise.all([readyToRing(ivan), readyToRing(ivanToo)]);
  }, 120_000);

  afterAll(() => opened?.close(), 60_000);

  /** The 30 s of wrap-up are not waited for. */
  beforeEach(async () => {
    await sql.query('delete from person_calls');
    await sql.query('update presence set wrap_up_until = null');
  });

  const at = (path: string) => `${house.url}${path}`;
  const roofOn = (page: Page) => page.locator(`[data-testid=application-card][data-application-id="${company.roof.id}"]`);
  const ledgerOf = (callSid: string) =>
    house.phones.control<{ recordings: { sid: string; sha256: string; channels: number }[] }>('GET', `/control/ledger?callSid=${callSid}`);
  const outgoing = async () => (await house.phones.legs()).filter((leg) => leg.direction === 'outbound-api') as LegSeen[];

  test.each(['click', 'double click'])(
    'a known caller: his manager answers with a %s, the card is there, the recording is heard',
    async (by) => {
      const callSid = await house.phones.callIn(GEORGI, SALES);
      await Promise.all([ivan, ivanToo].map((page) => page.getByTestId('incoming-card').waitFor()));
      const callId = await ivan.getByTestId('incoming-card').getAttribute('data-call-id');
      expect(await ivan.getByTestId('incoming-card').textContent()).toContain('ИВАНОВ Георги');

      await answer(ivan, by === 'double click');
      await ivan.locator(`[data-testid=call-card][data-call-id="${callId}"]`).locator(roofOn(ivan)).waitFor();
      await ivanToo.getByTestId('incoming-card').waitFor({ state: 'detached' });
      await ivan.locator('[data-testid=talk-timer]', { hasText: '0:03' }).waitFor();
      expect(await ivanToo.getByTestId('call-card').count()).toBe(0);
      await ivan.getByTestId('hang-up').click();

      const recording = ivan.locator(`[data-testid=call-entry][data-call-id="${callId}"] [data-testid=recording][data-state=attached]`);
      await recording.waitFor();
      await recording.getByTestId('play').click();
      const time = () => recording.getByTestId('player').getAttribute('data-time').then(Number);
      const early = await eventually('time moves', async () => (await time()) || null);
      await eventually('time moves on', async () => (await time()) > early);

      const sound = await hear(ivan, (await recording.getAttribute('data-recording-id')) ?? '');
      const { recordings } = await ledgerOf(callSid);
      expect(recordings).toEqual([expect.objectContaining({ sha256: sound.sha256, channels: 2 })]);
      expect(sound.seconds).toBeGreaterThan(2);
      expect(sound.energies.map((energy) => energy > 0.01)).toEqual([true, true]);
      await ivan.getByTestId('close-card').click();
    },
    90_000,
  );

  test.each([
    ['picks up', '+359899777801', '78 01', async () => undefined],
    [
      'is free',
      '+359899777802',
      '78 02',
      async (maria: string) => {
        await ivan.getByTestId('decline').click();
        await house.phones.control('POST', `/control/calls/${maria}/decline`);
      },
    ],
  ])(
    'an unknown caller: the department rings, nobody %s, his message is a promise on the curator’s screen (%s)',
    async (_, from, shown, refuse) => {
      const cyril = await sitDown(browser, house.url, 'cyril');
      await cyril.getByTestId('rail-callbacks').click();
      const { callSid } = await house.phones.control<{ callSid: string }>('POST', '/control/calls', { from, to: SALES, speakMs: 3000 });
      await ivan.getByTestId('incoming-card').waitFor();
      const hers = await eventually(
        'Maria’s desk phone rings',
        async () => (await house.phones.legs(`?to=${encodeURIComponent('sip:maria@pbx.example')}&state=ringing`))[0],
      );
      await refuse(hers.callSid);

      const promise = cyril.locator('[data-testid=callback-row][data-origin=voicemail]', { hasText: shown });
      await promise.waitFor({ timeout: 60_000 });
      await ivan.getByTestId('incoming-card').waitFor({ state: 'detached' });
      const recording = await eventually(
        'the message is stored',
        async () =>
          (
            await sql.query<{ id: string; sha256: string }>(
              `select r.id, r.sha256 from recordings r join calls c on c.id = r.call_id where c.provider_call_id = $1 and r.state = 'attached'`,
              [callSid],
            )
          )[0],
      );
      const sound = await hear(cyril, recording.id);
      expect((await ledgerOf(callSid)).recordings.map(({ sha256 }) => sha256)).toEqual([sound.sha256]);
      expect(Math.max(...sound.energies)).toBeGreaterThan(0.01);
      await cyril.context().close();
    },
    120_000,
  );

  test('a double click on a number rings the manager’s browser first and then the client, once, and shows the company’s number', async () => {
    await house.phones.phone(GEORGI, 'mobile', 'answer', { afterMs: 500 });
    const before = (await outgoing()).length;
    await ivan.goto(at(`/applications/${company.roof.id}`));
    await readyToRing(ivan);
    await roofOn(ivan).getByTestId('dial').first().dblclick();
    await ivan.getByTestId('talking').waitFor();
    const client = await eventually(
      'the client’s telephone is answered',
      async () => (await house.phones.legs()).find((leg) => leg.to === GEORGI && leg.status === 'in-progress') as LegSeen | undefined,
    );
    const mine = (await outgoing()).slice(before);
    expect(mine).toMatchObject([{ to: 'client:ivan', from: SALES }]);
    expect(client).toMatchObject({ parentCallSid: mine[0]?.callSid, from: SALES });
    expect(Date.parse(client.createdAt)).toBeGreaterThanOrEqual(Date.parse(mine[0]?.answeredAt ?? ''));
    await ivan.getByTestId('call-card').locator(roofOn(ivan)).waitFor();
    await ivan.getByTestId('hang-up').click();
    await ivan.getByTestId('talking').waitFor({ state: 'detached' });
    expect((await outgoing()).length).toBe(before + 1);
  }, 60_000);

  test('a reminder pops up at its minute on its owner’s screen and one click dials', async () => {
    const dueAt = new Date(Date.now() + 4000);
    const { id } = await callApi<{ id: string }>(ivan, 'POST', '/callbacks', {
      applicationId: company.roof.id,
      dueAt: dueAt.toISOString(),
      timeZone: 'Europe/Sofia',
      note: 'Ask about the tiles',
    });
    const popUp = ivan.locator(`[data-testid=reminder-pop-up][data-callback-id="${id}"]`);
    await popUp.waitFor();
    const [fired] = await sql.query<{ fired_at: Date }>('select fired_at from callbacks where id = $1', [id]);
    expect((fired?.fired_at.getTime() ?? 0) - dueAt.getTime()).toBeLessThan(5000);
    const before = (await outgoing()).length;
    await popUp.getByTestId('callback-dial').click();
    await ivan.getByTestId('talking').waitFor();
    await eventually('they have really talked', async () => (await house.phones.legs()).some((leg) => leg.to === GEORGI && hasTalked(leg)));
    expect((await outgoing()).length).toBe(before + 1);
    await ivan.getByTestId('hang-up').click();
    await popUp.waitFor({ state: 'detached' });
  }, 60_000);

  test('a call that rings at a desk phone alone is told of in the browser, and not to be answered there', async () => {
    const maria = await sitDown(browser, house.url, 'maria');
    const callSid = await house.phones.callIn('+359899777803', SALES);
    await maria.getByTestId('rings-elsewhere').getByText('Desk phone').waitFor();
    expect(await maria.getByTestId('answer').count()).toBe(0);
    await ivan.getByTestId('answer').waitFor();
    await house.phones.control('POST', `/control/calls/${callSid}/hangup`);
    await Promise.all([maria, ivan].map((page) => page.getByTestId('incoming-card').waitFor({ state: 'detached' })));
    await maria.context().close();
  }, 60_000);

  test('a manager finds nothing at the address of another manager’s application', async () => {
    const { maria, sales, georgi } = company;
    const hers = {
      id: randomUUID(),
      title: 'Maria’s windows',
      client_id: georgi.id,
      department_id: sales.id,
      owner_id: maria.id,
      status: 'new',
      touched_at: new Date(),
    };
    await sql.insert('applications', [hers]);
    const mariasPage = await sitDown(browser, house.url, 'maria');
    await mariasPage.goto(at(`/applications/${hers.id}`));
    await mariasPage.getByTestId('application-card').getByText(hers.title).waitFor();
    await mariasPage.context().close();
    await ivan.goto(at(`/applications/${hers.id}`));
    await ivan.getByTestId('trouble').getByText('It is not there, or not yours to see.').waitFor();
    expect(await ivan.getByText(hers.title).count()).toBe(0);
  }, 60_000);

  test('what changed while the gateway was dead is on the screen as soon as it is back', async () => {
    const cyril = await sitDown(browser, house.url, 'cyril');
    await ivan.goto(at(`/applications/${company.roof.id}`));
    await readyToRing(ivan);
    const status = (name: string) => roofOn(ivan).locator(`[data-testid=status][data-status=${name}]`);
    await status('interested').waitFor();
    await house.kill('realtime');
    await ivan.getByTestId('line-lost').waitFor();
    const { version } = await callApi<{ version: number }>(cyril, 'GET', `/applications/${company.roof.id}`);
    await callApi(cyril, 'PATCH', `/applications/${company.roof.id}`, { version, status: 'offer-sent' });
    expect(await status('offer-sent').count()).toBe(0);
    await house.start('realtime');
    await status('offer-sent').waitFor();
    await ivan.getByTestId('line-lost').waitFor({ state: 'detached' });
    await cyril.context().close();
  }, 90_000);
});

/** `twice`: by a double click whose second half comes when the talk is on the screen already, with what ends it under the hand. */
async function answer(page: Page, twice: boolean): Promise<void> {
  const button = await page.getByTestId('answer').boundingBox();
  if (!button) throw new Error('there is no button to answer with');
  const [x, y] = [button.x + button.width - 4, button.y + button.height / 2];
  await page.mouse.click(x, y);
  if (!twice) return;
  const hangUp = page.getByTestId('hang-up');
  await hangUp.waitFor();
  const under = await hangUp.evaluate((one, [left, top]) => one.contains(document.elementFromPoint(left, top)), [x, y] as const);
  expect(under).toBe(true);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
}
