import { useEffect, useRef, useState } from 'react';

/** Of these, the ones that have been among them for `patience` milliseconds on end. */
export function useLasting(ids: readonly string[], patience: number): ReadonlySet<string> {
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const [lasting, setLasting] = useState<ReadonlySet<string>>(new Set());
  const names = ids.join(' ');
  useEffect(() => {
    const now = new Set(names === '' ? [] : names.split(' '));
    for (const [id, timer] of timers.current) {
      if (now.has(id)) continue;
      clearTimeout(timer);
      timers.current.delete(id);
    }
    setLasting((before) => (before.size === 0 ? before : new Set([...before].filter((id) => now.has(id)))));
    for (const id of now) {
      if (timers.current.has(id)) continue;
      timers.current.set(
        id,
        setTimeout(() => setLasting((before) => new Set([...before, id])), patience),
      );
    }
  }, [names, patience]);
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
    };
  }, []);
  return lasting;
}
