import { parseArgs } from 'node:util';

const USAGE = `npm run simulate -- --to +74952320001 [--from +359888123456] [--calls 1] [--per-second 1] [--hang-up-after SECONDS]
                    [--simulator http://localhost:3100]

Callers phone in at the phone simulator that npm start runs. Without --from each call comes from another unknown number.
`;

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    calls: { type: 'string', default: '1' },
    'per-second': { type: 'string', default: '1' },
    'hang-up-after': { type: 'string' },
    simulator: { type: 'string', default: 'http://localhost:3100' },
    help: { type: 'boolean', default: false },
  },
});

async function phoneIn(to: string, index: number): Promise<void> {
  const from = values.from ?? `+35988${String(1_000_000 + index).padStart(7, '0')}`;
  const hangupAfterMs = values['hang-up-after'] === undefined ? {} : { hangupAfterMs: Number(values['hang-up-after']) * 1000 };
  const answer = await fetch(new URL('/control/calls', values.simulator), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to, ...hangupAfterMs }),
  });
  const body = (await answer.json()) as { callSid?: string };
  process.stdout.write(answer.ok ? `${body.callSid} ${from} -> ${to}\n` : `refused: ${JSON.stringify(body)}\n`);
}

const [calls, perSecond] = [Number(values.calls), Number(values['per-second'])];
if (values.help || values.to === undefined || !(calls >= 1) || !(perSecond > 0)) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  for (let index = 0; index < calls; index += 1) {
    await phoneIn(values.to, index);
    if (index + 1 < calls) await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
  }
}
