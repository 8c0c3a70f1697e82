import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { explainFailure } from './embedded-postgres-error.js';
import type { ServerAccount } from './server-account.js';
import { stopWithUs } from './stop-with-us.js';

const READY_MS = 60_000;

/** Speed over safety, for data that is thrown away after the tests. */
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];

export type RunServerOptions = {
  postgres: string;
  data: string;
  account: ServerAccount;
  port: number;
  durable: boolean;
  log: (line: string) => void;
};

/** Starts the server and waits until it accepts connections (after a crash it recovers first). */
export async function runServer(options: RunServerOptions): Promise<ChildProcess> {
  const { postgres, data, account, port, durable } = options;
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=', // No sockets in /tmp, where two clusters could meet.
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : THROW_AWAY),
  ];
  const server = spawn(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: data,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a group of its own: Ctrl-C in the terminal must reach the services first, the database stops last.
    detached: true,
  });
  if (server.pid !== undefined) stopWithUs(server, server.pid, 'INT');
  await ready(server, options);
  return server;
}

function ready(server: ChildProcess, { data, log }: RunServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (): void => reject(explainFailure('starting', data, said.join('\n')));
    const deadline = setTimeout(() => {
      server.kill('SIGQUIT');
      fail();
    }, READY_MS);
    const settle = (): void => {
      clearTimeout(deadline);
      said.length = 0;
    };
    let waiting = true;
    server.once('error', (error) => {
      said.push(error.message);
      fail();
      settle();
    });
    // 'close' rather than 'exit': by then its last words have been read.
    server.once('close', () => {
      if (waiting) fail();
      settle();
    });
    if (!server.stderr) return;
    createInterface({ input: server.stderr }).on('line', (line) => {
      log(line);
      if (!waiting) return;
      said.push(line);
      if (!line.includes('database system is ready to accept connections')) return;
      waiting = false;
      settle();
      resolve();
    });
  });
}
