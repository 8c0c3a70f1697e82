import { type CallInstruction, extensionOf, type RingTarget, type SpokenLanguage } from '@ringbase/domain';

/** A telephone that a PBX is to ring. A browser's telephone is not the PBX's: its address is our name of it. */
export type PbxTarget = {
  kind: 'extension' | 'mobile' | 'browser' | 'number';
  extension: string | null;
  address: string;
  personId: string | null;
  /** Ask whoever picks up for a digit before the caller hears him: his voicemail must not swallow a client. */
  screened: boolean;
};

/** What a PBX is to do, in order. */
export type PbxInstruction =
  | { kind: 'say'; text: string; language: SpokenLanguage }
  | { kind: 'play'; sound: string }
  | { kind: 'ring'; targets: PbxTarget[]; seconds: number; record: boolean }
  | { kind: 'voicemail'; maxSeconds: number }
  | { kind: 'pause'; seconds: number }
  | { kind: 'hang-up' }
  /** Turn the caller away without picking up. */
  | { kind: 'reject' }
  /** The script goes on with what only the phone company's own door can do (a menu, a queue, a wait): the department is to be rung. */
  | { kind: 'ring-department'; extension: string | null; instead: string };

/** Our instructions for a PBX, which asks once and does the rest itself. */
export function renderPbxInstructions(instructions: readonly CallInstruction[], departmentExtension: string | null): PbxInstruction[] {
  const rendered: PbxInstruction[] = [];
  for (const instruction of instructions) {
    const one = renderOne(instruction, departmentExtension);
    rendered.push(one);
    // What would follow belongs to a step that the PBX never asks for.
    if (one.kind === 'ring-department') break;
  }
  return rendered;
}

function renderOne(instruction: CallInstruction, departmentExtension: string | null): PbxInstruction {
  switch (instruction.kind) {
    case 'say':
      return { kind: 'say', text: instruction.text, language: instruction.language };
    case 'play':
      return { kind: 'play', sound: instruction.sound.kind === 'built-in' ? instruction.sound.name : instruction.sound.soundId };
    case 'ring':
      return { kind: 'ring', targets: instruction.targets.map(renderTarget), seconds: instruction.seconds, record: instruction.record };
    case 'voicemail':
      return { kind: 'voicemail', maxSeconds: instruction.maxSeconds };
    case 'pause':
      return { kind: 'pause', seconds: instruction.seconds };
    case 'hang-up':
    case 'reject':
      return { kind: instruction.kind };
    default:
      return { kind: 'ring-department', extension: departmentExtension, instead: instruction.kind };
  }
}

function renderTarget({ kind, address, personId, screened }: RingTarget): PbxTarget {
  const extension = kind === 'sip' ? extensionOf(address) : null;
  return {
    kind: kind === 'sip' ? 'extension' : kind === 'mobile' || kind === 'browser' ? kind : 'number',
    extension,
    address,
    personId,
    screened,
  };
}
