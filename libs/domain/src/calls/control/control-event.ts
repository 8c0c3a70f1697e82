import type { RingTarget } from '../call-instruction.js';

/** `warm`: who asks speaks first; `blind`: he is gone at once; `add`: all three talk; `back`: nobody took it, so whoever asked is asked himself. */
export const askModes = ['warm', 'blind', 'add', 'back'] as const;
export type AskMode = (typeof askModes)[number];

/** Whom a call is to reach: a colleague, whoever of a department is free, or a number. */
export type AskedTarget =
  | { kind: 'person'; personId: string; name: string }
  | { kind: 'department'; departmentId: string; name: string }
  | { kind: 'number'; e164: string };

/** Why an asking is over without anybody having come to stay. */
export const askOvers = ['no-answer', 'busy', 'failed', 'nobody', 'cancelled'] as const;
export type AskOver = (typeof askOvers)[number];

/** What could not be done at the provider, by what was wanted. */
export const controlWants = ['hold', 'resume', 'mute', 'lift', 'ring', 'end', 'recording', 'send-on'] as const;
export type ControlWant = (typeof controlWants)[number];

/** What the people on a call's line do with it. `personId`: who did. */
export type ControlEvent =
  | { kind: 'held'; body: { personId: string } }
  | { kind: 'resumed'; body: { personId: string } }
  /** At the provider, for telephones without a switch of their own. */
  | { kind: 'muted'; body: { personId: string; muted: boolean } }
  /** Telephones are rung for this call, each by a call of its own; the step names this asking. */
  | {
      kind: 'asked';
      body: { step: number; mode: AskMode; personId: string; to: AskedTarget; targets: readonly RingTarget[]; until: string };
    }
  | { kind: 'asking-over'; body: { step: number; reason: AskOver } }
  /** A warm transfer is completed: who asked goes. */
  | { kind: 'handed-on'; body: { step: number; personId: string } }
  /** Who was asked stays as a third. */
  | { kind: 'merged'; body: { step: number; personId: string } }
  | { kind: 'recording-paused'; body: { personId: string } }
  | { kind: 'recording-resumed'; body: { personId: string } }
  /** Nobody is left for the other side: it goes to the mailbox. */
  | { kind: 'sent-on'; body: { step: number; to: 'voicemail' } }
  | { kind: 'control-failed'; body: { want: ControlWant; reason: string } }
  | { kind: 'noted'; body: { personId: string; text: string } }
  | { kind: 'disposed'; body: { personId: string; dispositionId: string; label: string } };
export type ControlEventKind = ControlEvent['kind'];
export const controlEventKinds = [
  'held',
  'resumed',
  'muted',
  'asked',
  'asking-over',
  'handed-on',
  'merged',
  'recording-paused',
  'recording-resumed',
  'sent-on',
  'control-failed',
  'noted',
  'disposed',
] as const satisfies readonly ControlEventKind[];
