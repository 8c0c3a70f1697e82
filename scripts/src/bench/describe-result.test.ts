import { describeResult } from './describe-result.js';

test('the tables tell medians, spread and ratios, and what dominates', () => {
  const round = (perSecond: number, p50: number) => ({ perSecond, p50, p99: 2 * p50 });
  const text = describeResult({
    plan: { sizes: [10], rounds: 3, connections: 8, loaded: 1, unloaded: 1, lookups: 1, cards: 1 },
    lookups: [{ phones: 10_000, rounds: [{ loadMs: 2, indexMs: 1 }] }],
    commitMs: [1],
    webhook: { ours: [round(100, 8), round(200, 6), round(150, 7)], minimum: [round(400, 4), round(400, 2), round(600, 3.5)] },
    card: { browserMs: [50, 70, 60], deskMs: [110, 130, 120] },
  });
  expect(text).toContain('8 connections, calls/s');
  expect(text).toMatch(/calls\/s\s+150 \(100–200\)\s+400 \(400–600\)\s+0\.25 \(0\.25–0\.50\)/);
  expect(text).toMatch(/unloaded p50, ms\s+7\.00 \(6\.00–8\.00\)\s+3\.50 \(2\.00–4\.00\)\s+2\.00 \(2\.00–3\.00\)/);
  expect(text).toMatch(/10,000 phones, ms\s+2\.00/);
  expect(text).toMatch(/from the click on Answer, ms\s+60\.0 \(50\.0–70\.0\)/);
  expect(text).toContain('What dominates: the rest');
});
