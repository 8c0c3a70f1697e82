import { withDeadline } from '../deadline/with-deadline.js';

const EVERY_MS = 10_000;
const ANSWER_MS = 5_000;

/**
 * Asks a connection every ten seconds whether it lives. Who only listens does not notice that the other end has frozen or
 * vanished without a word. Returns the way to stop.
 */
export function keepWatch(ask: () => Promise<unknown>, onDead: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    withDeadline(ask(), ANSWER_MS, 'The connection').catch(onDead);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
