import type { MenuPrompt } from '../calls/call-instruction.js';
import { waitingMusic } from '../calls/waiting-music.js';
import { expectedWait, staffOf } from '../queue/expected-wait.js';
import type { QueueFacts } from '../queue/queue-facts.js';
import { callbackOffer, callbackPromised, placeInWords } from '../queue/queue-words.js';
import type { BlockId, ScriptBlockOf } from './call-script.js';
import { ownerOf } from './owner-of.js';
import type { Advance } from './route-state.js';
import { type BlockRun, languageOf, note, type ScriptDraft, say, stand, stop } from './script-draft.js';

type QueueBlock = ScriptBlockOf<'queue'>;

/** His place is told as he comes and then with every third piece of music. */
const TOLD_EVERY = 3;
const nothingKnown: QueueFacts = { waiting: 0, position: null, handlingSeconds: null };

/** A caller comes to a queue: he waits, unless nobody serves it or too many wait. */
export function enterQueue(draft: ScriptDraft, id: BlockId, block: QueueBlock): BlockRun {
  const queue = lineFor(block, draft);
  const staff = staffFor(block, draft, draft.now);
  if (staff === 0) {
    note(draft, id, 'queue', 'queue-nobody-here');
    return { next: block.next };
  }
  if (queue.waiting >= block.mostWaiting) {
    note(draft, id, 'queue', 'queue-full', { waiting: queue.waiting });
    return { next: block.full };
  }
  note(draft, id, 'queue', 'queued', { position: queue.position ?? queue.waiting + 1, expectedSeconds: expectedWait(queue, staff) });
  return { over: waitOn(draft, id, block, 0, draft.now) };
}

/** A piece of music is over, or he has pressed something: he waits on, is called back, or has waited long enough. */
export function goOnWaiting(draft: ScriptDraft, id: BlockId, block: QueueBlock, digits: string): BlockRun {
  const { state } = draft;
  const since = state.since === null ? draft.now : new Date(state.since);
  const seconds = (draft.now.getTime() - since.getTime()) / 1000;
  if (digits === '1' && mayBeCalledBack(block, draft)) {
    note(draft, id, 'queue', 'queue-callback-kept', {
      seconds,
      expectedSeconds: expectedWait(lineFor(block, draft), staffFor(block, draft, since)),
    });
    say(draft, callbackPromised[languageOf(draft)]);
    return { over: stop(draft, id) };
  }
  const nobody = staffFor(block, draft, since) === 0;
  if (nobody || seconds >= block.seconds) {
    note(draft, id, 'queue', nobody ? 'queue-nobody-here' : 'queue-time-over', { seconds });
    return { next: block.next };
  }
  return { over: waitOn(draft, id, block, state.tries + 1, since) };
}

function waitOn(draft: ScriptDraft, id: BlockId, block: QueueBlock, tries: number, since: Date): Advance {
  const queue = lineFor(block, draft);
  const language = languageOf(draft);
  const told: MenuPrompt[] =
    tries % TOLD_EVERY === 0
      ? [
          {
            kind: 'say',
            text: placeInWords(language, queue.position ?? queue.waiting + 1, expectedWait(queue, staffFor(block, draft, since))),
            language,
          },
          ...(mayBeCalledBack(block, draft) ? [{ kind: 'say' as const, text: callbackOffer[language], language }] : []),
        ]
      : [];
  draft.step += 1;
  draft.spoken = true;
  draft.instructions.push({
    kind: 'menu',
    prompt: [...told, { kind: 'play', sound: waitingMusic(block.music, draft.facts.department) }],
    seconds: 1,
    digits: 1,
    step: draft.step,
    plan: 'script',
  });
  return stand(draft, id, { tries, since: since.toISOString() });
}

/** Only where there is a number to call. */
function mayBeCalledBack(block: QueueBlock, { facts }: ScriptDraft): boolean {
  return block.callback && facts.callerE164 !== null;
}

/** Those who wait for the same as he does. */
function lineFor(block: QueueBlock, { state, facts }: ScriptDraft): QueueFacts {
  const queue = facts.queue ?? nothingKnown;
  const owner = block.whom === 'owner' ? ownerOf(state, facts) : null;
  if (owner === null || queue.own === undefined) return queue;
  return { ...queue, ...(queue.own[owner.id] ?? { waiting: 0, position: null }) };
}

/** Who serves him, who has waited in this block since `since`. */
function staffFor(block: QueueBlock, { state, facts }: ScriptDraft, since: Date): number {
  const until = new Date(since.getTime() + block.seconds * 1000);
  if (block.whom === 'owner') {
    const owner = ownerOf(state, facts);
    return owner === null ? 0 : staffOf([owner], until);
  }
  return staffOf(
    (facts.department?.ringGroup ?? []).flatMap((id) => facts.people[id] ?? []),
    until,
  );
}
