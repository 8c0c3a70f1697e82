import pMap from 'p-map';

/** Calls that are looked at side by side. Each holds a connection of the pool, which the calls that go on need as well. */
const CALLS_AT_ONCE = 4;

/** Does the same for each; of one call one after another, as they stand. */
export async function ofEachCall<T extends { callId: string }>(ones: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const calls = new Map<string, T[]>();
  for (const one of ones) calls.set(one.callId, [...(calls.get(one.callId) ?? []), one]);
  await pMap(
    calls.values(),
    async (ofCall) => {
      for (const one of ofCall) await act(one);
    },
    { concurrency: CALLS_AT_ONCE },
  );
}
