import { useEffect, useState } from 'react';
import { create } from 'zustand';

/** Whether news reach this tab. `null` before the first connection. */
export const useLine = create<{ up: boolean | null }>(() => ({ up: null }));

/** A blink of the connection is nobody's business; three seconds are. */
export function useLineLost(): boolean {
  const up = useLine((line) => line.up);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    setLost(false);
    if (up !== false) return;
    const timer = setTimeout(() => setLost(true), 3000);
    return () => clearTimeout(timer);
  }, [up]);
  return lost;
}
