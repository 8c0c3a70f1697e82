/** What is known of a queue as a caller enters it or waits in it. */
export type QueueFacts = {
  /** Callers who wait, without him. */
  waiting: number;
  /** His place, 1 for the next; null while he is not in it. */
  position: number | null;
  /** Seconds that a talk with its wrap-up lasted, on the mean of the department's last ones; null: there were none yet. */
  handlingSeconds: number | null;
};
