import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const READY_MS = 40_000;

export type WorkerProcess = { port: number; end(signal: NodeJS.Signals): Promise<number | null> };

/** A worker as a process of its own, ready. */
export async function startWorker(env: Record<string, string>): Promise<WorkerProcess> {
  const twilio = {
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'none',
    TWILIO_API_KEY: `SK${'0'.repeat(32)}`,
    TWILIO_API_SECRET: 'none',
  };
  const child = spawn(process.execPath, [main], {
    env: { PORT: '0', PUBLIC_URL: 'http://localhost', STORAGE_URL: 'file:///nonexistent', ...twilio, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the worker did not become ready')), READY_MS);
    void exited.then(() => reject(new Error('the worker ended at once')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /"event":"service\.ready".*?"port":(\d+)/.exec(line);
      if (!ready) return;
      clearTimeout(late);
      resolve(Number(ready[1]));
    });
  });
  return {
    port,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
