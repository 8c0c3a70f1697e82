import type { RingTarget } from '../calls/call-instruction.js';
import type { BlockId, RingStrategy, ScriptBlock, ScriptBlockOf, Words } from './call-script.js';
import { holds } from './condition-holds.js';
import { mayStayUnanswered } from './may-stay-unanswered.js';
import { ownerOf } from './owner-of.js';
import { firstBatch, targetsOf } from './ring-targets.js';
import type { RouteFacts } from './route-facts.js';
import type { Advance } from './route-state.js';
import { enterQueue } from './run-queue.js';
import { type BlockRun, languageOf, note, reader, type ScriptDraft, say, stand, stop } from './script-draft.js';
import { fillJson, fillTemplate } from './script-variables.js';

/** Enters one block. */
export function runBlock(draft: ScriptDraft, id: BlockId, block: ScriptBlock): BlockRun {
  switch (block.kind) {
    case 'switch-owner': {
      const owner = ownerOf(draft.state, draft.facts);
      const ownerCase = owner?.presence ?? 'none';
      note(draft, id, 'switch', `owner-${ownerCase}`, { ownerId: owner?.id ?? null });
      return { next: block.cases[ownerCase] };
    }
    case 'condition': {
      const yes = holds(block.when, { ...draft.state, variables: draft.variables }, draft.facts, draft.now, id);
      note(draft, id, 'condition', `${block.when.kind}-${yes ? 'yes' : 'no'}`);
      return { next: yes ? block.yes : block.no };
    }
    case 'switch': {
      const value = reader(draft)(block.on) ?? '';
      const found = block.cases.find((one) => one.equals === value);
      note(draft, id, 'switch', found === undefined ? 'switch-otherwise' : 'switch-case', { on: block.on, value });
      return { next: found?.next ?? block.otherwise };
    }
    case 'set-variable':
      draft.variables[block.name] = fillTemplate(block.value, reader(draft));
      note(draft, id, 'set-variable', 'variable-set', { name: block.name });
      return { next: block.next };
    case 'go-to':
      return { next: block.block };
    case 'say':
      say(draft, inWords(draft, block.words));
      return { next: block.next };
    case 'play':
      draft.instructions.push({ kind: 'play', sound: block.sound });
      draft.spoken = true;
      return { next: block.next };
    case 'menu':
      note(draft, id, 'menu', 'menu-asked');
      return { over: askMenu(draft, id, block, 0) };
    case 'ring': {
      const targets = targetsOf(block, draft.state, draft.facts);
      if (targets.length > 0) return { over: ring(draft, id, block, targets) };
      note(draft, id, 'ring', `nobody-to-ring-${block.whom}`);
      return { next: block.next };
    }
    case 'queue':
      return enterQueue(draft, id, block);
    case 'transfer':
      return { over: transfer(draft, id, block) };
    case 'voicemail':
      return { over: askForMessage(draft, id, block) };
    case 'http-request':
      return { over: request(draft, id, block) };
    case 'create-application':
      effect(draft, id, { kind: 'create-application', title: fillTemplate(block.title, reader(draft)), typeId: block.typeId });
      note(draft, id, 'create-application', 'application-asked-for');
      return { next: block.next };
    case 'create-task': {
      const ownerId = taskOwner(block, draft);
      effect(draft, id, { kind: 'create-task', note: fillTemplate(block.note, reader(draft)), dueInMinutes: block.dueInMinutes, ownerId });
      note(draft, id, 'create-task', 'task-asked-for', { people: ownerId === null ? [] : [ownerId] });
      return { next: block.next };
    }
    case 'notify': {
      const people = notified(block, draft);
      if (people.length > 0) effect(draft, id, { kind: 'notify', people, text: fillTemplate(block.text, reader(draft)) });
      note(draft, id, 'notify', people.length > 0 ? 'notified' : 'nobody-to-notify', { people });
      return { next: block.next };
    }
    case 'hang-up':
      note(draft, id, 'hang-up', 'end-of-script');
      return { over: stop(draft, id) };
  }
}

export function inWords(draft: ScriptDraft, words: Words): string {
  return fillTemplate(words[languageOf(draft)], reader(draft));
}

/** Says the greeting and records what he says after it. */
export function askForMessage(draft: ScriptDraft, id: BlockId, { greeting, maxSeconds }: ScriptBlockOf<'voicemail'>): Advance {
  say(draft, inWords(draft, greeting));
  draft.step += 1;
  draft.spoken = true;
  note(draft, id, 'voicemail', 'asked-for-message');
  draft.instructions.push({ kind: 'voicemail', maxSeconds, step: draft.step, plan: 'script', recordingKind: 'voicemail' });
  return stand(draft, id);
}

