/** What became of the promises of a period. */
export type PromiseCounts = {
  promised: number;
  kept: number;
  keptInTime: number;
  passedOn: number;
  /** Nobody needed to call any more. */
  dismissed: number;
  /** Neither kept nor dismissed, and the time to keep it is over. */
  openOverdue: number;
  /** Neither, and there is time. */
  openInTime: number;
};

/** Kept in time out of all of which it can be said: not of what nobody needs any more, nor of what still has time. 0 to 1; null of none. */
export function shareKeptInTime({ kept, keptInTime, openOverdue }: PromiseCounts): number | null {
  const judged = kept + openOverdue;
  return judged === 0 ? null : keptInTime / judged;
}
