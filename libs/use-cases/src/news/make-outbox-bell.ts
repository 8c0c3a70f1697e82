import { outboxChannel } from '@ringbase/contracts';
import type { Log } from '@ringbase/platform';

export type BellWire = { publish(channel: string, message: string): Promise<void> };
export type OutboxBell = () => void;

/**
 * The bell a writer rings after his commit, so that the relay need not wait for its next round. Rings that come while one is under way are
 * one more ring. Losing a ring costs a second: the relay looks by itself.
 */
export function makeOutboxBell(wire: BellWire, log: Log): OutboxBell {
  let ringing = false;
  let again = false;
  const ring = async (): Promise<void> => {
    ringing = true;
    do {
      again = false;
      try {
        await wire.publish(outboxChannel, '');
      } catch (error) {
        log.debug({ event: 'outbox.bell-lost', err: error });
      }
    } while (again);
    ringing = false;
  };
  return () => {
    if (ringing) again = true;
    else void ring();
  };
}