/** Says a menu's words and waits for its digit; `tries`: how often it has been asked in vain. */
export function askMenu(draft: ScriptDraft, id: BlockId, block: ScriptBlockOf<'menu'>, tries: number): Advance {
  const text = inWords(draft, block.words);
  draft.step += 1;
  draft.spoken = true;
  draft.instructions.push({
    kind: 'menu',
    prompt: text.trim() === '' ? [] : [{ kind: 'say', text, language: languageOf(draft) }],
    seconds: block.seconds,
    digits: Math.max(1, ...Object.keys(block.choices).map((choice) => choice.length)),
    step: draft.step,
    plan: 'script',
  });
  return stand(draft, id, { tries });
}

/** Rings the first of the targets; the rest come when nobody of them answered. */
export function ring(draft: ScriptDraft, id: BlockId, block: ScriptBlockOf<'ring'>, targets: readonly RingTarget[]): Advance {
  const strategy: RingStrategy = block.strategy ?? 'all';
  const { batch, rest } = firstBatch(targets, strategy);
  draft.step += 1;
  note(draft, id, 'ring', `ringing-${block.whom}`, {
    people: [...new Set(batch.map((target) => target.personId))],
    devices: batch.map((target) => target.kind),
    seconds: block.seconds,
    strategy,
  });
  const seen = batch.every((target) => seesNumbers(target, draft.facts));
  pushRing(draft, batch, block.seconds, seen ? null : draft.facts.did);
  return stand(draft, id, { ringing: batch, waiting: rest });
}

function pushRing(draft: ScriptDraft, targets: readonly RingTarget[], seconds: number, callerId: string | null): void {
  const answerOnBridge = mayStayUnanswered(draft, targets, seconds);
  draft.spoken = !answerOnBridge;
  draft.instructions.push({
    kind: 'ring',
    targets,
    seconds,
    callerId,
    record: true,
    answerOnBridge,
    step: draft.step,
    plan: 'script',
    intentId: null,
  });
}

function seesNumbers({ personId }: RingTarget, facts: RouteFacts): boolean {
  return personId !== null && facts.people[personId]?.seesNumbers === true;
}

/** Outside lines are shown the company's number: what the caller's is, is not theirs to see. */
function transfer(draft: ScriptDraft, id: BlockId, block: ScriptBlockOf<'transfer'>): Advance {
  draft.step += 1;
  note(draft, id, 'transfer', 'transferring', { number: block.number, seconds: block.seconds });
  const target: RingTarget = { kind: 'number', address: block.number, deviceId: null, personId: null, screened: false, parameters: {} };
  pushRing(draft, [target], block.seconds, draft.facts.did);
  return stand(draft, id, { ringing: [target] });
}

function request(draft: ScriptDraft, id: BlockId, block: ScriptBlockOf<'http-request'>): Advance {
  const read = reader(draft);
  const key = effect(draft, id, {
    kind: 'http-request',
    method: block.method,
    url: fillTemplate(block.url, read, encodeURIComponent),
    headers: Object.fromEntries(Object.entries(block.headers).map(([name, value]) => [name, fillTemplate(value, read, oneLine)])),
    body: block.body === null ? null : JSON.stringify(fillJson(block.body, read)),
    answer: block.answer,
    seconds: block.seconds,
  });
  note(draft, id, 'http-request', 'http-asked', { seconds: block.seconds });
  return waitOn(draft, id, { since: draft.now.toISOString(), awaits: key });
}

/** The caller hears it ring until the answer is there. */
export function waitOn(draft: ScriptDraft, id: BlockId, waiting: { since: string | null; awaits: string | null }): Advance {
  draft.step += 1;
  draft.spoken = true;
  draft.instructions.push(
    { kind: 'play', sound: { kind: 'built-in', name: 'ringing' } },
    { kind: 'go-on', step: draft.step, plan: 'script' },
  );
  return stand(draft, id, waiting);
}

type EffectBody = Advance['effects'][number] extends infer E
  ? E extends { key: string; step: number }
    ? Omit<E, 'key' | 'step'>
    : never
  : never;

function effect(draft: ScriptDraft, id: BlockId, body: EffectBody): string {
  const key = `${id}:${draft.step}:${draft.effects.length}`;
  draft.effects.push({ ...body, key, step: draft.step });
  return key;
}

const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

function taskOwner(block: ScriptBlockOf<'create-task'>, draft: ScriptDraft): string | null {
  const curator = draft.facts.department?.curatorIds[0] ?? null;
  switch (block.whom) {
    case 'owner':
      return ownerOf(draft.state, draft.facts)?.id ?? curator;
    case 'curator':
      return curator;
    case 'person':
      return block.personId ?? curator;
  }
}

function notified(block: ScriptBlockOf<'notify'>, draft: ScriptDraft): readonly string[] {
  switch (block.whom) {
    case 'owner': {
      const owner = ownerOf(draft.state, draft.facts);
      return owner === null ? [] : [owner.id];
    }
    case 'curators':
      return draft.facts.department?.curatorIds ?? [];
    case 'department':
      return draft.facts.department?.ringGroup ?? [];
    case 'person':
      return block.personId === undefined ? [] : [block.personId];
  }
}
