import type { ServiceProcess } from '@ringbase/testing';
import { makeWebhooks } from './make-webhooks.js';
import { runClosedLoop } from './run-closed-loop.js';
import { percentileOf } from './statistics.js';

export type WebhookRound = { perSecond: number; p50: number; p99: number };
export type WebhookPlan = { phones: number; connections: number; loaded: number; unloaded: number };

/** One round against one server: as much as `connections` can send, then one request after the other. Latencies in milliseconds. */
export async function measureWebhook(server: ServiceProcess, plan: WebhookPlan): Promise<WebhookRound & { fromMemory: number }> {
  const options = { publicUrl: server.url, phones: plan.phones, pick: Math.random };
  const loaded = await runClosedLoop(makeWebhooks(plan.loaded, options), plan.connections);
  const { ms, fromMemory } = await runClosedLoop(makeWebhooks(plan.unloaded, options), 1);
  return {
    perSecond: loaded.perSecond,
    p50: percentileOf(ms, 0.5),
    p99: percentileOf(ms, 0.99),
    fromMemory: loaded.fromMemory + fromMemory,
  };
}
