import { spokenLanguages } from '../calls/call-instruction.js';
import { type BlockId, blockOf, type CallScript, type ScriptBlock, type Words } from './call-script.js';
import type { ScriptCondition } from './script-condition.js';
import { givenVariables, isSpoken, namesIn, variableName } from './script-variables.js';

/** What keeps a script from being published: a code, the block it is about and the detail (a block, a name, a word). */
export type ScriptFault = { block: BlockId; fault: ScriptFaultCode; detail: string };
export const scriptFaultCodes = [
  'start-missing',
  'block-missing',
  'unreachable',
  'endless-loop',
  'silent-end',
  'words-missing',
  'choices-missing',
  'choice-unclear',
  'unknown-variable',
  'person-missing',
  'condition-empty',
  'person-unknown',
  'sound-unknown',
  'type-unknown',
  'number-refused',
  'origin-refused',
] as const;
export type ScriptFaultCode = (typeof scriptFaultCodes)[number];

/** Kinds of edges: what the caller himself chooses may lead back, what comes by itself may not. */
export type ScriptEdge = { to: BlockId; by: 'itself' | 'caller' };

/** Where a block leads. */
export function edgesOf(block: ScriptBlock): readonly ScriptEdge[] {
  const itself = (...blocks: readonly BlockId[]): readonly ScriptEdge[] => blocks.map((to) => ({ to, by: 'itself' }));
  switch (block.kind) {
    case 'switch-owner':
      return itself(...Object.values(block.cases));
    case 'condition':
      return itself(block.yes, block.no);
    case 'switch':
      return itself(...block.cases.map((one) => one.next), block.otherwise);
    case 'http-request':
      return itself(block.next, block.failed);
    case 'menu':
      return [...Object.values(block.choices).map((to): ScriptEdge => ({ to, by: 'caller' })), ...itself(block.noInput, block.wrong)];
    case 'queue':
      return itself(block.next, block.full);
    case 'go-to':
      return itself(block.block);
    case 'hang-up':
      return [];
    default:
      return itself(block.next);
  }
}

/**
 * Everything that is wrong with a script as data; none: it may be published. No edge leads nowhere, no loop turns by itself (one that the caller keeps turning
 * by pressing digits may), and whoever is hung up on has heard something after he was last rung for or since he came.
 */
export function validateScript(script: CallScript): readonly ScriptFault[] {
  const { blocks } = script;
  if (blockOf(script, script.start) === null) return [{ block: script.start, fault: 'start-missing', detail: script.start }];
  const dangling = Object.entries(blocks).flatMap(([id, block]) =>
    edgesOf(block)
      .filter(({ to }) => blockOf(script, to) === null)
      .map(({ to }): ScriptFault => ({ block: id, fault: 'block-missing', detail: to })),
  );
  const within = Object.entries(blocks).flatMap(([id, block]) => faultsWithin(id, block, setIn(script)));
  if (dangling.length > 0) return [...dangling, ...within];
  const reached = reachableFrom(script, script.start);
  const lost = Object.keys(blocks)
    .filter((id) => !reached.has(id))
    .map((id): ScriptFault => ({ block: id, fault: 'unreachable', detail: id }));
  return [...within, ...lost, ...endlessLoops(script, reached), ...silentEnds(script, reached)];
}

function reachableFrom(script: CallScript, start: BlockId): ReadonlySet<BlockId> {
  const seen = new Set<BlockId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...edgesOf(script.blocks[id] as ScriptBlock).map(({ to }) => to));
  }
  return seen;
}

