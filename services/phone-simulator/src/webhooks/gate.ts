/** Lets a limited number of pieces of work go on at once; the others wait their turn. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function makeGate(limit: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // Whoever is let in by a leaver takes over its place, so nobody slips in between.
    if (inside >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
