import type { DayResult } from './run-day.js';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const seconds = (value: number) => (Number.isFinite(value) ? `${value.toFixed(1)} s` : 'for ever');

type Row = readonly string[];

/** The figures of the simulated days as tables of Markdown. */
export function describeDay({ plan, own, pool, separate, pace }: DayResult): string {
  const { managers, callsPerHour, handlingSeconds, days, hours } = plan;
  const busy = (callsPerHour * handlingSeconds) / 3600 / managers;
  return [
    `${managers} managers, ${callsPerHour} calls an hour (Poisson), ${handlingSeconds} s of talk and wrap-up on the mean (exponential), ${percent(busy)} busy; ${days} days of ${hours} hours, ${own[0]?.calls.toLocaleString('en')} calls, nobody gives up.`,
    '',
    table(
      ['own manager for, then the pool', 'mean wait', 'answered in 20 s', 'reached their own manager'],
      [
        ...own.map((one): Row => [`${one.ownSeconds} s`, seconds(one.meanWaitSeconds), percent(one.within20), percent(one.own)]),
        ['Erlang C, the pool', seconds(pool.meanWaitSeconds), percent(pool.within20), ''],
        [`Erlang C, ${managers} separate queues`, seconds(separate.meanWaitSeconds), percent(separate.within20), '100.0 %'],
      ],
    ),
    '',
    `The pool alone, a manager picking up after ${pace[0]?.pickUpSeconds} s, and what the provider’s pace does to it:`,
    '',
    table(
      ['rung', 'calls that the provider makes', 'mean wait', 'answered in 20 s'],
      pace.map(
        (one): Row => [
          one.strategy === 'all' ? 'all who are free' : 'whoever is idle longest',
          one.paceSeconds === 0 ? 'at once' : `one every ${one.paceSeconds} s`,
          seconds(one.meanWaitSeconds),
          percent(one.within20),
        ],
      ),
    ),
  ].join('\n');
}

function table(heads: Row, rows: readonly Row[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}
