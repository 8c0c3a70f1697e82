import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { makeWorld } from './make-world.js';
import { serve } from './serve.js';

/** Of a ledger's book, unless it is told otherwise. */
const MOST_ENTRIES = 100_000;

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port?: number;
  /** The address to listen on; this machine alone unless told otherwise. */
  host?: string;
  accountSid: string;
  authToken: string;
  apiKey: string;
  apiSecret: string;
  /** How many entries a book of the ledger has at most; then the oldest go. */
  mostEntries?: number | undefined;
  logLevel?: 'info' | 'error' | 'silent';
}

/** Starts a simulated phone company. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const { accountSid, authToken, apiKey, apiSecret } = options;
  // Logs leave on stderr: stdout belongs to the ready line.
  const log = pino({ level: options.logLevel ?? 'error', base: { service: 'phone-simulator' } }, pino.destination({ fd: 2, sync: true }));
  const world = makeWorld({ accountSid, authToken, apiKey, apiSecret }, options.mostEntries ?? MOST_ENTRIES, log, () => Date.now());
  const { server, close } = serve(world);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      world.clock.stop();
      await close();
      world.sender.stop();
    },
  };
}
