import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { medianOf } from './statistics.js';

/** Milliseconds of one row written and on the disk: what no webhook that is durable goes below. Median of one round. */
export async function measureCommit(bare: pg.Pool, times: number): Promise<number> {
  const ms: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await bare.query({ name: 'write-one', text: 'insert into bench_calls (call_sid) values ($1)', values: [randomUUID()] });
    ms.push(performance.now() - began);
  }
  return medianOf(ms);
}
