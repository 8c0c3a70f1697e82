import type { z } from 'zod';

/** One kind of work. Its name is `<noun>.<verb>`; all work of a noun runs in one lane. */
export interface JobDeclaration {
  payload: z.ZodType;
  /** How often it is tried in all. */
  attempts: number;
  /** How the pause between tries grows from one second; without it there is none. */
  backoff?: 'exponential' | 'fixed';
}

export type JobCatalogue = Readonly<Record<string, JobDeclaration>>;
export type JobName<C extends JobCatalogue> = keyof C & string;
export type Lane<C extends JobCatalogue> = JobName<C> extends infer N ? (N extends `${infer Noun}.${string}` ? Noun : N) : never;

export interface JobRun {
  /** Counts from one. */
  attempt: number;
  jobId: string;
}

/** One handler for every job there is: a missing one does not compile. */
export type JobHandlers<C extends JobCatalogue> = {
  readonly [N in JobName<C>]: (payload: z.output<C[N]['payload']>, run: JobRun) => Promise<unknown>;
};

/** The lane of a job: the noun its name begins with. */
export function laneOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}
