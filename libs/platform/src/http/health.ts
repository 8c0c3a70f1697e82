import type { Express } from 'express';
import { withDeadline } from '../deadline/with-deadline.js';
import { describeError } from '../log/describe-error.js';
import type { Metrics } from './metrics.js';

export interface HealthOptions {
  /** What this process cannot work without; each throws when it is gone. */
  checks: Readonly<Record<string, () => Promise<unknown> | unknown>>;
  metrics: Metrics;
}

const CHECK_MS = 1_000;

/** `/healthz`: the process lives. `/readyz`: it can work, or which part is missing. `/metrics`: Prometheus's text. */
export function mountHealth(app: Express, { checks, metrics }: HealthOptions): void {
  app.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });

  app.get('/readyz', async (req, res) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await withDeadline(Promise.resolve().then(check), CHECK_MS, name);
          return [name, 'ok'] as const;
        } catch (error) {
          req.log?.warn({ event: 'health.failed', check: name, reason: describeError(error).message });
          return [name, 'failed'] as const;
        }
      }),
    );
    const ready = results.every(([, state]) => state === 'ok');
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ok' : 'failed', checks: Object.fromEntries(results) });
  });

  app.get('/metrics', async (_req, res) => {
    res
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
}
