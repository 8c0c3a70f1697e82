import type { CallInstruction, SpokenLanguage } from '../../calls/call-instruction.js';
import { type BlockId, blockOf, type CallScript } from '../call-script.js';
import type { Walk, WalkStep } from '../walk-script.js';
import { type NameOf, sayStep, sentence, type ToldStep, whyWords } from './say-steps.js';

/** One line of a walk: a block that was entered, or what came of the one that stood. */
export type WalkLine = { block: BlockId; kind: string; afterSeconds: number; words: string; heard: readonly string[] };

/** A walk line by line, in words, with what the caller hears. */
export function tellWalk(script: CallScript, walk: Walk, nameOf: NameOf, language: SpokenLanguage): readonly WalkLine[] {
  const say = (step: ToldStep) => sayStep(step, nameOf, language) ?? whyWords[language].steps['goes-on'];
  const kindOf = (block: BlockId) => blockOf(script, block)?.kind ?? 'hang-up';
  const lines = walk.steps.flatMap((step) => linesOf(step, kindOf, say, language));
  const last = walk.trace.at(-1);
  return last?.reason === 'talked' && walk.end.kind === 'talked'
    ? [...lines, { block: last.block, kind: kindOf(last.block), afterSeconds: last.afterSeconds, words: sentence(say(last)), heard: [] }]
    : lines;
}

function linesOf(
  step: WalkStep,
  kindOf: (block: BlockId) => string,
  say: (step: ToldStep) => string,
  language: SpokenLanguage,
): readonly WalkLine[] {
  const { passed, afterSeconds } = step;
  const [first] = passed;
  const before = {
    trace: step.trace.slice(0, first?.trace).filter(({ kind }) => kind !== 'caller'),
    heard: heardIn(step.instructions.slice(0, first?.instructions)),
  };
  const resumed = before.trace[0]?.block ?? step.block;
  const lines: WalkLine[] = before.trace.length > 0 || before.heard.length > 0 ? [line(resumed, before.trace.map(say), before.heard)] : [];
  for (const [index, { block, trace, instructions }] of passed.entries()) {
    const next = passed[index + 1];
    const heard = heardIn(step.instructions.slice(instructions, next?.instructions));
    lines.push(line(block, step.trace.slice(trace, next?.trace).map(say), heard));
  }
  return lines;

  function line(block: BlockId, said: readonly string[], heard: readonly string[]): WalkLine {
    const kind = kindOf(block);
    const words =
      said.length > 0 ? said.join('; ') : whyWords[language].steps[heard.length > 0 ? 'says' : kind === 'play' ? 'plays' : 'goes-on'];
    return { block, kind, afterSeconds, words: sentence(words), heard };
  }
}

/** What the caller hears, as far as it is words. */
function heardIn(instructions: readonly CallInstruction[]): readonly string[] {
  return instructions.flatMap((instruction) => {
    switch (instruction.kind) {
      case 'say':
        return [instruction.text];
      case 'menu':
        return instruction.prompt.flatMap((prompt) => (prompt.kind === 'say' ? [prompt.text] : []));
      default:
        return [];
    }
  });
}
