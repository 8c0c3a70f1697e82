// `npm run reliability`: the runs of infra/stories that judge the house by the phone company's ledger, with their table.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `npm run reliability -- [--calls 1000] [--lost 5] [--copies 5] [--per-second 2] [--seed 20260302] [--times judged|measured] [--json FILE] [--evidence FOLDER]

--lost: of a hundred callbacks this many are never sent. --copies: how often a message is sent at most; for many thousand calls say 1, the
ledger of all of them is read at once. --per-second: two calls with five copies are some two hundred messages a second, as many as two cores bear.
--times measured: that all but one of a thousand are answered within 1.5 s is told and not judged.
--evidence: the folder in which to keep what is written here and what the phone company knows, for whoever looks into a violation.

A thousand calls, told up to five times, out of order, late and never, some of them waiting in a queue, held and handed over; PostgreSQL killed and frozen
under fifty. Checks the invariants I1, I2, I3, I5, I6, I7, I8 and I13: run it on a machine that does nothing else.
`;
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000' },
    lost: { type: 'string', default: '5' },
    copies: { type: 'string', default: '5' },
    'per-second': { type: 'string', default: '2' },
    seed: { type: 'string' },
    times: { type: 'string', default: 'judged' },
    json: { type: 'string' },
    evidence: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
} else {
  const env = {
    ...process.env,
    RELIABILITY_CALLS: values.calls,
    RELIABILITY_LOST: values.lost,
    RELIABILITY_COPIES: values.copies,
    RELIABILITY_PER_SECOND: values['per-second'],
    RELIABILITY_TIMES: values.times,
  };
  if (values.seed !== undefined) env.RELIABILITY_SEED = values.seed;
  if (values.json !== undefined) env.RELIABILITY_JSON = resolve(values.json);
  if (values.evidence !== undefined) env.RELIABILITY_EVIDENCE = resolve(values.evidence);
  const test = fileURLToPath(new URL('test.mjs', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      test,
      '--selectProjects=load',
      '--selectProjects=stories',
      '--runInBand',
      '--testPathPatterns',
      'infra/stories/(thousand-calls|database-death)',
    ],
    { env, stdio: 'inherit' },
  );
  child.once('exit', (code) => process.exit(code ?? 1));
}
