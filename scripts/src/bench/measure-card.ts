import { eventually, GEORGI, SALES, type Sql, type WholeHouse } from '@ringbase/testing';
import { chromium, type Page } from 'playwright-core';

export const IVANS_DESK = 'sip:ivan@pbx.example';

export type CardTimes = { browserMs: number[]; deskMs: number[] };
type Options = { chromiumPath: string; house: WholeHouse; sql: Sql; times: number; email: string; password: string };

/**
 * Milliseconds to the card painted, services apart, alternating: from the click on Answer in the browser, and from the moment the phone company
 * sent that the desk phone has answered.
 */
export async function measureCard({ chromiumPath, house, sql, times, email, password }: Options): Promise<CardTimes> {
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    await page.addInitScript({ content: noteClicksOnAnswer });
    await page.goto(house.url);
    await page.getByTestId('sign-in-email').fill(email);
    await page.getByTestId('sign-in-password').fill(password);
    await page.getByTestId('sign-in-submit').click();
    await page.locator('[data-testid=telephone][data-line=registered]').waitFor();
    await page.locator('[data-testid=presence-switch][data-routable=true]').waitFor();
    const took: CardTimes = { browserMs: [], deskMs: [] };
    for (let time = 0; time < times; time += 1) {
      took.browserMs.push(await fromClick(page, house, sql));
      took.deskMs.push(await fromDeskPhone(page, house, sql));
    }
    return took;
  } finally {
    await browser.close();
  }
}

async function fromClick(page: Page, house: WholeHouse, sql: Sql): Promise<number> {
  await house.phones.phone(IVANS_DESK, 'sip', 'no-answer');
  const callSid = await house.phones.callIn(GEORGI, SALES);
  await page.getByTestId('answer').click();
  const painted = await paintedAt(page);
  const clicked = await page.evaluate(
    () => (performance.getEntriesByName('answer.clicked').at(-1)?.startTime ?? 0) + performance.timeOrigin,
  );
  await endCall(page, house, sql, callSid);
  return painted - clicked;
}

async function fromDeskPhone(page: Page, house: WholeHouse, sql: Sql): Promise<number> {
  await house.phones.phone(IVANS_DESK, 'sip', 'answer', { afterMs: 1500 });
  const callSid = await house.phones.callIn(GEORGI, SALES);
  const painted = await paintedAt(page);
  const { webhooks } = await house.phones.control<{ webhooks: { at: string; params: Record<string, string> }[] }>(
    'GET',
    `/control/ledger?callSid=${callSid}`,
  );
  const answered = webhooks.find(({ params }) => params['CallStatus'] === 'in-progress' && params['ParentCallSid'] === callSid);
  if (!answered) throw new Error('The phone company never told that the desk phone answered.');
  await endCall(page, house, sql, callSid);
  return painted - Date.parse(answered.at);
}

/** When the card that is on the glass was painted, as milliseconds since the epoch. */
async function paintedAt(page: Page): Promise<number> {
  await page.getByTestId('call-card').getByTestId('application-card').waitFor();
  const handle = await page.waitForFunction(() => {
    const mark = performance
      .getEntriesByName('card.painted')
      .find((entry) => 'detail' in entry && (entry.detail as { applicationId: string | null }).applicationId !== null);
    return mark ? mark.startTime + performance.timeOrigin : null;
  });
  return Number(await handle.jsonValue());
}

async function endCall(page: Page, house: WholeHouse, sql: Sql, callSid: string): Promise<void> {
  await house.phones.control('POST', `/control/calls/${callSid}/hangup`);
  await page.getByTestId('close-card').click();
  await eventually(
    'the call has ended',
    async () => (await sql.query(`select 1 from calls where provider_call_id = $1 and state = 'ended'`, [callSid]))[0],
  );
  // The wrap-up is not waited for.
  await sql.query('delete from person_calls');
  await sql.query('update presence set wrap_up_until = null');
  await page.reload();
  await page.locator('[data-testid=telephone][data-line=registered]').waitFor();
  await page.locator('[data-testid=presence-switch][data-routable=true]').waitFor();
}

/** Runs in the page: marks when the mouse's press on Answer came in, before any of the page's own work on it. */
const noteClicksOnAnswer = `addEventListener('click', (event) => {
  if (event.target.closest('[data-testid=answer]')) performance.mark('answer.clicked', { startTime: event.timeStamp });
}, { capture: true });`;
