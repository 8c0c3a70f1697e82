import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stopWithUs } from '@ringbase/platform';
import { ROOT } from './config.js';
import type { PhoneCompany } from './phone-company.js';

const READY_MS = 30_000;
const STOP_MS = 5_000;

export type Simulator = { url: string; stop(): Promise<void> };

export type SimulatorOptions = {
  port: number;
  account: Pick<PhoneCompany, 'accountSid' | 'authToken' | 'apiKey' | 'apiSecret'>;
  writeLog: (line: string) => void;
  onUnexpectedEnd: () => void;
};

/** Starts the phone simulator as a process of its own and waits until it answers. */
export async function startSimulator({ port, account, writeLog, onUnexpectedEnd }: SimulatorOptions): Promise<Simulator> {
  const simulator = spawn(process.execPath, [join(ROOT, 'services/phone-simulator/dist/main.js')], {
    cwd: ROOT,
    env: {
      SIMULATOR_PORT: String(port),
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_KEY: account.apiKey,
      TWILIO_API_SECRET: account.apiSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in the terminal is for us; the phone company ends after the services.
  });
  if (simulator.pid !== undefined) stopWithUs(simulator, simulator.pid);
  const listening = await untilReady(simulator, writeLog);
  let stopping = false;
  simulator.once('close', () => !stopping && onUnexpectedEnd());
  return {
    url: `http://localhost:${listening}`,
    stop: async () => {
      stopping = true;
      await endProcess(simulator);
    },
  };
}

function untilReady(simulator: ChildProcess, writeLog: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const deadline = setTimeout(() => reject(new Error('The phone simulator did not become ready')), READY_MS);
    const fail = (reason: string): void => {
      clearTimeout(deadline);
      reject(new Error(`The phone simulator ended while starting: ${said.at(-1) ?? reason}`));
    };
    simulator.once('error', (error) => fail(error.message));
    simulator.once('close', (code, signal) => fail(String(signal ?? code)));
    for (const stream of [simulator.stdout, simulator.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        writeLog(line);
        said.push(line);
        if (said.length > 20) said.shift();
        const port = readyPort(line);
        if (port === undefined) return;
        clearTimeout(deadline);
        resolve(port);
      });
    }
  });
}

function readyPort(line: string): number | undefined {
  if (!line.includes('simulator.ready')) return undefined;
  const { event, port } = JSON.parse(line) as { event?: string; port?: number };
  return event === 'simulator.ready' ? port : undefined;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(patience);
}
