import { spawn } from 'node:child_process';

const HEARTBEAT_MS = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A step that failed; what it printed has been shown, so the message is all there is to add. */
export class StepError extends Error {}

/** Runs a long command quietly, says that it is alive every ten seconds and shows its output only if it fails. */
export async function runStep(title, cwd, [program, ...args], env = {}) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${title} …\n`);
  const heartbeat = setInterval(() => process.stdout.write(`${title} … ${seconds()} s\n`), HEARTBEAT_MS);
  const output = [];
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const end = () => {
    child.kill();
    process.exit(1);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
  clearInterval(heartbeat);
  for (const signal of SIGNALS) process.off(signal, end);
  if (outcome === undefined) {
    process.stdout.write(`${title} took ${seconds()} s\n`);
    return;
  }
  const said = Buffer.concat(output).toString('utf8');
  if (/ENOSPC|no space left on device/i.test(said)) throw new StepError(`${title} failed: the disk is full.`);
  process.stderr.write(said);
  throw new StepError(`${title} failed (${outcome}).`);
}
