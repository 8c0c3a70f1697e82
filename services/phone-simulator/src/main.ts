import { readConfig } from './config.js';
import { startSimulator } from './index.js';

async function main(): Promise<void> {
  const { port, stop } = await startSimulator(readConfig());
  process.stdout.write(`${JSON.stringify({ event: 'simulator.ready', port })}\n`);
  const end = (): void => {
    void stop().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify({ event: 'simulator.failed', error: error instanceof Error ? error.message : String(error) })}\n`);
  process.exit(1);
});
