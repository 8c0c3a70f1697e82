import type { Caller } from '../phones/classify-caller.js';
import { type BlockedCaller, type BlockingSettings, coversNumber } from './blocked-caller.js';

/** What a call's first decision knows of blocks, read with everything else. */
export type BlockingFacts = {
  settings: BlockingSettings | null;
  /** Blocks that may stop this caller. */
  blocks: readonly BlockedCaller[];
  /** Calls of his that were let through within the settings' minutes, and since a block of his number ended last; this one is not among them. */
  recentCalls: number;
  /** How often his number was blocked by itself before. */
  automaticBefore: number;
  /** A number of ours, or a telephone of one of our people. */
  own: boolean;
};

/** A number that is blocked by itself from now on. */
export type AutomaticBlock = { e164: string; ordinal: number; calls: number; minutes: number };

/** What stops a call. */
export type Block = {
  blockedCallerId: string;
  by: 'number' | 'prefix' | 'withheld' | 'rate';
  until: Date | null;
  /** The block begins with this call. */
  begins: AutomaticBlock | null;
};

/** The call that a decision is about. */
export type BlockableCall = {
  /** An automatic block has the id of the call that it began with. */
  callId: string;
  caller: Caller;
  departmentId: string | null;
  /** A client of ours has this number. */
  known: boolean;
};

/**
 * Whether a caller is turned away, and by what. The narrowest block counts: his number before how it begins, the longest beginning before a shorter one.
 * A number or a telephone of our own is stopped by nothing but a block that a person put on just this number. A caller who withholds his number is stopped
 * only where a block says so of all who do; one who phones from no number at all, such as a SIP address, follows the script.
 */
export function decideBlock(facts: BlockingFacts, call: BlockableCall, now: Date): Block | null {
  const [found] = facts.blocks.filter((block) => stops(block, facts, call, now)).toSorted(narrowestFirst);
  if (found !== undefined)
    return { blockedCallerId: found.id, by: found.origin === 'rate' ? 'rate' : found.kind, until: found.until, begins: null };
  return decideAutomaticBlock(facts, call, now);
}

function stops(block: BlockedCaller, facts: BlockingFacts, call: BlockableCall, now: Date): boolean {
  if (block.until !== null && block.until <= now) return false;
  if (block.departmentId !== null && block.departmentId !== call.departmentId) return false;
  if (block.kind === 'withheld') return call.caller.kind === 'withheld';
  if (call.caller.kind !== 'number' || !coversNumber(block, call.caller.e164)) return false;
  return !facts.own || (block.kind === 'number' && block.origin === 'person');
}

function narrowestFirst(a: BlockedCaller, b: BlockedCaller): number {
  const narrowness = ({ kind, e164 }: BlockedCaller) => (kind === 'number' ? 100 : (e164?.length ?? 0));
  const byPerson = ({ origin }: BlockedCaller) => (origin === 'person' ? 0 : 1);
  return narrowness(b) - narrowness(a) || byPerson(a) - byPerson(b) || (a.id < b.id ? -1 : 1);
}

/** More calls than the settings allow: the number is blocked by itself, from this call on and for a time. */
function decideAutomaticBlock(facts: BlockingFacts, { callId, caller, known }: BlockableCall, now: Date): Block | null {
  const { settings, own } = facts;
  if (settings === null || !settings.rateEnabled || caller.kind !== 'number' || own) return null;
  if (known && !settings.rateKnownClients) return null;
  const calls = facts.recentCalls + 1;
  if (calls <= settings.rateCalls) return null;
  return {
    blockedCallerId: callId,
    by: 'rate',
    until: new Date(now.getTime() + settings.rateBlockMinutes * 60_000),
    begins: { e164: caller.e164, ordinal: facts.automaticBefore + 1, calls, minutes: settings.rateMinutes },
  };
}
