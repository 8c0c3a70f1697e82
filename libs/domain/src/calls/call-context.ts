import type { BlockingFacts } from '../blocking/decide-block.js';
import type { PersonPresence } from '../presence/person-presence.js';
import type { CallScript } from '../scripts/call-script.js';
import type { RouteFacts } from '../scripts/route-facts.js';
import type { RouteState } from '../scripts/route-state.js';
import type { CallEvent, LegDevice } from './call-event.js';

/** One click that was dialled: the manager's telephone first, then the client's. */
export type DialFacts = {
  intentId: string;
  personId: string;
  clientId: string;
  phoneId: string;
  clientE164: string;
  applicationId: string | null;
  departmentId: string | null;
  callerId: string;
  /** The root leg that this intent already is. */
  providerCallId: string | null;
};

/** Everything that a decision about a call rests on: what is known of it, read in one statement. */
export type CallContext = {
  callId: string;
  provider: string;
  /** Of the root leg; null before the call is written. */
  providerCallId: string | null;
  /** 0: not written yet. */
  version: number;
  state: RouteState | null;
  events: readonly CallEvent[];
  script: { id: string; number: number; graph: CallScript } | null;
  facts: RouteFacts;
  callerE164: string | null;
  /** The telephone of ours at the address that the message is about. */
  legDevice: LegDevice | null;
  presences: Readonly<Record<string, PersonPresence>>;
  dial: DialFacts | null;
  /** Of a call that comes in, by its first message; null of every later one. */
  blocking: BlockingFacts | null;
};
