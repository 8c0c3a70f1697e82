import { REAL_TALK_SECONDS } from '@ringbase/domain';
import { type Browser, chromium, type Page } from 'playwright-core';

export type { Browser, Page };

export const PASSWORD = 'a-password-of-tests';
/** Milliseconds that anything may take to appear on a screen of a busy machine. */
export const PATIENCE = 30_000;

export function launchBrowser(chromiumPath: string): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A person at his desk: a browser of his own, signed in through the form, its telephone registered. `before`: what to do to his page before it opens. */
export async function sitDown(browser: Browser, url: string, name: string, before?: (page: Page) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Sofia',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await before?.(page);
  await signIn(page, url, name);
  return page;
}

/** Through the form. */
export async function signIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.getByTestId('sign-in-email').fill(`${name}@company.example`);
  await page.getByTestId('sign-in-password').fill(PASSWORD);
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('presence-switch').waitFor();
}

/** Until a call would ring here: the telephone is registered and the server knows it. */
export async function readyToRing(page: Page): Promise<void> {
  await page.locator('[data-testid=telephone][data-line=registered]').waitFor();
  await page.locator('[data-testid=presence-switch][data-routable=true]').waitFor();
}

/** The API as this page's person, from within his page. */
export async function callApi<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([verb, address, json]) => {
      const init = json === undefined ? { method: verb } : { method: verb, body: json, headers: { 'content-type': 'application/json' } };
      const response = await fetch(`/api/v1${address}`, init);
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as T;
}

/** Both sides have been joined for longer than a hand on the wrong button: what was promised is kept by it. */
export function hasTalked(leg: { status: string; answeredAt?: string | null }): boolean {
  return leg.status === 'in-progress' && Date.parse(leg.answeredAt ?? '') < Date.now() - (REAL_TALK_SECONDS + 1) * 1000;
}

export type Sound = { sha256: string; seconds: number; energies: number[] };

/** A recording as the browser hears it: the digest of its bytes, its length, and the loudness (root mean square) of each channel. */
export function hear(page: Page, recordingId: string): Promise<Sound> {
  return page.evaluate(async (id) => {
    const bytes = await (await fetch(`/api/v1/recordings/${id}/audio`)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sound = await new AudioContext().decodeAudioData(bytes);
    const energies = Array.from({ length: sound.numberOfChannels }, (_, channel) => {
      const samples = sound.getChannelData(channel);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    });
    return { sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''), seconds: sound.duration, energies };
  }, recordingId);
}
