/** A pool of equal servers, Poisson arrivals, exponential handling, nobody gives up: M/M/N. */
export type Pool = { servers: number; callsPerSecond: number; handlingSeconds: number };
export type PoolFigures = { waits: number; meanWaitSeconds: number; answeredWithin: (seconds: number) => number };

/**
 * What queueing theory says of such a pool: the share of callers who wait at all, their mean wait, the share answered within a time. Infinite and zero where
 * more calls come than can be handled. The probability of waiting is Erlang's C, by the stable recursion of his B.
 */
export function erlangC({ servers, callsPerSecond, handlingSeconds }: Pool): PoolFigures {
  const load = callsPerSecond * handlingSeconds;
  if (load >= servers) return { waits: 1, meanWaitSeconds: Number.POSITIVE_INFINITY, answeredWithin: () => 0 };
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (load * blocked) / (count + load * blocked);
  const waits = blocked / (1 - (load / servers) * (1 - blocked));
  const spare = (servers - load) / handlingSeconds;
  return { waits, meanWaitSeconds: waits / spare, answeredWithin: (seconds) => 1 - waits * Math.exp(-spare * seconds) };
}
