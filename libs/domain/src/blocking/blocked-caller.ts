/** Whom a block stops: one number, all numbers that begin so, or whoever withholds his. */
export const blockedCallerKinds = ['number', 'prefix', 'withheld'] as const;
export type BlockedCallerKind = (typeof blockedCallerKinds)[number];

/** Who put it there: a person, or the house itself because the number phoned too often. */
export const blockOrigins = ['person', 'rate'] as const;
export type BlockOrigin = (typeof blockOrigins)[number];

/** A block as a call's decision sees it. */
export type BlockedCaller = {
  id: string;
  kind: BlockedCallerKind;
  /** The number, or how it begins, in E.164; null of withheld callers. */
  e164: string | null;
  /** Null: the whole company. */
  departmentId: string | null;
  origin: BlockOrigin;
  /** Null: for good. */
  until: Date | null;
};

/** When a number is blocked by itself. One for the company: a caller who is turned away at one number of ours phones the next. */
export type BlockingSettings = {
  rateEnabled: boolean;
  /** More calls than these … */
  rateCalls: number;
  /** … within so many minutes … */
  rateMinutes: number;
  /** … block the number for so many minutes. */
  rateBlockMinutes: number;
  /** Numbers of known clients, too. */
  rateKnownClients: boolean;
};

/** What the settings may be; the smallest and the largest. */
export const blockingLimits = {
  rateCalls: [2, 1000],
  rateMinutes: [1, 1440],
  rateBlockMinutes: [1, 10_080],
} as const;

/** Whether the block stops this number: itself, or one that begins so. */
export function coversNumber({ kind, e164 }: Pick<BlockedCaller, 'kind' | 'e164'>, number: string): boolean {
  switch (kind) {
    case 'number':
      return number === e164;
    case 'prefix':
      return e164 !== null && number.startsWith(e164);
    case 'withheld':
      return false;
  }
}
