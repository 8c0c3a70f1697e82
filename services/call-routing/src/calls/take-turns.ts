/**
 * Lets the messages of one call follow each other within this process. Ten telephones of a group tell at once, and each would find the call's version
 * moved by the other: the database alone keeps them right, turns keep them from deciding again and again. Nothing is remembered when nobody waits.
 */
export function makeTurns() {
  const last = new Map<string, Promise<unknown>>();
  return async function inTurn<T>(callId: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(callId) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(callId, mine);
    try {
      return await mine;
    } finally {
      if (last.get(callId) === mine) last.delete(callId);
    }
  };
}
