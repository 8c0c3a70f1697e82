import type { RingStrategy } from '@ringbase/domain';
import { dayScript } from './day-script.js';
import { erlangC } from './erlang-c.js';
import { simulateDay } from './simulate-day.js';

export type DayFigures = { calls: number; meanWaitSeconds: number; within20: number; own: number };
export type DayResult = {
  plan: typeof plan & { days: number };
  /** Own manager for so many seconds, then the pool. */
  own: readonly (DayFigures & { ownSeconds: number })[];
  /** What queueing theory says. */
  pool: { meanWaitSeconds: number; within20: number };
  separate: { meanWaitSeconds: number; within20: number };
  /** What the provider's one call a second and the pick-up do to the pool. */
  pace: readonly (DayFigures & { strategy: RingStrategy; paceSeconds: number; pickUpSeconds: number })[];
};

const plan = { managers: 20, hours: 8, callsPerHour: 290, handlingSeconds: 210 };
const ownTimes = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60];
const IN_TIME = 20;

/** Each choice lives through the same days: the same callers, owners and lengths of talk are drawn for each. */
export function runDay(days: number, say: (line: string) => void): DayResult {
  const figures = (ownSeconds: number, strategy: RingStrategy, more: { paceSeconds: number; pickUpSeconds: number }): DayFigures => {
    const script = dayScript(ownSeconds, strategy);
    const calls = Array.from({ length: days }, (_, day) => simulateDay({ ...plan, ...more, script, seed: day + 1 })).flat();
    const share = (of: (call: (typeof calls)[number]) => boolean) => calls.filter(of).length / calls.length;
    return {
      calls: calls.length,
      meanWaitSeconds: calls.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0) / calls.length,
      within20: share(({ waitSeconds }) => waitSeconds <= IN_TIME),
      own: share(({ own }) => own),
    };
  };
  const own = ownTimes.map((ownSeconds) => {
    say(`Own manager for ${ownSeconds} s, then the pool`);
    return { ownSeconds, ...figures(ownSeconds, 'longest-idle', { paceSeconds: 0, pickUpSeconds: 0 }) };
  });
  const pace = (['longest-idle', 'all'] as const).flatMap((strategy) =>
    [0, 1].map((paceSeconds) => {
      say(`The pool, ${strategy}, a call every ${paceSeconds} s`);
      return { strategy, paceSeconds, pickUpSeconds: 3, ...figures(0, strategy, { paceSeconds, pickUpSeconds: 3 }) };
    }),
  );
  const callsPerSecond = plan.callsPerHour / 3600;
  const { handlingSeconds, managers } = plan;
  const theory = (servers: number, share: number) => {
    const { meanWaitSeconds, answeredWithin } = erlangC({ servers, callsPerSecond: callsPerSecond * share, handlingSeconds });
    return { meanWaitSeconds, within20: answeredWithin(IN_TIME) };
  };
  return { plan: { ...plan, days }, own, pool: theory(managers, 1), separate: theory(1, 1 / managers), pace };
}
