import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: one of those is taken by anybody before a service has started to listen. */
const FROM = 20_000;
const UNTIL = 32_000;
const MOST_TRIES = 50;

/** A port of 127.0.0.1 that nobody uses at this moment; somebody may before you do, if hardly. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(FROM, UNTIL);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${FROM} and ${UNTIL} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
