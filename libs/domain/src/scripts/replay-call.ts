import { type BlockId, blockOf, type CallScript, type ScriptBlock } from './call-script.js';
import { chooseCandidate } from './choose-candidate.js';
import type { RecordedBehaviour } from './recorded-behaviour.js';
import type { RouteFacts } from './route-facts.js';
import { type Supposition, type Walk, walkScript } from './walk-script.js';

/** A real call as it was recorded: what was known as it came in, and how the people behaved. */
export type RecordedCall = RecordedBehaviour & {
  callId: string;
  at: Date;
  facts: RouteFacts;
  /** Who picked up, and after how long he had been rung; both null: nobody. `answeredByNumber`: an outside number did. */
  answeredByPersonId: string | null;
  answeredByNumber: string | null;
  answerSeconds: number | null;
};

/** How far a call got, best first. `kept`: the caller asked to be called back instead of waiting. */
export const reaches = ['owner', 'assistant', 'department', 'number', 'message', 'kept', 'nobody'] as const;
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

/**
 * What would have become of a real call by another script: whoever picked up then, one of ours or an outside number, would have picked up as soon, had he been
 * rung; nobody else would. A caller answers the same menu, and an outside system the same question, as they did; what nobody was asked then is answered by nothing.
 */
export function replayCall(before: CallScript, after: CallScript, call: RecordedCall): ReplayedCall {
  const then = walkOf(before, before, call);
  const now = walkOf(after, before, call);
  const [beforeReach, afterReach] = [reachOf(then, call.facts), reachOf(now, call.facts)];
  const [beforePersonId, afterPersonId] = [personOf(then), personOf(now)];
  const gain = reaches.indexOf(beforeReach) - reaches.indexOf(afterReach);
  const change = gain > 0 ? 'better' : gain < 0 ? 'worse' : beforePersonId === afterPersonId ? 'same' : 'elsewhere';
  return { callId: call.callId, before: beforeReach, after: afterReach, change, beforePersonId, afterPersonId };
}

const QUICKEST_SECONDS = 1;
const MESSAGE_SECONDS = 10;

/** `ranOn`: the script by which the call really went, whose blocks what was recorded is told by. */
function walkOf(script: CallScript, ranOn: CallScript, call: RecordedCall): Walk {
  const nextPressed = inTurn(call.pressed, (block) => sourceOf(script, ranOn, call.pressed, block, sameMenu));
  const nextAnswer = inTurn(call.httpAnswers, (block) => sourceOf(script, ranOn, call.httpAnswers, block, sameRequest));
  const suppose: Supposition = {
    answers: (targets, seconds) => {
      const target = targets.find(({ kind, address, personId }) =>
        kind === 'number' ? address === call.answeredByNumber : personId !== null && personId === call.answeredByPersonId,
      );
      const after = Math.max(QUICKEST_SECONDS, call.answerSeconds ?? QUICKEST_SECONDS);
      return target === undefined || after > seconds ? null : { target, seconds: after };
    },
    digits: (id) => {
      const block = blockOf(script, id);
      if (block?.kind !== 'queue') return nextPressed(id) ?? '';
      return call.keptAfterSeconds !== null && call.keptAfterSeconds <= block.seconds ? '1' : '';
    },
    http: (id) => nextAnswer(id) ?? { ok: false, reason: 'replay' },
    messageSeconds: MESSAGE_SECONDS,
  };
  return walkScript(script, call.callId, call.facts, call.at, suppose);
}

/** Gives what was recorded of a block piece by piece; null: there is no more of it. */
function inTurn<T>(
  recorded: Readonly<Record<BlockId, readonly T[]>>,
  source: (block: BlockId) => BlockId | null,
): (block: BlockId) => T | null {
  const taken = new Map<BlockId, number>();
  return (block) => {
    const from = source(block);
    if (from === null) return null;
    const turn = taken.get(from) ?? 0;
    taken.set(from, turn + 1);
    return recorded[from]?.[turn] ?? null;
  };
}

type Same = (one: ScriptBlock, other: ScriptBlock, isNamesake: boolean) => boolean;

/** The block that asked the same in the script by which the call went: that of the same name, else one that was only named otherwise. */
function sourceOf(
  script: CallScript,
  ranOn: CallScript,
  recorded: Readonly<Record<BlockId, unknown>>,
  id: BlockId,
  isSame: Same,
): BlockId | null {
  const names = Object.keys(recorded);
  if (names.length === 0) return null;
  if (script === ranOn) return Object.hasOwn(recorded, id) ? id : null;
  const block = blockOf(script, id);
  const asks = (name: BlockId) => {
    const asked = blockOf(ranOn, name);
    return block !== null && asked !== null && isSame(block, asked, name === id);
  };
  return names.includes(id) && asks(id) ? id : (names.find(asks) ?? null);
}

/** What a caller answered to a menu of this name, or of another name with the same words; words and choices may have been changed since. */
function sameMenu(one: ScriptBlock, other: ScriptBlock, isNamesake: boolean): boolean {
  return one.kind === 'menu' && other.kind === 'menu' && (isNamesake || isEqual(one.words, other.words));
}

/** What an outside system was really asked: another question would have had another answer. */
function sameRequest(one: ScriptBlock, other: ScriptBlock): boolean {
  if (one.kind !== 'http-request' || other.kind !== 'http-request') return false;
  const asked = ({ method, url, headers, body, answer }: typeof one) => [method, url, headers, body, answer];
  return isEqual(asked(one), asked(other));
}

/** As JSON, in whatever order a database gives an object's fields back. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === others.length &&
    names.every(
      (name) => Object.hasOwn(other, name) && isEqual((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
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
    case 'kept':
      return end.kind;
    default:
      return 'nobody';
  }
}
