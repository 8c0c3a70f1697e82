export type RetryPolicy = '4xx' | '5xx' | 'ct' | 'rt' | 'all';

export interface ConnectionOverrides {
  connectMs: number;
  readMs: number;
  totalMs: number;
  retries: number;
  policies: ReadonlySet<RetryPolicy>;
}

const POLICIES: readonly RetryPolicy[] = ['4xx', '5xx', 'ct', 'rt', 'all'];

function bounded(text: string | null, min: number, max: number, fallback: number): number {
  if (text === null || !/^\d+$/.test(text)) return fallback;
  return Math.min(max, Math.max(min, Number(text)));
}

/**
 * `#ct=2000&rt=5000&tt=10000&rc=2&rp=5xx,ct` at the end of a webhook's URL.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function parseOverrides(url: string): ConnectionOverrides {
  const fragment = new URLSearchParams(url.split('#', 2)[1] ?? '');
  const policies = (fragment.get('rp') ?? 'ct').split(',').filter((word): word is RetryPolicy => POLICIES.some((known) => known === word));
  return {
    connectMs: bounded(fragment.get('ct'), 100, 10_000, 10_000),
    readMs: bounded(fragment.get('rt'), 100, 15_000, 15_000),
    totalMs: bounded(fragment.get('tt'), 100, 15_000, 15_000),
    retries: bounded(fragment.get('rc'), 0, 5, 1),
    policies: new Set(policies),
  };
}

/** Whether a failure of this kind is tried again. */
export function mayRetry(overrides: ConnectionOverrides, failure: { status?: number; error?: 'connect' | 'read' | 'total' }): boolean {
  const has = (policy: RetryPolicy): boolean => overrides.policies.has(policy) || overrides.policies.has('all');
  if (failure.error === 'connect') return has('ct');
  if (failure.error === 'read') return has('rt');
  if (failure.error === 'total') return false;
  const status = failure.status ?? 200;
  return (status >= 400 && status < 500 && has('4xx')) || (status >= 500 && has('5xx'));
}
