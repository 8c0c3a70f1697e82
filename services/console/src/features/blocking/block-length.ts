export const blockLengths = ['hour', 'day', 'week', 'good'] as const;
export type BlockLength = (typeof blockLengths)[number];

const hours: Readonly<Record<Exclude<BlockLength, 'good'>, number>> = { hour: 1, day: 24, week: 7 * 24 };

/** Until when a block of this length lasts; null: for good. */
export function untilOf(length: BlockLength, now: Date): Date | null {
  return length === 'good' ? null : new Date(now.getTime() + hours[length] * 3_600_000);
}
