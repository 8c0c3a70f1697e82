import type { Role } from '../people/role.js';
import type { BlockId, CallScript } from './call-script.js';
import { derivedFrom } from './derived-variables.js';
import type { ScriptCondition } from './script-condition.js';
import { namesIn } from './script-variables.js';

/** What of a caller not everybody may see, with the variable that holds it. */
const hiddenVariables = { 'caller-number': 'caller.number', 'client-name': 'client.name' } as const;
export type HiddenThing = keyof typeof hiddenVariables;

export type ReplayDecision = { kind: 'replay' } | { kind: 'refuse'; tests: HiddenThing; blocks: readonly BlockId[] };

/**
 * Whether somebody may have a script replayed. Each real call answers each of its questions, so that whoever asks for the beginning of a number, and again with
 * one more digit, has read it in the end. Who sees no numbers asks for none, and nobody but a director for a client's name: others do not see every client.
 * A question that a published version of the department has asked as well is answered by its calls anyway.
 */
export function decideReplay(
  script: CallScript,
  published: readonly CallScript[],
  { role, seesNumbers }: { role: Role; seesNumbers: boolean },
): ReplayDecision {
  const hidden: readonly HiddenThing[] = [
    ...(seesNumbers ? [] : (['caller-number'] as const)),
    ...(role === 'director' ? [] : (['client-name'] as const)),
  ];
  for (const thing of hidden) {
    const asked = new Set(published.flatMap((version) => questionsOf(version, thing).map(({ question }) => question)));
    const blocks = questionsOf(script, thing).flatMap(({ block, question }) => (asked.has(question) ? [] : [block]));
    if (blocks.length > 0) return { kind: 'refuse', tests: thing, blocks: [...new Set(blocks)] };
  }
  return { kind: 'replay' };
}

/** Every question that a script asks of it, as a text that is the same for the same question. Whether there is one at all is nothing hidden. */
function questionsOf(script: CallScript, thing: HiddenThing): readonly { block: BlockId; question: string }[] {
  const names = derivedFrom(script, [hiddenVariables[thing]]);
  const ofVariable = (name: string, test: string, value: string) =>
    names.has(name) && test !== 'is-set' ? [JSON.stringify([name, test, value, settingsOf(script, name)])] : [];
  return Object.entries(script.blocks).flatMap(([id, block]) => {
    const questions =
      block.kind === 'switch'
        ? block.cases.flatMap(({ equals }) => ofVariable(block.on, 'equals', equals))
        : block.kind === 'condition'
          ? partsOf(block.when).flatMap((part) => {
              if (part.kind === 'variable') return ofVariable(part.name, part.test, part.value);
              return part.kind === thing ? [JSON.stringify([part.kind, part.prefixes.toSorted()])] : [];
            })
          : [];
    return questions.map((question) => ({ block: id, question }));
  });
}

function partsOf(condition: ScriptCondition): readonly ScriptCondition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(partsOf);
    case 'not':
      return partsOf(condition.of);
    default:
      return [condition];
  }
}

/** By what a variable is set, and what that is set by: another script may mean another thing by the same name. */
function settingsOf(script: CallScript, name: string): readonly string[] {
  const settings = new Set<string>();
  // Grows while it is walked.
  const asked = new Set([name]);
  for (const one of asked)
    for (const block of Object.values(script.blocks)) {
      if (block.kind !== 'set-variable' || block.name !== one) continue;
      settings.add(JSON.stringify([one, block.value]));
      for (const other of namesIn(block.value)) asked.add(other);
    }
  return [...settings].sort();
}
