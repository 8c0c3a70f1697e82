import type { Spread } from './statistics.js';

export type Line = { what: string; unit: string; ours: Spread; beside?: Spread; ratio?: Spread };

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const say = (spread: Spread | undefined): string => (spread ? `${round(spread.median)} (${round(spread.low)}–${round(spread.high)})` : '');

/** Medians of the rounds, their smallest and greatest in brackets. */
export function renderTable(lines: readonly Line[], heads: readonly [string, string, string, string]): string {
  const rows = [
    [...heads],
    ...lines.map(({ what, unit, ours, beside, ratio }) => [`${what}, ${unit}`, say(ours), say(beside), say(ratio)]),
  ];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const draw = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  const [head = [], ...body] = rows;
  return [draw(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(draw)].join('\n');
}
