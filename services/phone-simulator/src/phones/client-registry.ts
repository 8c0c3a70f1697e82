import type { Leg } from '../calls/leg.js';

/** One browser tab with a registered phone. */
export interface Tab {
  readonly id: number;
  readonly identity: string;
  send(frame: Record<string, unknown>): void;
}

/** Why a telephone stops ringing, in a word for its program. */
const CANCEL_REASONS: Record<string, string> = {
  'answered elsewhere': 'answered-elsewhere',
  'another was first': 'answered-elsewhere',
  declined: 'declined',
  'it rang for too long': 'timeout',
};

/** The registered browser phones. All tabs of an identity ring together. */
export interface ClientRegistry {
  register(tab: Tab): void;
  unregister(tab: Tab): void;
  isRegistered(identity: string): boolean;
  identities(): { identity: string; tabs: number }[];
  ring(leg: Leg): void;
  /** The tab picked the call up: the others are told so. */
  accepted(leg: Leg, tab: Tab | null): void;
  legEnded(leg: Leg, wasRinging: boolean, reason: string): void;
}

function identityOf(leg: Leg): string | null {
  return leg.remote.startsWith('client:') ? leg.remote.slice('client:'.length) : null;
}

export function makeClientRegistry(): ClientRegistry {
  const tabs = new Map<string, Set<Tab>>();
  const tabsOf = (leg: Leg): Tab[] => [...(tabs.get(identityOf(leg) ?? '') ?? [])];
  return {
    register(tab) {
      const known = tabs.get(tab.identity) ?? new Set<Tab>();
      tabs.set(tab.identity, known.add(tab));
    },
    unregister(tab) {
      const known = tabs.get(tab.identity);
      known?.delete(tab);
      if (known?.size === 0) tabs.delete(tab.identity);
    },
    isRegistered: (identity) => tabs.has(identity),
    identities: () => [...tabs].map(([identity, known]) => ({ identity, tabs: known.size })),
    ring(leg) {
      for (const tab of tabsOf(leg))
        tab.send({ type: 'incoming', callSid: leg.sid, from: leg.from, to: leg.to, parameters: leg.parameters });
    },
    accepted(leg, winner) {
      for (const tab of tabsOf(leg)) {
        if (tab === winner) tab.send({ type: 'connected', callSid: leg.sid });
        else tab.send({ type: 'cancelled', callSid: leg.sid, reason: 'answered-elsewhere' });
      }
    },
    legEnded(leg, wasRinging, reason) {
      for (const tab of tabsOf(leg)) {
        if (leg.tab === tab.id) tab.send({ type: 'ended', callSid: leg.sid });
        else if (wasRinging || (leg.tab === null && reason === 'another was first')) {
          tab.send({ type: 'cancelled', callSid: leg.sid, reason: CANCEL_REASONS[reason] ?? 'caller-gone' });
        }
      }
    },
  };
}
