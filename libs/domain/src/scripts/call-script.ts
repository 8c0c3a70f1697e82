import type { SpokenLanguage } from '../calls/call-instruction.js';
import type { PlayedSound } from '../calls/sound.js';
import type { PresenceStatus } from '../presence/presence-status.js';
import type { ScriptCondition } from './script-condition.js';

export type BlockId = string;
export type Words = Readonly<Record<SpokenLanguage, string>>;

/** Whom a ring block rings. */
export const ringWhoms = ['owner', 'owner-mobile', 'owner-assistant', 'department', 'person'] as const;
export type RingWhom = (typeof ringWhoms)[number];

/** In which order a group is rung: everybody at once (ten at a time), or one after another. */
export const ringStrategies = ['all', 'longest-idle', 'round-robin', 'in-order', 'fewest-calls'] as const;
export type RingStrategy = (typeof ringStrategies)[number];

/** Who takes a waiting caller: his own manager alone, or whoever of the department is free first. */
export const queueWhoms = ['owner', 'department'] as const;
export type QueueWhom = (typeof queueWhoms)[number];

/** By what an owner switch goes on: his presence, or `none` when the call has no owner. */
export type OwnerCase = PresenceStatus | 'none';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof httpMethods)[number];

/** Whom a notice of a script reaches. */
export const notifyWhoms = ['owner', 'curators', 'department', 'person'] as const;
export type NotifyWhom = (typeof notifyWhoms)[number];
export const taskWhoms = ['owner', 'curator', 'person'] as const;
export type TaskWhom = (typeof taskWhoms)[number];

/**
 * One block of a department's call script. Whatever does not connect goes on to `next`; nothing ends in silence. Texts and addresses may hold
 * `{{variable}}`: see `readVariable`.
 */
export type ScriptBlock =
  | { kind: 'switch-owner'; cases: Readonly<Record<OwnerCase, BlockId>> }
  | { kind: 'condition'; when: ScriptCondition; yes: BlockId; no: BlockId }
  | { kind: 'switch'; on: string; cases: readonly { equals: string; next: BlockId }[]; otherwise: BlockId }
  | { kind: 'set-variable'; name: string; value: string; next: BlockId }
  | {
      kind: 'http-request';
      method: HttpMethod;
      url: string;
      headers: Readonly<Record<string, string>>;
      /** JSON with variables in its texts; null sends none. */
      body: unknown;
      /** Variables by the path at which the answer's JSON holds them: `customer.tier`. */
      answer: Readonly<Record<string, string>>;
      seconds: number;
      next: BlockId;
      failed: BlockId;
    }
  | { kind: 'say'; words: Words; next: BlockId }
  | { kind: 'play'; sound: PlayedSound; next: BlockId }
  | {
      kind: 'menu';
      words: Words;
      choices: Readonly<Record<string, BlockId>>;
      /** How long a digit is waited for after the words. */
      seconds: number;
      /** How often the words are said in all. */
      tries: number;
      noInput: BlockId;
      wrong: BlockId;
    }
  | { kind: 'ring'; whom: RingWhom; personId?: string | undefined; strategy?: RingStrategy | undefined; seconds: number; next: BlockId }
  | {
      kind: 'queue';
      whom: QueueWhom;
      strategy?: RingStrategy | undefined;
      music: PlayedSound;
      /** How long one telephone is rung for a waiting caller. */
      ringSeconds: number;
      /** The longest wait; then it goes on to `next`, as it does when nobody of them is there at all. */
      seconds: number;
      /** So many may wait; whoever comes later goes on to `full`. */
      mostWaiting: number;
      /** He may press one to be called back instead. */
      callback: boolean;
      next: BlockId;
      full: BlockId;
    }
  | { kind: 'voicemail'; greeting: Words; maxSeconds: number; next: BlockId }
  | { kind: 'transfer'; number: string; seconds: number; next: BlockId }
  | { kind: 'create-application'; title: string; typeId: string | null; next: BlockId }
  | { kind: 'create-task'; whom: TaskWhom; personId?: string | undefined; note: string; dueInMinutes: number; next: BlockId }
  | { kind: 'notify'; whom: NotifyWhom; personId?: string | undefined; text: string; next: BlockId }
  | { kind: 'go-to'; block: BlockId }
  | { kind: 'hang-up' };
export type ScriptBlockOf<K extends ScriptBlock['kind']> = Extract<ScriptBlock, { kind: K }>;

/** A department's behaviour as data: a versioned graph that `advance` interprets. */
export type CallScript = { format: 1; start: BlockId; blocks: Readonly<Record<BlockId, ScriptBlock>> };

/** Null: the script has no such block. Names come from outside, so what every object inherits is none. */
export function blockOf(script: CallScript, id: BlockId): ScriptBlock | null {
  return Object.hasOwn(script.blocks, id) ? (script.blocks[id] ?? null) : null;
}
