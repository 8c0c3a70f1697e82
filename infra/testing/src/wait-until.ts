import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until `what` holds; throws when it does not hold within `ms` of real time. */
export async function waitUntil(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`It did not happen within ${ms} ms`);
    await sleep(20);
  }
}
