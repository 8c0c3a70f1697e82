/** Median, smallest and greatest of some measurements. */
export type Spread = { median: number; low: number; high: number };

/** The middle value; of an even count the mean of the two in the middle. Throws on none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('No measurements, no median.');
  return (lower + upper) / 2;
}

/** The smallest value that at least this share (0 to 1) of the measurements does not exceed. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('No measurements, no percentile.');
  return found;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: medianOf(values), low: Math.min(...values), high: Math.max(...values) };
}

/** Round by round, so that what slows the machine for a while slows both sides of a quotient. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}
