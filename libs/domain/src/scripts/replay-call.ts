import { blockOf, type CallScript } from './call-script.js';
import { chooseCandidate } from './choose-candidate.js';
import type { RouteFacts } from './route-facts.js';
import { type Supposition, type Walk, walkScript } from './walk-script.js';

/** A real call as it was recorded: what was known as it came in, and how the people behaved. */
export type RecordedCall = {
  callId: string;
  at: Date;
  facts: RouteFacts;
  /** Who picked up, and after how long he had been rung; null: nobody. */
  answeredByPersonId: string | null;
  answerSeconds: number | null;
  /** What the caller last pressed in a menu; empty for nothing. */
  digits: string;
};

/** How far a call got, best first. */
export const reaches = ['owner', 'assistant', 'department', 'number', 'message', 'nobody'] as const;
export type Reach = (typeof reaches)[number];

export type ReplayChange = 'same' | 'elsewhere' | 'better' | 'worse';
export type ReplayedCall = {
  callId: string;
  before: Reach;
  after: Reach;
  change: ReplayChange;
  beforePersonId: string | null;
  afterPersonId: string | null;
};

/** What would have become of a real call by another script: whoever picked up then would have picked up as soon, had he been rung; nobody else would. */
export function replayCall(before: CallScript, after: CallScript, call: RecordedCall): ReplayedCall {
  const then = walkOf(before, call);
  const now = walkOf(after, call);
  const [beforeReach, afterReach] = [reachOf(then, call.facts), reachOf(now, call.facts)];
  const [beforePersonId, afterPersonId] = [personOf(then), personOf(now)];
  const gain = reaches.indexOf(beforeReach) - reaches.indexOf(afterReach);
  const change = gain > 0 ? 'better' : gain < 0 ? 'worse' : beforePersonId === afterPersonId ? 'same' : 'elsewhere';
  return { callId: call.callId, before: beforeReach, after: afterReach, change, beforePersonId, afterPersonId };
}

const QUICKEST_SECONDS = 1;
const MESSAGE_SECONDS = 10;

function walkOf(script: CallScript, call: RecordedCall): Walk {
  const suppose: Supposition = {
    answers: (targets, seconds) => {
      const target = targets.find(({ personId }) => personId !== null && personId === call.answeredByPersonId);
      const after = Math.max(QUICKEST_SECONDS, call.answerSeconds ?? QUICKEST_SECONDS);
      return target === undefined || after > seconds ? null : { target, seconds: after };
    },
    digits: (block, tries) => {
      const menu = blockOf(script, block);
      return tries === 0 && menu?.kind === 'menu' && Object.hasOwn(menu.choices, call.digits) ? call.digits : '';
    },
    http: () => ({ ok: false, reason: 'replay' }),
    messageSeconds: MESSAGE_SECONDS,
  };
  return walkScript(script, call.callId, call.facts, call.at, suppose);
}

function personOf({ end }: Walk): string | null {
  return end.kind === 'talked' ? end.personId : null;
}

function reachOf({ end }: Walk, facts: RouteFacts): Reach {
  switch (end.kind) {
    case 'talked': {
      if (end.personId === null) return 'number';
      const owner = chooseCandidate(facts).intendedPersonId;
      if (owner === end.personId) return 'owner';
      return owner !== null && facts.people[owner]?.assistantId === end.personId ? 'assistant' : 'department';
    }
    case 'message':
      return 'message';
    default:
      return 'nobody';
  }
}
