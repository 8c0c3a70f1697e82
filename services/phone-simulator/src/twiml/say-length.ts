const MS_PER_WORD = 400;

/** How long a sentence takes to say: a words-based estimate, about 150 words a minute. *unverified* */
export function sayLengthMs(text: string): number {
  const words = text.trim().split(/\s+/u).filter(Boolean).length;
  return Math.max(500, words * MS_PER_WORD);
}

/** How long a sound plays that the simulator could not measure. *unverified* */
export const PLAY_MS = 3_000;
