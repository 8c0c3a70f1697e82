/** Counts work in flight (webhooks on the wire), so that the virtual clock can wait until a moment's consequences are all in. */
export interface Busy {
  track<T>(work: Promise<T>): Promise<T>;
  count(): number;
  whenIdle(): Promise<void>;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function makeBusy(): Busy {
  let inFlight = 0;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    inFlight -= 1;
    if (inFlight > 0) return;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  return {
    track(work) {
      inFlight += 1;
      work.then(release, release);
      return work;
    },
    count: () => inFlight,
    async whenIdle() {
      for (;;) {
        await settle();
        await settle();
        if (inFlight === 0) return;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}
