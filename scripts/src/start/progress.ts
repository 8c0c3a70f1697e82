const LONG_MS = 5_000;

export type Say = (line: string) => void;

/** Tells the terminal what is being done, that it is still being done, and how long it took if that was long. */
export async function withProgress<T>(say: Say, title: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  say(`${title} …`);
  const heartbeat = setInterval(() => say(`${title} … ${seconds()}`), LONG_MS);
  try {
    const result = await work();
    if (performance.now() - began > LONG_MS) say(`${title} took ${seconds()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
