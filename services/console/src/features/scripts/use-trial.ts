import { useReducedMotion } from '@mantine/hooks';
import type { DryRunResult } from '@ringbase/contracts';
import type { CallScript } from '@ringbase/domain';
import { useEffect, useMemo, useState } from 'react';
import { lightPath } from './chart/light-path.js';

/** Milliseconds from one block of the path to the next. */
const PACE = 150;
type Tried = { script: CallScript; result: DryRunResult; until: number; walking: boolean };
export type Trial = ReturnType<typeof useTrial>;

/** A dry run of what is drawn: its path lights up step by step, or at once where motion is not wanted. It is forgotten when the script is changed. */
export function useTrial(script: CallScript) {
  const [tried, setTried] = useState<Tried | null>(null);
  const still = useReducedMotion();
  const shown = tried?.script === script ? tried : null;
  const steps = shown?.result.path.length ?? 0;
  const walking = shown?.walking === true && shown.until < steps;
  const until = shown?.until ?? 0;
  useEffect(() => {
    if (!walking) return;
    const timer = setTimeout(() => setTried((now) => now && { ...now, until: until + 1 }), PACE);
    return () => clearTimeout(timer);
  }, [walking, until]);
  const lit = useMemo(() => (shown ? lightPath(shown.script, shown.result) : null), [shown]);
  return {
    result: shown?.result ?? null,
    lit,
    until,
    /** Where the call is at this step. */
    here: shown?.result.path[until - 1]?.block ?? null,
    show: (result: DryRunResult) => setTried({ script, result, until: still ? result.path.length : 1, walking: !still }),
    goTo: (step: number) => setTried((now) => now && { ...now, until: step, walking: false }),
  };
}
