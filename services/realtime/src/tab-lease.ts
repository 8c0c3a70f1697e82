import type { Log } from '@ringbase/platform';
import { type Context, closeTab, renewTab } from '@ringbase/use-cases';
import type { Alive } from './connection.js';

/** Keeps the lease of one socket's tab: the only thing the gateway writes. Writes one after the other; what comes meanwhile is one more. */
export type TabLease = {
  /** `alive` null: its socket has opened, the console has said nothing yet. */
  renew(alive: Alive | null): void;
  end(): Promise<void>;
};

export function makeTabLease(ctx: Context, tab: string, log: Log): TabLease {
  let softphone: boolean | null = null;
  let wanted: { active: boolean } | null = null;
  let lease: Date | null = null;
  let ended = false;
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    while (wanted && !ended) {
      const { active } = wanted;
      wanted = null;
      try {
        lease = await renewTab(ctx, { tab, softphone, active });
      } catch (error) {
        log.warn({ event: 'tab.renew-failed', err: error });
      }
    }
    writing = null;
  };

  return {
    renew(alive) {
      if (alive) softphone = alive.softphone;
      wanted = { active: (alive?.active ?? false) || (wanted?.active ?? false) };
      writing ??= write();
    },
    async end() {
      ended = true;
      await writing;
      if (!lease) return;
      await closeTab(ctx, { tab, lease }).catch((error: unknown) => log.warn({ event: 'tab.close-failed', err: error }));
    },
  };
}
