import type { HouseContext } from '../context.js';

/** Milliseconds that a round waits for the phone company: what takes longer ends by itself, while the others are served. */
const LONGEST = 2_000;

/**
 * Does the same for each of them at once. What fails is told and found again by the next round; neither it nor what hangs keeps the others waiting. Returns how
 * many were done in time.
 */
export async function eachByItself<T extends { callId: string }>(
  ctx: HouseContext,
  failed: string,
  ones: readonly T[],
  act: (one: T) => Promise<void>,
): Promise<number> {
  if (ones.length === 0) return 0;
  let done = 0;
  const all = ones.map(async (one) => {
    try {
      await act(one);
      done += 1;
    } catch (error) {
      ctx.log.warn({ event: failed, callId: one.callId, err: error });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST);
  });
  await Promise.race([Promise.all(all), late]);
  clearTimeout(timer);
  return done;
}
