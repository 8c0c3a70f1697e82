import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readHostConfig } from './config.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export type ServiceProcess = {
  name: string;
  port: number;
  url: string;
  pid: number;
  log: string[];
  child: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts a built service as a process of its own and waits for its ready line. It fails with the last lines that were logged. */
export async function startProcess(
  name: string,
  env: Readonly<Record<string, string>>,
  entry = `services/${name}/dist/main.js`,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [`${root}${entry}`], {
    env: { PATH: readHostConfig().path, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const keep = (line: string) => {
    log.push(line);
    if (log.length > 4000) log.shift();
  };
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} was not ready in 90 s:\n${log.slice(-15).join('\n')}`));
    }, 90_000);
    void exited.then(() => reject(new Error(`${name} ended before it was ready:\n${log.slice(-15).join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', keep);
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line);
      const ready = /(?:"event":"(?:service|simulator)\.ready".*?"port":|^Ringbase is ready: http:\/\/localhost:)(\d+)/.exec(line);
      if (ready?.[1] === undefined) return;
      clearTimeout(late);
      resolve(Number(ready[1]));
    });
  });
  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    log,
    child,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
