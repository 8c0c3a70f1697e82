import type { CallInstruction, RingTarget, SpokenLanguage } from '../calls/call-instruction.js';
import { defaultScript } from './default-script.js';

/** What a department does without us: kept in memory and in a file, since it must hold when nothing else does. */
export type StaticDepartment = {
  departmentId: string;
  language: SpokenLanguage;
  recordingAnnouncement: string | null;
  /** Numbers of ours that reach it. */
  numbers: readonly string[];
  /** At most ten telephones, desk ones first. */
  targets: readonly RingTarget[];
};

export type StaticStep = 'start' | 'voicemail' | 'hang-up';

const SECONDS = 25;
const voicemail = defaultScript.blocks.voicemail;
const goodbye = defaultScript.blocks.goodbye;

/** The static plan of a department from one of its steps on: ring it, take a message, say goodbye. Nothing in it needs the database. */
export function decideStaticAnswer(department: StaticDepartment | null, from: StaticStep, step: number): readonly CallInstruction[] {
  const language = department?.language ?? 'en';
  const hangUp: CallInstruction = { kind: 'hang-up' };
  if (from === 'hang-up') return [...say(goodbye, language), hangUp];
  if (from === 'start' && department !== null && department.targets.length > 0) {
    const announcement: CallInstruction[] =
      department.recordingAnnouncement === null ? [] : [{ kind: 'say', text: department.recordingAnnouncement, language }];
    return [
      ...announcement,
      {
        kind: 'ring',
        targets: department.targets.slice(0, 10),
        seconds: SECONDS,
        callerId: department.numbers[0] ?? null,
        record: true,
        answerOnBridge: announcement.length === 0,
        step,
        plan: 'static',
        intentId: null,
      },
    ];
  }
  return [
    ...say(voicemail, language),
    { kind: 'voicemail', maxSeconds: 120, step, plan: 'static', recordingKind: 'voicemail' },
    ...say(goodbye, language),
    hangUp,
  ];
}

function say(block: (typeof defaultScript.blocks)[string] | undefined, language: SpokenLanguage): readonly CallInstruction[] {
  if (block?.kind === 'say') return [{ kind: 'say', text: block.words[language], language }];
  if (block?.kind === 'voicemail') return [{ kind: 'say', text: block.greeting[language], language }];
  return [];
}
