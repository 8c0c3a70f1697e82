/** Which plan an answer of ours followed: the script (decided with the database) or the static answer (from memory, without it). */
export const plans = ['script', 'static'] as const;
export type Plan = (typeof plans)[number];

/** A step's message comes to a URL that we handed out. */
export type StepRef = { step: number; plan: Plan };
