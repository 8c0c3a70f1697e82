import type { CallInstruction, RingTarget, SpokenLanguage } from '../calls/call-instruction.js';
import type { Words } from './call-script.js';
import { defaultGoodbye, defaultMailbox } from './default-script.js';

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

/**
 * The static plan of a department from one of its steps on: ring it, take a message, say goodbye. Nothing in it needs the database. A call that has come
 * further than its first step may have rung for long already: it is answered, lest its carrier cuts it.
 */
export function decideStaticAnswer(department: StaticDepartment | null, from: StaticStep, step: number): readonly CallInstruction[] {
  const language = department?.language ?? 'en';
  const hangUp: CallInstruction = { kind: 'hang-up' };
  if (from === 'hang-up') return [say(defaultGoodbye.words, language), hangUp];
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
        answerOnBridge: announcement.length === 0 && step === 1,
        step,
        plan: 'static',
        intentId: null,
      },
    ];
  }
  return [
    say(defaultMailbox.greeting, language),
    { kind: 'voicemail', maxSeconds: defaultMailbox.maxSeconds, step, plan: 'static', recordingKind: 'voicemail' },
    say(defaultGoodbye.words, language),
    hangUp,
  ];
}

function say(words: Words, language: SpokenLanguage): CallInstruction {
  return { kind: 'say', text: words[language], language };
}
