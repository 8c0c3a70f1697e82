import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { PATIENCE } from './desk.js';

/** A Chromium as a person has it, and what may become of it. */
export type OwnBrowser = {
  context: BrowserContext;
  /** The window goes down to the bar: its page is hidden. */
  minimise(page: Page): Promise<void>;
  /** The browser puts a hidden page to sleep: no line of its code runs until `thaw`. */
  freeze(page: Page): Promise<void>;
  thaw(page: Page): Promise<void>;
  /** The lid is closed: no process of the browser runs until it is opened. */
  closeLid(): void;
  openLid(): void;
  /** Every process of it ends without a word. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Starts it by itself: the driver's own start switches off what puts background tabs to sleep, and makes each page believe that it is looked at.
 * `network`: the proxy that all of it goes through.
 */
export async function startOwnBrowser(chromiumPath: string, network?: string): Promise<OwnBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'ringbase-profile-'));
  const child: ChildProcess = spawn(
    chromiumPath,
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=en-GB',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...(network === undefined ? [] : [`--proxy-server=${network}`, '--proxy-bypass-list=<-loopback>']),
    ],
    // A group of its own: what is done to the browser is done to all of its processes.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the browser ended before it was ready')));
    if (child.stderr)
      createInterface({ input: child.stderr }).on(
        'line',
        (line) => /listening on (ws:\S+)/.exec(line)?.[1] && resolve(/ws:\S+/.exec(line)?.[0] ?? ''),
      );
  });
  const browser: Browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, timeout: 2 * PATIENCE });
  const context = browser.contexts()[0] as BrowserContext;
  context.setDefaultTimeout(PATIENCE);

  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), name);
  };
  const kill = async () => {
    signal('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const tell = async (page: Page, method: 'Page.setWebLifecycleState', state: 'frozen' | 'active') => {
    const session = await context.newCDPSession(page);
    await session.send(method, { state });
    await session.detach();
  };
  return {
    context,
    async minimise(page) {
      const session = await context.newCDPSession(page);
      const { windowId } = await session.send('Browser.getWindowForTarget');
      await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
      await session.detach();
    },
    freeze: (page) => tell(page, 'Page.setWebLifecycleState', 'frozen'),
    thaw: (page) => tell(page, 'Page.setWebLifecycleState', 'active'),
    closeLid: () => signal('SIGSTOP'),
    openLid: () => signal('SIGCONT'),
    kill,
    async close() {
      await browser.close();
      await kill();
    },
  };
}
