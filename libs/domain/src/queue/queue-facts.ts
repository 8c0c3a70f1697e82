/** Callers who wait, without him, and his place among them by the time he has waited, 1 for the next; null while he waits for nobody. */
export type QueueLine = { waiting: number; position: number | null };

/** What is known of a queue as a caller enters it or waits in it: of those who wait for whoever of the department is free. */
export type QueueFacts = QueueLine & {
  /** Of those who wait for one person alone, by the person; left out where it was not written down. */
  own?: Readonly<Record<string, QueueLine>>;
  /** Seconds that a talk with its wrap-up lasted, on the mean of the department's last ones; null: there were none yet. */
  handlingSeconds: number | null;
};
