import type { DeviceKind } from '../people/device.js';
import type { RecordingKind } from '../recordings/recording-states.js';
import type { ConferenceInstruction } from './conference/conference-instruction.js';
import type { PlayedSound } from './sound.js';
import type { Plan } from './step-ref.js';

/** Languages in which callers are spoken to. */
export const spokenLanguages = ['en', 'ru', 'bg'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** A telephone to ring. `parameters` reach a browser's telephone with the call. */
export type RingTarget = {
  /** `number`: a telephone that is neither ours nor the client's, to which a script hands on. */
  kind: DeviceKind | 'client' | 'number';
  address: string;
  deviceId: string | null;
  personId: string | null;
  /** Speak to whoever picks up before bridging: a mobile is asked for a digit, so that its voicemail does not swallow a client; a client is told of the recording. */
  screened: boolean;
  parameters: Readonly<Record<string, string>>;
};

/** What is heard while a menu waits. */
export type MenuPrompt = { kind: 'say'; text: string; language: SpokenLanguage } | { kind: 'play'; sound: PlayedSound };

/** What the provider is told to do next, in our words; each dialect has a renderer. */
export type CallInstruction =
  | { kind: 'say'; text: string; language: SpokenLanguage }
  | { kind: 'play'; sound: PlayedSound }
  | {
      kind: 'ring';
      targets: readonly RingTarget[];
      seconds: number;
      callerId: string | null;
      record: boolean;
      answerOnBridge: boolean;
      step: number;
      plan: Plan;
      intentId: string | null;
    }
  | { kind: 'voicemail'; maxSeconds: number; step: number; plan: Plan; recordingKind: RecordingKind }
  /** Say or play, and wait for digits; they come as `menu-answered`, empty when none were pressed. */
  | { kind: 'menu'; prompt: readonly MenuPrompt[]; seconds: number; digits: number; step: number; plan: Plan }
  /** Ask for the next step at once: comes back as `continue`. */
  | { kind: 'go-on'; step: number; plan: Plan }
  /** Ask once more for what could not be answered in time; `times`: how often that has been so. A ring whose sides have talked may have been lifted meanwhile. */
  | { kind: 'ask-again'; of: 'join' | 'ring'; step: number; plan: Plan; intentId: string | null; attached: boolean; times: number }
  /**
   * Ask for one digit; the answer comes as `screen-answer`. `intentId`: who clicked is asked himself, before his client is rung; `attached`: a leg of its own
   * is, before he joins.
   */
  | {
      kind: 'ask-digit';
      text: string;
      language: SpokenLanguage;
      seconds: number;
      step: number;
      plan: Plan;
      intentId: string | null;
      attached?: boolean;
    }
  | ConferenceInstruction
  | { kind: 'pause'; seconds: number }
  | { kind: 'hang-up' }
  /** Turn the caller away without picking up: nothing is heard of us and nothing is paid. Always the first instruction and the only one. */
  | { kind: 'reject' }
  /** Bridge now: nothing more to do for a screened callee. */
  | { kind: 'connect' };
