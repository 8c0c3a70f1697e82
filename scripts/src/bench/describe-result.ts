import { type Line, renderTable } from './print-table.js';
import type { BenchResult } from './run-bench.js';
import { medianOf, percentileOf, ratioOf, spreadOf } from './statistics.js';

/** The tables, and a sentence on what takes the time. */
export function describeResult({ plan, lookups, commitMs, webhook, card }: BenchResult): string {
  const { ours, minimum } = webhook;
  const compare = (what: string, unit: string, pick: (round: (typeof ours)[number]) => number): Line => ({
    what,
    unit,
    ours: spreadOf(ours.map(pick)),
    beside: spreadOf(minimum.map(pick)),
    ratio: ratioOf(ours.map(pick), minimum.map(pick)),
  });
  const most = lookups.at(-1);
  const phones = (most?.phones ?? 0).toLocaleString('en');
  const webhooks = renderTable(
    [
      compare(`${plan.connections} connections`, 'calls/s', (round) => round.perSecond),
      compare('unloaded p50', 'ms', (round) => round.p50),
      compare('unloaded p99', 'ms', (round) => round.p99),
    ],
    [`Inbound webhook, ${phones} phones`, 'Ringbase', 'minimum by hand', 'ratio'],
  );
  const looks = renderTable(
    lookups.map(({ phones: size, rounds }) => ({
      what: `${size.toLocaleString('en')} phones`,
      unit: 'ms',
      ours: spreadOf(rounds.map((round) => round.loadMs)),
      beside: spreadOf(rounds.map((round) => round.indexMs)),
      ratio: ratioOf(
        rounds.map((round) => round.loadMs),
        rounds.map((round) => round.indexMs),
      ),
    })),
    ['Lookup', 'whole first statement', 'phone index alone', 'ratio'],
  );
  const parts = [webhooks, looks, describeCard(card), dominates(most?.rounds.map((round) => round.loadMs) ?? [], commitMs, ours)];
  return `${parts.join('\n\n')}\nMedians of ${plan.rounds} rounds, smallest and greatest in brackets.`;
}

function describeCard(card: BenchResult['card']): string {
  if (card === null) return 'Card painted: not measured, there is no Chromium (CHROMIUM_PATH names one).';
  const line = (what: string, ms: readonly number[]): Line => ({
    what,
    unit: 'ms',
    ours: spreadOf(ms),
    beside: spreadOf([percentileOf(ms, 0.9)]),
  });
  return renderTable(
    [line('from the click on Answer', card.browserMs), line('from the answered webhook of a desk phone', card.deskMs)],
    [`Card painted in Chromium, services apart, ${card.browserMs.length} calls each`, 'median', 'p90', ''],
  );
}

/** Where the time of one unloaded webhook goes. */
function dominates(loads: readonly number[], commits: readonly number[], ours: readonly { p50: number }[]): string {
  const whole = medianOf(ours.map((round) => round.p50));
  const load = medianOf(loads);
  const commit = medianOf(commits);
  const rest = whole - load - commit;
  const shares = [
    ['the first statement (everything a decision rests on)', load],
    ['one durable commit of a single row', commit],
    ['the rest: HTTP, signature, decision, TwiML, and what writing call, leg, event and outbox takes beyond one row', rest],
  ] as const;
  const [most] = shares.toSorted(([, a], [, b]) => b - a);
  const say = (ms: number) => `${ms.toFixed(2)} ms (${((100 * ms) / whole).toFixed(0)} %)`;
  return `Of an unloaded webhook's ${whole.toFixed(2)} ms: ${shares.map(([what, ms]) => `${what} ${say(ms)}`).join('; ')}.\nWhat dominates: ${most?.[0] ?? ''}.`;
}
