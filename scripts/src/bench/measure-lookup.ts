import { randomUUID } from 'node:crypto';
import { type Database, loadCall } from '@ringbase/database';
import { SALES } from '@ringbase/testing';
import type pg from 'pg';
import { phoneOf } from './fill-phones.js';
import { medianOf } from './statistics.js';

export type LookupRound = { loadMs: number; indexMs: number };

/**
 * Medians of one round, in milliseconds: the webhook's whole first statement (number of ours, department, script, candidates, everybody's
 * telephones), and beside it nothing but the index on phones.
 */
export async function measureLookup(database: Database, bare: pg.Pool, phones: number, times: number): Promise<LookupRound> {
  const load: number[] = [];
  const index: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const callerE164 = phoneOf(Math.floor(Math.random() * phones));
    const callId = randomUUID();
    const began = performance.now();
    await loadCall(
      database,
      { callId, provider: 'twilio', dialled: SALES, callerE164, address: '', intentId: null, routes: true },
      new Date(),
    );
    const between = performance.now();
    await bare.query({ name: 'find-phone', text: 'select client_id from phones where e164 = $1 and not archived', values: [callerE164] });
    load.push(between - began);
    index.push(performance.now() - between);
  }
  return { loadMs: medianOf(load), indexMs: medianOf(index) };
}
