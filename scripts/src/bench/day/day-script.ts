import type { CallScript, RingStrategy, ScriptBlock } from '@ringbase/domain';

const words = { en: 'Goodbye.', ru: 'До свидания.', bg: 'Дочуване.' };
/** Longer than any day: nobody is sent away. */
const FOR_EVER = 1_000_000;

/** Own manager for so many seconds, then whoever of the pool is free first. */
export function dayScript(ownSeconds: number, strategy: RingStrategy): CallScript {
  const queue = (whom: 'owner' | 'department', seconds: number, next: string): ScriptBlock => ({
    kind: 'queue',
    whom,
    strategy,
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 30,
    seconds,
    mostWaiting: FOR_EVER,
    callback: false,
    next,
    full: 'bye',
  });
  return {
    format: 1,
    start: ownSeconds > 0 ? 'own' : 'pool',
    blocks: {
      ...(ownSeconds > 0 ? { own: queue('owner', ownSeconds, 'pool') } : {}),
      pool: queue('department', FOR_EVER, 'bye'),
      bye: { kind: 'say', words, next: 'end' },
      end: { kind: 'hang-up' },
    },
  };
}
