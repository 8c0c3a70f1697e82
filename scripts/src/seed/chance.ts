/** Seeded chance: the demo company is the same everywhere. mulberry32. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  share(): number;
  whole(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  id(): string;
};

export function makeChance(seed: number): Chance {
  let state = seed;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join('');
  return {
    share,
    whole,
    pick: (from) => from[whole(0, from.length - 1)] as (typeof from)[number],
    // The form of a version 4 UUID, so that nothing can tell it from one.
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${whole(8, 11).toString(16)}${hex(3)}-${hex(12)}`,
  };
}
