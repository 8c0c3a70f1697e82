import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@ringbase/platform';
import { readChromiumPath } from './config.js';
import { describeDay } from './day/describe-day.js';
import { drawDay } from './day/draw-day.js';
import { runDay } from './day/run-day.js';
import { describeResult } from './describe-result.js';
import { describeReplay, runReplay } from './replay/run-replay.js';
import { type BenchPlan, runBench } from './run-bench.js';

const whole: BenchPlan = {
  sizes: [10_000, 100_000, 1_000_000],
  rounds: 7,
  connections: 16,
  loaded: 2000,
  unloaded: 400,
  lookups: 400,
  cards: 15,
};
const quick: BenchPlan = { sizes: [10_000, 40_000], rounds: 3, connections: 8, loaded: 200, unloaded: 60, lookups: 60, cards: 3 };

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Instead of the plan's: the phones that are looked through, and the rounds. */
    phones: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
  allowPositionals: true,
});
const say = (line: string) => void process.stderr.write(`${line}\n`);
const [mode = 'calls'] = positionals;
if (mode === 'day') await benchDay();
else if (mode === 'replay') await benchReplay();
else await benchCalls();

/** `npm run bench -- day`: a working day by several scripts, no database and no telephone. */
async function benchDay(): Promise<void> {
  const result = runDay(values.quick ? 1 : 10, say);
  process.stdout.write(`${describeDay(result)}\n`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (values.svg) await writeFile(values.svg, await drawDay(result));
}

/** `npm run bench -- replay`: a script tried on a hundred thousand recorded calls, through the worker's own verb. */
async function benchReplay(): Promise<void> {
  await withPostgres(async (postgres) => {
    const result = await runReplay(postgres.url, values.quick ? 10_000 : 100_000, say);
    process.stdout.write(`${describeReplay(result)}\n`);
    if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  });
}

async function withPostgres(measure: (postgres: EmbeddedPostgres, directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ringbase-bench-'));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), durable: true, log: () => undefined });
  try {
    await measure(postgres, directory);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchCalls(): Promise<void> {
  const { sizes, rounds, ...loads } = values.quick ? quick : whole;
  const plan: BenchPlan = {
    ...loads,
    sizes: values.phones === undefined ? sizes : [Number(values.phones)],
    rounds: values.rounds === undefined ? rounds : Number(values.rounds),
  };
  await withPostgres(async (postgres, directory) => {
    const result = await runBench({ plan, postgres, directory, chromiumPath: readChromiumPath(), say });
    process.stdout.write(`${describeResult(result)}\n`);
    const machine = { cpus: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version };
    if (values.json) await writeFile(values.json, `${JSON.stringify({ machine, ...result }, null, 2)}\n`);
  });
}
