import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { DayResult } from './run-day.js';

/** The picture of the days: what each second for the own manager costs, and what it brings. SVG. */
export function drawDay({ own, pool }: DayResult): Promise<string> {
  const chart = (title: string, field: 'wait' | 'own' | 'within20', unit: string, bound: number | null) => ({
    width: 260,
    height: 200,
    title,
    layer: [
      {
        mark: { type: 'line' as const, point: true, color: '#2f6f8f' },
        encoding: {
          x: { field: 'ownSeconds', type: 'quantitative' as const, title: 'own manager for, s' },
          y: { field, type: 'quantitative' as const, title: unit },
        },
      },
      ...(bound === null
        ? []
        : [{ mark: { type: 'rule' as const, strokeDash: [4, 4], color: '#b5532a' }, encoding: { y: { datum: bound } } }]),
    ],
  });
  const spec: TopLevelSpec = {
    data: {
      values: own.map((one) => ({
        ownSeconds: one.ownSeconds,
        wait: one.meanWaitSeconds,
        own: one.own * 100,
        within20: one.within20 * 100,
      })),
    },
    hconcat: [
      chart('Mean wait (dashed: Erlang C)', 'wait', 's', pool.meanWaitSeconds),
      chart('Answered in 20 s (dashed: Erlang C)', 'within20', '%', pool.within20 * 100),
      chart('Reached their own manager', 'own', '%', null),
    ],
    config: { font: 'sans-serif', background: 'white' },
  };
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}
