import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { clearLeftovers, findRunning } from './clear-leftovers.js';
import { createCluster } from './create-cluster.js';
import { EmbeddedPostgresError, explainSystemError } from './embedded-postgres-error.js';
import { findBinaries } from './find-binaries.js';
import { findFreePort } from './find-free-port.js';
import { ownerOf, placeCluster } from './place-cluster.js';
import { type RunServerOptions, runServer } from './run-server.js';
import { findServerAccount, type ServerAccount } from './server-account.js';

const PORT_ATTEMPTS = 5;
const FAST_STOP_MS = 20_000;

export type EmbeddedPostgresOptions = {
  /** Where the database lives; made when missing. Removing it is starting afresh. */
  directory: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Every line the server logs. */
  log: (line: string) => void;
  /** False gives up safety against a crash for speed: tests only. */
  durable: boolean;
  /** When another process runs this database already: use its server instead of failing; `stop` then leaves it running. */
  joinRunning?: boolean;
};

export type EmbeddedPostgres = {
  /** Superuser's address of the database `postgres`, on 127.0.0.1 only. */
  url: string;
  port: number;
  pid: number;
  /** Ends the server (clients are cut off) and resolves when the process is gone. Calling it again is harmless. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with npm, in UTF-8 with ICU collation, as an account that is not root.
 * The server never outlives this process. Fails with EmbeddedPostgresError, whose message is one line for a person.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  try {
    const place = placeCluster(directory, findServerAccount());
    const account = ownerOf(place);
    const { initdb, postgres } = findBinaries(account);
    const password = passwordOf(place, account);
    const data = createCluster(initdb, place, account, password, options.durable);
    const ownerFile = join(place, 'owner.pid');
    const running = options.joinRunning ? findRunning(data, ownerFile) : undefined;
    if (running) return { ...running, url: urlOf(running.port, password), stop: async () => undefined };
    await clearLeftovers(data, ownerFile);
    rmSync(ownerFile, { force: true }); // It may be another account's.
    writeFileSync(ownerFile, `${process.pid}\n`);
    const { server, port } = await runOnPort({
      postgres,
      data,
      account,
      port: options.port ?? 0,
      durable: options.durable,
      log: options.log,
    });
    return hold(server, port, password, ownerFile);
  } catch (error) {
    throw explainSystemError(directory, error);
  }
}

type Server = Awaited<ReturnType<typeof runServer>>;

/** A free port may be taken by somebody else before the server has it; then another one is tried. */
async function runOnPort(options: RunServerOptions): Promise<{ server: Server; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port === 0 ? await findFreePort() : options.port;
    try {
      return { server: await runServer({ ...options, port }), port };
    } catch (error) {
      const another = options.port === 0 && attempt < PORT_ATTEMPTS;
      if (!(another && error instanceof EmbeddedPostgresError && error.problem === 'port-taken')) throw error;
    }
  }
}

function hold(server: Server, port: number, password: string, ownerFile: string): EmbeddedPostgres {
  const { pid } = server;
  if (pid === undefined) throw new EmbeddedPostgresError('failed', 'The embedded database ended as soon as it had started.');
  const gone = new Promise<void>((done) => server.once('close', () => done()));
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const patience = setTimeout(() => server.kill('SIGKILL'), FAST_STOP_MS);
    server.kill('SIGINT');
    await gone;
    clearTimeout(patience);
    rmSync(ownerFile, { force: true });
  };
  return {
    url: urlOf(port, password),
    port,
    pid,
    stop: () => (stopping ??= stop()),
  };
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The superuser's password, made once per cluster and kept beside it, in a directory closed to other accounts. */
function passwordOf(place: string, account: ServerAccount): string {
  const file = join(place, 'superuser-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(18).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(file, account.uid, account.gid);
  return password;
}