/** Each loop is told once, by the block through which it is closed. */
function endlessLoops(script: CallScript, reached: ReadonlySet<BlockId>): readonly ScriptFault[] {
  const state = new Map<BlockId, 'open' | 'done'>();
  const faults: ScriptFault[] = [];
  const visit = (id: BlockId): void => {
    state.set(id, 'open');
    for (const { to, by } of edgesOf(script.blocks[id] as ScriptBlock)) {
      if (by === 'caller') continue;
      if (state.get(to) === 'open') faults.push({ block: id, fault: 'endless-loop', detail: to });
      else if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
  };
  for (const id of reached) if (!state.has(id)) visit(id);
  return faults;
}

/** What is heard for certain, in every language; a ring may find nobody, a number may be busy, and of a text its variables may be empty. */
function isHeard(block: ScriptBlock): boolean {
  switch (block.kind) {
    case 'say':
    case 'menu':
      // A text that is missing is told of by itself.
      return spokenLanguages.every((language) => isSpoken(block.words[language]) || namesIn(block.words[language]).length === 0);
    case 'play':
      return block.sound.kind === 'uploaded';
    default:
      // A mailbox asks for its message by a tone at the least.
      return block.kind === 'voicemail';
  }
}

/** After these the caller has been led to expect somebody: the sounds that ship are those of waiting. */
function isExpecting(block: ScriptBlock): boolean {
  return ['ring', 'queue', 'transfer', 'http-request'].includes(block.kind) || (block.kind === 'play' && block.sound.kind === 'built-in');
}

function silentEnds(script: CallScript, reached: ReadonlySet<BlockId>): readonly ScriptFault[] {
  const faults: ScriptFault[] = [];
  const seen = new Set<string>();
  const open: { id: BlockId; heard: boolean }[] = [{ id: script.start, heard: false }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const key = `${at.id} ${at.heard}`;
    if (seen.has(key) || !reached.has(at.id)) continue;
    seen.add(key);
    const block = script.blocks[at.id] as ScriptBlock;
    if (block.kind === 'hang-up' && !at.heard) faults.push({ block: at.id, fault: 'silent-end', detail: at.id });
    const heard = isHeard(block) || (at.heard && !isExpecting(block));
    open.push(...edgesOf(block).map(({ to }) => ({ id: to, heard })));
  }
  return faults;
}

function faultsWithin(id: BlockId, block: ScriptBlock, set: ReadonlySet<string>): readonly ScriptFault[] {
  const fault = (code: ScriptFaultCode, detail: string): ScriptFault => ({ block: id, fault: code, detail });
  const words = (given: Words) =>
    spokenLanguages
      .filter((language) => !isSpoken(given[language]) && (block.kind === 'menu' || namesIn(given[language]).length === 0))
      .map((language) => fault('words-missing', language));
  const known = (...texts: readonly string[]) =>
    texts
      .flatMap(namesIn)
      .filter((name) => !isKnown(name, set))
      .map((name) => fault('unknown-variable', name));
  const person = (whom: string, personId: string | undefined) =>
    whom === 'person' && personId === undefined ? [fault('person-missing', whom)] : [];
  switch (block.kind) {
    case 'say':
      return [...words(block.words), ...known(...Object.values(block.words))];
    case 'voicemail':
      return [...words(block.greeting), ...known(...Object.values(block.greeting))];
    case 'menu':
      return [...words(block.words), ...known(...Object.values(block.words)), ...choiceFaults(Object.keys(block.choices), fault)];
    case 'set-variable':
      return [...(variableName.test(block.name) ? [] : [fault('unknown-variable', block.name)]), ...known(block.value)];
    case 'switch':
      return isKnown(block.on, set) ? [] : [fault('unknown-variable', block.on)];
    case 'condition':
      return conditionFaults(block.when, set, fault);
    case 'http-request':
      return [
        ...known(block.url, JSON.stringify(block.body), ...Object.values(block.headers)),
        ...Object.keys(block.answer)
          .filter((name) => !variableName.test(name))
          .map((name) => fault('unknown-variable', name)),
      ];
    case 'ring':
      return person(block.whom, block.personId);
    case 'create-task':
      return [...person(block.whom, block.personId), ...known(block.note)];
    case 'notify':
      return [...person(block.whom, block.personId), ...known(block.text)];
    case 'create-application':
      return known(block.title);
    default:
      return [];
  }
}

/** A choice that begins another could never be told from it until the time is over. */
function choiceFaults(choices: readonly string[], fault: (code: ScriptFaultCode, detail: string) => ScriptFault): readonly ScriptFault[] {
  if (choices.length === 0) return [fault('choices-missing', '')];
  return choices
    .filter((choice) => choices.some((other) => other !== choice && other.startsWith(choice)))
    .map((choice) => fault('choice-unclear', choice));
}

function conditionFaults(
  condition: ScriptCondition,
  set: ReadonlySet<string>,
  fault: (code: ScriptFaultCode, detail: string) => ScriptFault,
): readonly ScriptFault[] {
  switch (condition.kind) {
    case 'variable':
      return isKnown(condition.name, set) ? [] : [fault('unknown-variable', condition.name)];
    case 'all':
    case 'any':
      return condition.of.length === 0
        ? [fault('condition-empty', condition.kind)]
        : condition.of.flatMap((one) => conditionFaults(one, set, fault));
    case 'not':
      return conditionFaults(condition.of, set, fault);
    default:
      return [];
  }
}

/** `digits` is what a menu was last answered. */
function isKnown(name: string, set: ReadonlySet<string>): boolean {
  return set.has(name) || name === 'digits' || (givenVariables as readonly string[]).includes(name);
}

/** Every variable that some block sets. */
function setIn(script: CallScript): ReadonlySet<string> {
  return new Set(
    Object.values(script.blocks).flatMap((block) =>
      block.kind === 'set-variable' ? [block.name] : block.kind === 'http-request' ? Object.keys(block.answer) : [],
    ),
  );
}
